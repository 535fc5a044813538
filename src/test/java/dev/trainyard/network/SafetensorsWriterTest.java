package dev.trainyard.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.SharedFiles;
import dev.trainyard.activation.ActivationSpec;
import dev.trainyard.activation.Sharing;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.NoOp;

class SafetensorsWriterTest {
    @TempDir
    private Path directory;

    @Test
    void whatIsWrittenIsReadAgain() throws IOException {
        Map<String, INDArray> tensors = Map.of(
                "b", Nd4j.createFromArray(1f, -2.5f, Float.MIN_VALUE),
                "a.transposed",
                        Nd4j.arange(6).castTo(DataType.FLOAT).reshape('c', 2, 3).permute(1, 0));
        Safetensors file = new Safetensors(Map.of("format", "pt", "name", "zwölf \"x\""), tensors);

        Safetensors again = read(file.toBytes());

        assertThat(again.metadata()).isEqualTo(file.metadata());
        assertThat(again.tensors()).isEqualTo(tensors);
    }

    @Test
    void theHeaderIsPaddedSoThatTensorsAreAligned() {
        for (int length = 0; length < 9; length++) {
            Safetensors file = new Safetensors(Map.of("x", "y".repeat(length)), Map.of("a", Nd4j.createFromArray(1f)));
            byte[] bytes = file.toBytes();
            long header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
            assertThat(header % 8).isZero();
            assertThat(bytes).hasSize((int) (8 + header + 4)).isEqualTo(file.toBytes());
        }
    }

    @Test
    void aThirdPartysWeightsComeOutOfOurNetworkAsTheyWentIn() throws IOException {
        Safetensors theirs = Safetensors.read(SharedFiles.data("pretrained/akamaster-resnet20-cifar10.safetensors"));
        ComputationGraph network = create(20, ActivationSpec.named("relu"), Shortcut.A);
        Weights.load(network, theirs.tensors());

        Safetensors ours = read(new Safetensors(Map.of(), Weights.save(network)).toBytes());

        assertThat(ours.tensors()).isEqualTo(theirs.tensors());
    }

    @Test
    void activationsAndProjectionsHaveClearNamesAndNetworksTakeThemUpAgain() throws IOException {
        var spec = new ActivationSpec("coslu", Sharing.CHANNEL, Map.of("a", 0.25), List.of());
        ComputationGraph network = create(8, spec, Shortcut.B);
        Safetensors file = read(new Safetensors(Map.of(), Weights.save(network)).toBytes());

        assertShape(file, "act1.a", 16);
        assertShape(file, "layer3.0.act2.b", 64);
        assertShape(file, "layer2.0.shortcut.0.weight", 32, 16, 1, 1);
        assertShape(file, "layer2.0.shortcut.1.running_var", 32);
        assertShape(file, "layer2.0.conv1.weight", 32, 16, 3, 3);
        assertShape(file, "linear.weight", 10, 64);

        ComputationGraph same = ResNetGraph.create(
                new NetworkSpec(new ResNet(8), spec, Shortcut.B, 10), new NoOp(), 0, 99, DataType.FLOAT);
        Weights.load(same, file.tensors());
        assertThat(same.params()).isEqualTo(network.params());
    }

    private static void assertShape(Safetensors file, String tensor, long... shape) {
        assertThat(Objects.requireNonNull(file.tensors().get(tensor), tensor).shape())
                .as(tensor)
                .isEqualTo(shape);
    }

    private Safetensors read(byte[] bytes) throws IOException {
        return Safetensors.read(Files.write(directory.resolve("model.safetensors"), bytes));
    }

    private static ComputationGraph create(int depth, ActivationSpec activation, Shortcut shortcut) {
        NetworkSpec spec = new NetworkSpec(new ResNet(depth), activation, shortcut, 10);
        return ResNetGraph.create(spec, new NoOp(), 0, 5, DataType.FLOAT);
    }
}
