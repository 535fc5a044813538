package dev.trainyard.activation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class ActivationLayerTest {
    private static final int CHANNELS = 3;
    private static final InputType TYPE = InputType.convolutional(2, 2, CHANNELS, CNN2DFormat.NHWC);

    static Stream<Arguments> everyActivationWithEverySharing() {
        return Activations.names().stream()
                .flatMap(name -> Stream.of(Sharing.values()).map(sharing -> Arguments.of(name, sharing)));
    }

    @ParameterizedTest
    @MethodSource("everyActivationWithEverySharing")
    void gradientsOfInputAndParametersAreTheNumericOnes(String name, Sharing sharing) {
        for (long seed = 1; seed <= 3; seed++) {
            INDArray input = awayFromKinks(new Random(seed));
            new LayerGradients(new Activation(spec(name, sharing)), TYPE, input, seed).check();
        }
    }

    @Test
    void aCombinationOfEveryTermHasTheNumericGradients() {
        for (String name : List.of("lincomb", "normlincomb")) {
            var spec = new ActivationSpec(name, Sharing.CHANNEL, Map.of(), Activations.terms());
            new LayerGradients(new Activation(spec), TYPE, awayFromKinks(new Random(4)), 4).check();
        }
    }

    @ParameterizedTest
    @MethodSource("everyActivationWithEverySharing")
    void parametersStartAtTheirPublishedValuesUnlessTold(String name, Sharing sharing) {
        Map<String, Double> published = Activations.parameters(name, List.of());
        var layout = layoutOf(spec(name, sharing));
        int each = sharing == Sharing.CHANNEL ? CHANNELS : 1;
        assertThat(layout.length()).isEqualTo((long) each * published.size());
        assertThat(startOf(spec(name, sharing))).isEqualTo(published);

        for (String parameter : published.keySet()) {
            var told = new ActivationSpec(name, sharing, Map.of(parameter, 0.75), List.of());
            assertThat(startOf(told)).containsEntry(parameter, 0.75).hasSameSizeAs(published);
        }
    }

    @Test
    void gradientsOfSharedElementsAreSummed() {
        INDArray input = awayFromKinks(new Random(5));
        var shilu = new LayerGradients(new Activation(spec("shilu", Sharing.LAYER)), TYPE, input, 5).layer();
        shilu.activate(input, true, LayerWorkspaceMgr.noWorkspaces());
        INDArray ones = Nd4j.ones(DataType.DOUBLE, input.shape());
        var gradient =
                shilu.backpropGradient(ones, LayerWorkspaceMgr.noWorkspaces()).getFirst();
        // d/db of a max(0, x) + b is 1 for each of the elements that share b.
        assertThat(gradient.getGradientFor("b").getDouble(0)).isEqualTo(input.length());
    }

    private static ActivationSpec spec(String name, Sharing sharing) {
        return new ActivationSpec(name, sharing, Map.of(), List.of());
    }

    private static ParameterLayout layoutOf(ActivationSpec spec) {
        Activation activation = new Activation(spec);
        activation.setNIn(TYPE, true);
        return activation.initializer();
    }

    private static Map<String, Double> startOf(ActivationSpec spec) {
        Map<String, Double> start = new TreeMap<>();
        var layout = layoutOf(spec);
        INDArray flat = Nd4j.create(DataType.DOUBLE, Math.max(1, layout.length()));
        layout.init(new NeuralNetConfiguration(), flat, true)
                .forEach((name, view) -> start.put(name, view.getDouble(0)));
        return start;
    }

    /** Inputs around zero, none within 0.02 of 0 or of another value at which a parameter from 0.3 to 1.7 makes a kink. */
    private static INDArray awayFromKinks(Random random) {
        INDArray input = LayerGradients.random(random, 2, 2, 2, CHANNELS).mul(2);
        for (long i = 0; i < input.length(); i++) {
            double x = input.getDouble(i);
            input.putScalar(i, x + Math.copySign(0.02, x));
        }
        return input;
    }
}
