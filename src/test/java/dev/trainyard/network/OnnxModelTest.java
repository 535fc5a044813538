package dev.trainyard.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.activation.ActivationSpec;
import dev.trainyard.activation.Activations;
import dev.trainyard.activation.Sharing;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import onnx.Onnx.ModelProto;
import onnx.Onnx.TensorProto;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/** What another's runtime computes with our models, whose weights, statistics and parameters are all drawn at random. */
class OnnxModelTest {
    private static final int BATCH = 8;
    private static final double LARGEST_DIFFERENCE = 1e-4;

    static Stream<ActivationSpec> activations() {
        Stream<ActivationSpec> each = Activations.names().stream().map(ActivationSpec::named);
        Stream<ActivationSpec> combinationsOfAll = Stream.of("lincomb", "normlincomb")
                .map(name -> new ActivationSpec(name, Sharing.NETWORK, Map.of(), Activations.terms()));
        return Stream.concat(each, combinationsOfAll);
    }

    @ParameterizedTest
    @MethodSource("activations")
    void theRuntimeGivesTheProbabilitiesOfOurNetworkForEverySharingAndBothShortcuts(ActivationSpec activation)
            throws Exception {
        for (Sharing sharing : Sharing.values()) {
            // One of the two for each: what is written for an activation does not depend on it.
            Shortcut shortcut = sharing == Sharing.LAYER ? Shortcut.B : Shortcut.A;
            var spec = new ActivationSpec(activation.name(), sharing, Map.of(), activation.terms());
            ComputationGraph network = random(spec, shortcut);
            try (OnnxRuntime runtime = new OnnxRuntime(OnnxModel.write(network, 32, Map.of()))) {
                assertAgree(network, runtime, images(32), "%s, shortcut %s".formatted(spec, shortcut));
            }
            NetworkMemory.release(network);
        }
    }

    @ParameterizedTest
    @EnumSource(Shortcut.class)
    void aNetworkForLargerImagesIsWrittenForThem(Shortcut shortcut) throws Exception {
        ComputationGraph network =
                RandomNetwork.of(new NetworkSpec(new ResNet(8), ActivationSpec.named("coslu"), shortcut, 10, 64));
        try (OnnxRuntime runtime = new OnnxRuntime(OnnxModel.write(network, 64, Map.of()))) {
            assertAgree(network, runtime, images(64), "64 x 64, shortcut " + shortcut);
        }
    }

    private static void assertAgree(ComputationGraph network, OnnxRuntime runtime, INDArray images, String what)
            throws Exception {
        INDArray probabilities = network.outputSingle(images).dup();
        INDArray logits = network.output(List.of(ResNetGraph.LOGITS), false, new INDArray[] {images}, null)[0].dup();
        INDArray theirs = runtime.logits(images);
        double largest = logits.amaxNumber().doubleValue();
        // Else the images would not matter.
        assertThat(logits.std(0).maxNumber().doubleValue()).as(what).isGreaterThan(100 * LARGEST_DIFFERENCE * largest);
        assertThat(theirs.sub(logits).amaxNumber().doubleValue())
                .as(what)
                .isLessThanOrEqualTo(LARGEST_DIFFERENCE * Math.max(1, largest));
        assertThat(Transforms.softmax(theirs).sub(probabilities).amaxNumber().doubleValue())
                .as(what)
                .isLessThanOrEqualTo(LARGEST_DIFFERENCE);
    }

    /** Noise around a colour of each image's own: noise alone would be the same to a network that averages it. */
    private static INDArray images(int size) {
        Random random = new Random(7);
        INDArray images = Nd4j.create(DataType.FLOAT, BATCH, size, size, 3);
        for (int image = 0; image < BATCH; image++) {
            float[] values = new float[size * size * 3];
            float[] colour = {random.nextInt(5) - 2, random.nextInt(5) - 2, random.nextInt(5) - 2};
            for (int i = 0; i < values.length; i++) {
                values[i] = colour[i % 3] + (float) random.nextGaussian() / 2;
            }
            images.slice(image).assign(Nd4j.createFromArray(values).reshape('c', size, size, 3));
        }
        return images;
    }

    @Test
    void aModelTellsItsMetadataAndIsTheSameToTheByte() throws Exception {
        ComputationGraph network = random(ActivationSpec.named("coslu"), Shortcut.A);
        Map<String, String> metadata = Map.of("model", "resnet-8", "classes", "[\"zwölf\"]");
        byte[] file = OnnxModel.write(network, 32, metadata);
        assertThat(OnnxModel.write(network, 32, metadata)).isEqualTo(file);
        try (OnnxRuntime runtime = new OnnxRuntime(file)) {
            assertThat(runtime.metadata()).isEqualTo(metadata);
        }
    }

    @Test
    void onlyStandardOperatorsOfTheStatedOpsetAreUsed() throws Exception {
        ModelProto model =
                ModelProto.parseFrom(OnnxModel.write(random(ActivationSpec.named("gelu"), Shortcut.B), 32, Map.of()));
        assertThat(model.getOpsetImportList())
                .singleElement()
                .satisfies(opset -> assertThat(opset.getDomain()).isEmpty())
                .satisfies(opset -> assertThat(opset.getVersion()).isEqualTo(OnnxModel.OPSET));
        assertThat(model.getGraph().getNodeList())
                .allSatisfy(node -> assertThat(node.getDomain()).isEmpty())
                .filteredOn(node -> node.getOpType().equals("BatchNormalization"))
                .hasSize(9);
    }

    @Test
    void parametersThatTheNetworkSharesAreThereOnce() throws Exception {
        assertThat(activationTensors(Sharing.NETWORK)).containsExactlyInAnyOrder("act.a", "act.b");
        assertThat(activationTensors(Sharing.LAYER)).hasSize(14).contains("act1.a", "layer3.0.act2.b");
        assertThat(activationTensors(Sharing.CHANNEL)).hasSize(14);
    }

    private static Set<String> activationTensors(Sharing sharing) throws Exception {
        var spec = new ActivationSpec("coslu", sharing, Map.of(), List.of());
        ModelProto model = ModelProto.parseFrom(OnnxModel.write(random(spec, Shortcut.A), 32, Map.of()));
        Set<String> names = new HashSet<>();
        model.getGraph().getInitializerList().stream()
                .map(TensorProto::getName)
                .filter(name -> name.contains("act"))
                .forEach(names::add);
        return names;
    }

    private static ComputationGraph random(ActivationSpec activation, Shortcut shortcut) {
        return RandomNetwork.of(new NetworkSpec(new ResNet(8), activation, shortcut, 10));
    }
}
