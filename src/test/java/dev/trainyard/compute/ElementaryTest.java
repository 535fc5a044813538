package dev.trainyard.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Erf;
import org.nd4j.linalg.factory.Nd4j;

class ElementaryTest {
    private static final double BOUND = 5e-7;
    private static final float INFINITY = Float.POSITIVE_INFINITY;

    @FunctionalInterface
    private interface FloatFunction {
        float at(float x);
    }

    static Arguments[] functions() {
        return new Arguments[] {
            function("tanh(x/2)", Elementary::tanhHalf, x -> Math.tanh(x / 2)),
            function("sigmoid", Elementary::sigmoid, x -> 1 / (1 + Math.exp(-x))),
            function("decay", x -> Elementary.decay(Math.abs(x)), x -> Math.exp(-Math.abs(x))),
            function("sine", Elementary::sineOfTurns, x -> Math.sin(2 * Math.PI * x)),
            function("cosine", Elementary::cosineOfTurns, x -> Math.cos(2 * Math.PI * x)),
            function("density", Elementary::normalDensity, x -> Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI))
        };
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("functions")
    void theErrorStaysBelowItsBound(String name, FloatFunction function, DoubleUnaryOperator exact) {
        for (double x : inputs()) {
            assertThat((double) function.at((float) x))
                    .as("%s of %s", name, x)
                    .isCloseTo(exact.applyAsDouble((float) x), within(BOUND));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("functions")
    void notANumberStaysNotANumber(String name, FloatFunction function, DoubleUnaryOperator exact) {
        assertThat(function.at(Float.NaN)).as(name).isNaN();
        assertThat(Elementary.step(Float.NaN)).isNaN();
        assertThat(Elementary.normalDistribution(Float.NaN)).isNaN();
    }

    @Test
    void theNormalDistributionIsThatOfTheErrorFunction() {
        double[] inputs = inputs();
        double[] scaled =
                DoubleStream.of(inputs).map(x -> (float) x / Math.sqrt(2)).toArray();
        double[] erf = Nd4j.getExecutioner()
                .exec(new Erf(Nd4j.createFromArray(scaled)))
                .toDoubleVector();
        for (int i = 0; i < inputs.length; i++) {
            assertThat((double) Elementary.normalDistribution((float) inputs[i]))
                    .as("at %s", inputs[i])
                    .isCloseTo((1 + erf[i]) / 2, within(BOUND));
        }
    }

    @Test
    void infinitiesGiveTheLimitsExactly() {
        assertThat(Elementary.tanhHalf(INFINITY)).isEqualTo(1f);
        assertThat(Elementary.tanhHalf(-INFINITY)).isEqualTo(-1f);
        assertThat(Elementary.sigmoid(INFINITY)).isEqualTo(1f);
        assertThat(Elementary.sigmoid(-INFINITY)).isZero();
        assertThat(Elementary.decay(INFINITY)).isZero();
        assertThat(Elementary.normalDistribution(INFINITY)).isEqualTo(1f);
        assertThat(Elementary.normalDistribution(-INFINITY)).isZero();
        assertThat(Elementary.normalDensity(-INFINITY)).isZero();
        assertThat(Elementary.step(INFINITY)).isEqualTo(1f);
        assertThat(Elementary.step(-INFINITY)).isZero();
    }

    @ParameterizedTest
    @ValueSource(floats = {1e3f, 12345.678f, 4.1e6f, 5.1e6f, 8.4e6f, 1e9f, 1e30f, Float.MAX_VALUE})
    void manyTurnsStayBounded(float turns) {
        for (float t : new float[] {turns, -turns}) {
            assertThat(Math.abs(Elementary.sineOfTurns(t))).isLessThan(10f);
            assertThat(Math.abs(Elementary.cosineOfTurns(t))).isLessThan(10f);
        }
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.MIN_VALUE, 1e-39f, Float.MIN_NORMAL, 1e-6f, 1f, 50f, Float.MAX_VALUE})
    void theStepIsOneForAnythingPositiveAndZeroElse(float x) {
        assertThat(Elementary.step(x)).isEqualTo(1f);
        assertThat(Elementary.step(-x)).isZero();
    }

    @Test
    void theStepIsZeroAtZero() {
        assertThat(Elementary.step(0f)).isZero();
        assertThat(Elementary.step(-0f)).isZero();
    }

    /** Every 1/1024 of [-50, 50], random numbers near 0 and denormals. */
    private static double[] inputs() {
        DoubleStream grid = DoubleStream.iterate(-50, x -> x <= 50, x -> x + 1.0 / 1024);
        DoubleStream normal = new Random(3).doubles(10_000, -2, 2);
        DoubleStream special = DoubleStream.of(0, -0.0, 1e-45, -1e-45, 1e-39, -1e-39, 1e-8, -1e-8);
        return DoubleStream.concat(DoubleStream.concat(grid, normal), special).toArray();
    }

    private static Arguments function(String name, FloatFunction function, DoubleUnaryOperator exact) {
        return Arguments.of(name, function, exact);
    }
}
