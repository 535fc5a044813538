package dev.trainyard.activation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.DoubleSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class ActivationTest {
    private static final int CHANNELS = 3;
    private static final double STEP = 1e-6;
    private static final double TOLERANCE = 1e-6;

    static Stream<Arguments> everyActivationWithEverySharing() {
        return Activations.names().stream()
                .flatMap(name -> Stream.of(Sharing.values()).map(sharing -> Arguments.of(name, sharing)));
    }

    @ParameterizedTest
    @MethodSource("everyActivationWithEverySharing")
    void gradientsOfInputAndParametersAreTheNumericOnes(String name, Sharing sharing) {
        for (long seed = 1; seed <= 3; seed++) {
            check(new Activation(spec(name, sharing)), seed);
        }
    }

    @Test
    void aCombinationOfEveryTermHasTheNumericGradients() {
        for (String name : List.of("lincomb", "normlincomb")) {
            check(new Activation(new ActivationSpec(name, Sharing.CHANNEL, Map.of(), Activations.terms())), 4);
        }
    }

    @ParameterizedTest
    @MethodSource("everyActivationWithEverySharing")
    void parametersStartAtTheirPublishedValuesUnlessTold(String name, Sharing sharing) {
        Map<String, Double> published = Activations.parameters(name, List.of());
        assertThat(new Activation(spec(name, sharing)).parameters()).isEqualTo(published);

        for (String parameter : published.keySet()) {
            var told = new ActivationSpec(name, sharing, Map.of(parameter, 0.75), List.of());
            assertThat(new Activation(told).parameters())
                    .containsEntry(parameter, 0.75)
                    .hasSameSizeAs(published);
        }
    }

    @Test
    void gradientsOfSharedElementsAreSummed() {
        INDArray x = awayFromKinks(new Random(5));
        Map<String, INDArray> parameters =
                Map.of("a", Nd4j.ones(DataType.DOUBLE, 1), "b", Nd4j.ones(DataType.DOUBLE, 1));
        Map<String, INDArray> gradients =
                Map.of("a", Nd4j.zeros(DataType.DOUBLE, 1), "b", Nd4j.zeros(DataType.DOUBLE, 1));
        new Activation(spec("shilu", Sharing.LAYER)).backward(x, x.like().addi(1), parameters::get, gradients::get);
        // d/db of a max(0, x) + b is 1 for each of the elements that share b.
        assertThat(Objects.requireNonNull(gradients.get("b")).getDouble(0)).isEqualTo(x.length());
    }

    /** Compares gradients with central differences of L = sum(e f(x)) for a fixed random e. */
    private static void check(Activation activation, long seed) {
        Random random = new Random(seed);
        INDArray x = awayFromKinks(random);
        INDArray outer = awayFromKinks(random);
        Map<String, INDArray> parameters = new LinkedHashMap<>();
        Map<String, INDArray> gradients = new LinkedHashMap<>();
        int count = activation.sharing() == Sharing.CHANNEL ? CHANNELS : 1;
        for (String parameter : activation.parameters().keySet()) {
            INDArray values = Nd4j.create(DataType.DOUBLE, count);
            for (int i = 0; i < count; i++) {
                values.putScalar(i, 0.3 + 1.4 * random.nextDouble());
            }
            parameters.put(parameter, values);
            gradients.put(parameter, Nd4j.create(DataType.DOUBLE, count));
        }
        DoubleSupplier loss = () ->
                activation.value(x, parameters::get).mul(outer).sumNumber().doubleValue();
        INDArray inner = activation.backward(x, outer, parameters::get, gradients::get);
        checkEach("x", x, inner, loss);
        parameters.forEach(
                (name, values) -> checkEach(name, values, Objects.requireNonNull(gradients.get(name)), loss));
    }

    private static void checkEach(String name, INDArray variable, INDArray gradient, DoubleSupplier loss) {
        INDArray values = variable.reshape(variable.length());
        INDArray gradients = gradient.reshape(gradient.length());
        for (long i = 0; i < values.length(); i++) {
            double value = values.getDouble(i);
            values.putScalar(i, value + STEP);
            double above = loss.getAsDouble();
            values.putScalar(i, value - STEP);
            double below = loss.getAsDouble();
            values.putScalar(i, value);
            double numeric = (above - below) / (2 * STEP);
            assertThat(gradients.getDouble(i))
                    .as("d/d%s[%d] at %s", name, i, value)
                    .isCloseTo(numeric, within(TOLERANCE * Math.max(1, Math.abs(numeric))));
        }
    }

    private static ActivationSpec spec(String name, Sharing sharing) {
        return new ActivationSpec(name, sharing, Map.of(), List.of());
    }

    /** Numbers around zero, none within 0.02 of 0 or of another value at which a parameter from 0.3 to 1.7 makes a kink. */
    private static INDArray awayFromKinks(Random random) {
        INDArray input = Nd4j.create(DataType.DOUBLE, 8, CHANNELS);
        for (long i = 0; i < input.length(); i++) {
            double x = 2 * random.nextGaussian();
            input.putScalar(i, x + Math.copySign(0.02, x));
        }
        return input;
    }
}
