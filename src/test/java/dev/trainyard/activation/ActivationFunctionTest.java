package dev.trainyard.activation;

import static java.lang.Math.abs;
import static java.lang.Math.cos;
import static java.lang.Math.exp;
import static java.lang.Math.log1p;
import static java.lang.Math.max;
import static java.lang.Math.min;
import static java.lang.Math.sin;
import static java.lang.Math.tanh;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The formulas against their definitions, written once more in plain Java. */
class ActivationFunctionTest {
    private static final double[] POINTS = {-50, -8.5, -3, -1.2, -0.4, -1e-3, 0, 1e-3, 0.4, 1.2, 3, 8.5, 50};

    /** With parameters 0.7 and 1.3, in the order of their names; weights of a combination likewise. */
    private static final double P = 0.7;

    private static final double Q = 1.3;

    static Stream<Arguments> definitions() {
        return Stream.of(
                definition("coslu", x -> (x + P * cos(Q * x)) * s(x)),
                definition("sinlu", x -> (x + P * sin(Q * x)) * s(x)),
                definition("delu", x -> x <= 0 ? x * s(x) : (P + 0.5) * x + abs(exp(-x) - 1)),
                definition("helu", x -> x <= 0 ? x * s(x) : 0.5 * x + abs(exp(-x) - 1)),
                definition("relun", x -> min(max(0, x), P)),
                definition("shilu", x -> P * max(0, x) + Q),
                definition("scaledsoftsign", x -> P * x / (Q + abs(x))),
                definition("prelu", x -> x > 0 ? x : P * x),
                definition("relu", x -> max(0, x)),
                definition("silu", x -> x * s(x)),
                definition("elu", x -> x > 0 ? x : exp(x) - 1),
                definition("mish", x -> x * tanh(x > 30 ? x : log1p(exp(x)))),
                definition("lincomb", List.of("silu", "tanh"), x -> P * x * s(x) + Q * tanh(x)),
                definition("normlincomb", List.of("silu", "tanh"), x -> (P * x * s(x) + Q * tanh(x)) / (P + Q)),
                definition("lincomb", List.of("sigmoid", "softsign"), x -> P * s(x) + Q * x / (1 + abs(x))));
    }

    @ParameterizedTest
    @MethodSource("definitions")
    void theValueIsThatOfTheDefinition(String name, List<String> terms, DoubleUnaryOperator definition) {
        INDArray values = function(name, terms).value(points(DataType.DOUBLE), coefficients(name, terms));
        for (int i = 0; i < POINTS.length; i++) {
            assertThat(values.getDouble(i))
                    .as("%s(%s)", name, POINTS[i])
                    .isCloseTo(definition.applyAsDouble(POINTS[i]), within(1e-12));
        }
    }

    @Test
    void geluIsThatOfTheTables() {
        // x Phi(x) with Phi(1) = 0.8413447460685429 and Phi(-0.5) = 0.3085375387259869
        INDArray x = Nd4j.createFromArray(1.0, -0.5).reshape(2, 1);
        INDArray values = function("gelu", List.of()).value(x, Coefficients.NONE);
        assertThat(values.getDouble(0)).isCloseTo(0.8413447460685429, within(1e-12));
        assertThat(values.getDouble(1)).isCloseTo(-0.15426876936299345, within(1e-12));
    }

    static Stream<String> names() {
        return Activations.names().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void largeInputsInFloatStayFinite(String name) {
        INDArray x = Nd4j.createFromArray(-1e4f, -104f, -89f, -0f, 0f, 89f, 104f, 1e4f)
                .reshape(8, 1);
        ActivationFunction function = function(name, List.of());
        Coefficients p = coefficients(name, List.of());
        ActivationFunction.Derivatives derivatives = function.derivatives(x, p);
        List<INDArray> all = new ArrayList<>(derivatives.parameters());
        all.add(derivatives.input());
        all.add(function.value(x, p));
        for (INDArray array : all) {
            for (float value : array.toFloatVector()) {
                assertThat(value).as(name).isFinite();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void notANumberInGivesNotANumberOut(String name) {
        INDArray x = Nd4j.createFromArray(Float.NaN, 1f).reshape(2, 1);
        INDArray values = function(name, List.of()).value(x, coefficients(name, List.of()));
        assertThat(values.getFloat(0)).as(name).isNaN();
        assertThat(values.getFloat(1)).as(name).isFinite();
    }

    @ParameterizedTest
    @ValueSource(strings = {"CosLU", "swish", ""})
    void anUnknownNameIsRefused(String name) {
        assertThatThrownBy(() -> function(name, List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"" + name + "\"");
    }

    private static ActivationFunction function(String name, List<String> terms) {
        return Activations.function(name, terms);
    }

    private static Coefficients coefficients(String name, List<String> terms) {
        List<INDArray> values = new ArrayList<>();
        for (int i = 0; i < function(name, terms).parameters().size(); i++) {
            values.add(Nd4j.createFromArray(i == 0 ? P : Q));
        }
        return new Coefficients(values);
    }

    private static INDArray points(DataType type) {
        return Nd4j.createFromArray(POINTS).castTo(type).reshape(POINTS.length, 1);
    }

    private static double s(double x) {
        return 1 / (1 + exp(-x));
    }

    private static Arguments definition(String name, DoubleUnaryOperator definition) {
        return definition(name, List.of(), definition);
    }

    private static Arguments definition(String name, List<String> terms, DoubleUnaryOperator definition) {
        return Arguments.of(name, terms, definition);
    }
}
