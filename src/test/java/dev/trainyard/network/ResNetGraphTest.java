package dev.trainyard.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.data.Percentage.withPercentage;

import dev.trainyard.activation.ActivationSpec;
import dev.trainyard.activation.Activations;
import dev.trainyard.activation.Sharing;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;

class ResNetGraphTest {
    @ParameterizedTest
    @CsvSource({"20, 269722", "32, 464154", "44, 658586", "56, 853018"})
    void parameterCountsAreThoseOfThePaper(int depth, long parameters) {
        assertThat(Weights.count(create(depth, ActivationSpec.named("relu"), Shortcut.A, DataType.FLOAT)))
                .isEqualTo(parameters)
                .isEqualTo(new ResNet(depth).parameters(10));
    }

    @ParameterizedTest
    @CsvSource({"NETWORK, 2", "LAYER, 14", "CHANNEL, 480"})
    void activationParametersCountOnceForWhateverSharesThem(Sharing sharing, long more) {
        // ResNet-8 has 7 activation layers: 3 of 16, 2 of 32 and 2 of 64 channels.
        long without = Weights.count(create(8, ActivationSpec.named("relu"), Shortcut.A, DataType.FLOAT));
        assertThat(Weights.count(create(8, coslu(sharing), Shortcut.A, DataType.FLOAT)) - without)
                .isEqualTo(more);
    }

    @Test
    void shortcutBAddsTwoProjectionsWithTheirNorms() {
        long a = Weights.count(create(20, ActivationSpec.named("relu"), Shortcut.A, DataType.FLOAT));
        long b = Weights.count(create(20, ActivationSpec.named("relu"), Shortcut.B, DataType.FLOAT));
        assertThat(b - a).isEqualTo(16 * 32 + 2 * 32 + 32 * 64 + 2 * 64);
    }

    @ParameterizedTest
    @EnumSource(Shortcut.class)
    void theWholeNetworkHasTheNumericGradients(Shortcut shortcut) {
        ComputationGraph network = create(8, coslu(Sharing.LAYER), shortcut, DataType.DOUBLE);
        requireNumericGradients(network, images(2, DataType.DOUBLE), 24);
    }

    @Test
    void aNetworkForLargerImagesHasTheSameParametersAndTheNumericGradients() {
        var spec = new NetworkSpec(new ResNet(8), coslu(Sharing.LAYER), Shortcut.A, 10, 64);
        ComputationGraph network = ResNetGraph.create(spec, new Sgd(0.1), 0, 5, DataType.DOUBLE);
        ComputationGraph small = create(8, coslu(Sharing.LAYER), Shortcut.A, DataType.DOUBLE);
        assertThat(network.params()).isEqualTo(small.params());

        INDArray images = LayerGradients.random(new Random(9), 2, 64, 64, 3).castTo(DataType.DOUBLE);
        requireNumericGradients(network, images, 8);
    }

    private static void requireNumericGradients(ComputationGraph network, INDArray images, int parametersToCheck) {
        gradient(network, images);
        INDArray analytic = network.getFlattenedGradients().dup();
        INDArray parameters = network.params();
        Random random = new Random(3);
        int checked = 0;
        while (checked < parametersToCheck) {
            long i = random.nextLong(parameters.length());
            if (isStatistic(network, i)) {
                continue;
            }
            double numeric = (lossAt(network, images, i, 1e-5) - lossAt(network, images, i, -1e-5)) / 2e-5;
            assertThat(analytic.getDouble(i) / 2)
                    .as("gradient of parameter %d", i)
                    .isCloseTo(numeric, within(1e-5 * Math.max(1, Math.abs(numeric))));
            checked++;
        }
    }

    @Test
    void sharedParametersStayEqualInEveryLayerWhileTheyMove() {
        ComputationGraph network = create(8, coslu(Sharing.NETWORK), Shortcut.A, DataType.FLOAT);
        INDArray images = images(8, DataType.FLOAT);
        for (int step = 0; step < 3; step++) {
            network.fit(new INDArray[] {images}, new INDArray[] {labels(8, DataType.FLOAT)});
        }
        List<Double> a = ActivationParameters.values(network).stream()
                .map(ofActivation ->
                        Objects.requireNonNull(ofActivation.get("a")).getDouble(0))
                .toList();
        assertThat(a).hasSize(7).containsOnly(a.get(0));
        assertThat(a.get(0)).isNotEqualTo(1);
    }

    static Stream<String> activations() {
        return Activations.names().stream();
    }

    @ParameterizedTest
    @MethodSource("activations")
    void aNetworkComesBackFromJsonAndFromItsFileWithEqualOutput(String activation) throws IOException {
        var spec = new ActivationSpec(activation, Sharing.CHANNEL, Map.of(), List.of());
        ComputationGraph network = create(8, spec, Shortcut.B, DataType.FLOAT);
        String json = network.getConfiguration().toJson();
        assertThat(ComputationGraphConfiguration.fromJson(json).toJson()).isEqualTo(json);

        INDArray images = images(4, DataType.FLOAT);
        network.fit(new INDArray[] {images}, new INDArray[] {labels(4, DataType.FLOAT)});
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        ModelSerializer.writeModel(network, file, true);
        ComputationGraph restored =
                ModelSerializer.restoreComputationGraph(new ByteArrayInputStream(file.toByteArray()), true);
        assertThat(restored.outputSingle(images)).isEqualTo(network.outputSingle(images));
        assertThat(restored.params()).isEqualTo(network.params());
    }

    @Test
    void theSameSeedGivesTheSameWeightsAndAnotherSeedOthers() {
        INDArray one = create(8, ActivationSpec.named("relu"), Shortcut.A, DataType.FLOAT)
                .params();
        assertThat(create(8, ActivationSpec.named("relu"), Shortcut.A, DataType.FLOAT)
                        .params())
                .isEqualTo(one);
        var spec = new NetworkSpec(new ResNet(8), ActivationSpec.named("relu"), Shortcut.A, 10);
        assertThat(ResNetGraph.create(spec, new Sgd(0.1), 0, 6, DataType.FLOAT).params())
                .isNotEqualTo(one);
    }

    @Test
    void initialWeightsAreHeNormalInTheBlocksAndUniformInTheFirstAndTheLastLayer() {
        ComputationGraph network = create(20, ActivationSpec.named("relu"), Shortcut.A, DataType.FLOAT);
        INDArray inBlock = network.getLayer("layer3.1").getParam("conv1.weight");
        assertThat(inBlock.stdNumber().doubleValue()).isCloseTo(Math.sqrt(2.0 / (9 * 64)), withPercentage(2));
        assertUniform(network.getLayer("stem").getParam("conv1.weight"), 27);
        assertUniform(network.getLayer("linear").getParam("W"), 64);
        assertThat(network.getLayer("linear").getParam("b").amaxNumber().doubleValue())
                .isBetween(0.01, 1 / 8.0);
    }

    private static void assertUniform(INDArray weights, int inputs) {
        double bound = 1 / Math.sqrt(inputs);
        assertThat(weights.amaxNumber().doubleValue()).isBetween(0.95 * bound, bound);
        assertThat(weights.stdNumber().doubleValue()).isCloseTo(bound / Math.sqrt(3), withPercentage(10));
    }

    private static ComputationGraph create(int depth, ActivationSpec activation, Shortcut shortcut, DataType type) {
        NetworkSpec spec = new NetworkSpec(new ResNet(depth), activation, shortcut, 10);
        return ResNetGraph.create(spec, new Sgd(0.1), 0, 5, type);
    }

    private static ActivationSpec coslu(Sharing sharing) {
        return new ActivationSpec("coslu", sharing, Map.of(), List.of());
    }

    private static void gradient(ComputationGraph network, INDArray images) {
        network.setInputs(images);
        network.setLabels(labels((int) images.size(0), images.dataType()));
        network.computeGradientAndScore();
    }

    private static double lossAt(ComputationGraph network, INDArray images, long parameter, double offset) {
        double value = network.params().getDouble(parameter);
        network.params().putScalar(parameter, value + offset);
        double loss = network.score(new DataSet(images, labels(2, DataType.DOUBLE)), true);
        network.params().putScalar(parameter, value);
        return loss;
    }

    /** Running statistics have no gradient. The flat array is in topological order. */
    private static boolean isStatistic(ComputationGraph network, long parameter) {
        long start = 0;
        for (int vertex : network.topologicalSortOrder()) {
            for (var entry : network.getVertices()[vertex].paramTable(false).entrySet()) {
                start += entry.getValue().length();
                if (parameter < start) {
                    return entry.getKey().endsWith(Unit.MEAN) || entry.getKey().endsWith(Unit.VARIANCE);
                }
            }
        }
        throw new AssertionError("no parameter " + parameter);
    }

    private static INDArray images(int count, DataType type) {
        return LayerGradients.random(new Random(9), count, 32, 32, 3).castTo(type);
    }

    private static INDArray labels(int count, DataType type) {
        INDArray labels = Nd4j.zeros(type, count, 10);
        for (int i = 0; i < count; i++) {
            labels.putScalar(i, i % 10, 1);
        }
        return labels;
    }
}
