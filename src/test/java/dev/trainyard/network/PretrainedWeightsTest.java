package dev.trainyard.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.trainyard.SharedFiles;
import dev.trainyard.activation.ActivationSpec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.NoOp;

/** A third party's trained ResNet-20 in our graph: convolutions, batch norm, shortcut A and all layouts at once. */
class PretrainedWeightsTest {
    private static final String FILE = "pretrained/akamaster-resnet20-cifar10.safetensors";
    private static final int BATCH = 250;

    /**
     * PyTorch scores 0.9173. Convolutions add in another order here, so that logits differ in their last float digits
     * (about 1e-5); an image whose two largest logits are as close as that may fall to the other side. Of 10,000 images
     * that is one at the most in expectation; two are allowed.
     */
    @Test
    void aThirdPartysResNet20ScoresItsPublishedAccuracy() throws Exception {
        Safetensors file = Safetensors.read(SharedFiles.data(FILE));
        ComputationGraph network = resNet20();
        Weights.load(network, file.tensors());
        double[] mean = numbers(file, "normalization_mean");
        double[] deviation = numbers(file, "normalization_std");

        Cifar10TestImages test = Cifar10TestImages.read();
        int correct = 0;
        for (int first = 0; first < Cifar10TestImages.COUNT; first += BATCH) {
            INDArray images = test.images(first, BATCH, mean, deviation);
            INDArray predicted =
                    network.output(List.of(ResNetGraph.LOGITS), false, new INDArray[] {images}, null)[0].argMax(1);
            for (int i = 0; i < BATCH; i++) {
                correct += predicted.getInt(i) == test.label(first + i) ? 1 : 0;
            }
        }
        System.out.println("Correct of 10,000 with the third party's weights: " + correct);
        assertThat(correct).isCloseTo(9173, within(2));
    }

    /** Out of PyTorch, through our network, into another's runtime; see above for the two images. */
    @Test
    void itScoresTheSameAsOnnxInAnothersRuntime() throws Exception {
        Safetensors file = Safetensors.read(SharedFiles.data(FILE));
        ComputationGraph network = resNet20();
        Weights.load(network, file.tensors());
        double[] mean = numbers(file, "normalization_mean");
        double[] deviation = numbers(file, "normalization_std");

        Cifar10TestImages test = Cifar10TestImages.read();
        int correct = 0;
        try (OnnxRuntime runtime = new OnnxRuntime(OnnxModel.write(network, 32, file.metadata()))) {
            for (int first = 0; first < Cifar10TestImages.COUNT; first += BATCH) {
                INDArray predicted = runtime.logits(test.images(first, BATCH, mean, deviation))
                        .argMax(1);
                for (int i = 0; i < BATCH; i++) {
                    correct += predicted.getInt(i) == test.label(first + i) ? 1 : 0;
                }
            }
        }
        System.out.println("Correct of 10,000 in ONNX Runtime: " + correct);
        assertThat(correct).isCloseTo(9173, within(2));
    }

    @Test
    void weightsOfAnotherNetworkAreRefusedByName() throws IOException {
        Map<String, INDArray> tensors =
                new HashMap<>(Safetensors.read(SharedFiles.data(FILE)).tensors());
        tensors.remove("bn1.bias");
        tensors.put("extra.weight", Objects.requireNonNull(tensors.get("bn1.weight")));
        tensors.put("conv1.weight", Objects.requireNonNull(tensors.get("bn1.weight")));
        assertThatThrownBy(() -> Weights.load(resNet20(), tensors))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("bn1.bias (missing)", "extra.weight (unknown)", "conv1.weight (shape");
    }

    @Test
    void aFileThatIsCutOffIsNamedAndSaidToBeSo(@TempDir Path directory) throws IOException {
        byte[] whole = Files.readAllBytes(SharedFiles.data(FILE));
        Path cut = Files.write(directory.resolve("cut.safetensors"), Arrays.copyOf(whole, whole.length / 2));
        assertThatThrownBy(() -> Safetensors.read(cut))
                .isInstanceOf(IOException.class)
                .hasMessageContainingAll("cut.safetensors", "does not lie at bytes");
        Path text = Files.writeString(directory.resolve("text.safetensors"), "Not at all a safetensors file");
        assertThatThrownBy(() -> Safetensors.read(text))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("length of");
    }

    @Test
    void aTensorTooLargeToCountIsRefused(@TempDir Path directory) throws IOException {
        String header = "{\"x\":{\"dtype\":\"F32\",\"shape\":[4294967296,4294967296],\"data_offsets\":[0,4]}}";
        ByteBuffer file = ByteBuffer.allocate(Long.BYTES + header.length()).order(ByteOrder.LITTLE_ENDIAN);
        file.putLong(header.length()).put(header.getBytes(StandardCharsets.US_ASCII));
        Path huge = Files.write(directory.resolve("huge.safetensors"), file.array());
        assertThatThrownBy(() -> Safetensors.read(huge))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("huge.safetensors");
    }

    private static ComputationGraph resNet20() {
        NetworkSpec spec = new NetworkSpec(new ResNet(20), ActivationSpec.named("relu"), Shortcut.A, 10);
        return ResNetGraph.create(spec, new NoOp(), 0, 1, DataType.FLOAT);
    }

    private static double[] numbers(Safetensors file, String name) {
        String commaSeparated = Objects.requireNonNull(file.metadata().get(name));
        return Arrays.stream(commaSeparated.split(",", -1))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }
}
