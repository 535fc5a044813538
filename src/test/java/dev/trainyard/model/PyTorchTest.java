package dev.trainyard.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.activation.ActivationSpec;
import dev.trainyard.activation.Activations;
import dev.trainyard.activation.Sharing;
import dev.trainyard.dataset.DatasetCatalog;
import dev.trainyard.dataset.Normalization;
import dev.trainyard.network.NetworkSpec;
import dev.trainyard.network.RandomNetwork;
import dev.trainyard.network.ResNet;
import dev.trainyard.network.ResNetGraph;
import dev.trainyard.network.Shortcut;
import dev.trainyard.run.RunId;
import dev.trainyard.run.TrainedRun;
import dev.trainyard.training.Recipe;
import dev.trainyard.training.UntrainedCheckpoint;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What PyTorch computes with our safetensors files, by the program that docs/models.md shows. */
class PyTorchTest {
    private static final int BATCH = 4;
    private static final Pattern PROGRAM = Pattern.compile("```python\n(.*?)```", Pattern.DOTALL);
    private static final String MAIN = """

            import pathlib, sys
            directory = pathlib.Path(sys.argv[1])
            images = torch.frombuffer(bytearray((directory / "images").read_bytes()), dtype=torch.float32)
            for file in directory.glob("*.safetensors"):
                network, meta = load(file)
                with torch.no_grad():
                    logits = network(images.view(-1, 3, 32, 32)).flatten().tolist()
                file.with_suffix(".logits").write_bytes(struct.pack(f"<{len(logits)}f", *logits))
            """;

    @TempDir
    private Path directory;

    @Test
    void theDocumentedProgramGivesOurLogitsForEveryActivationAndSharing() throws Exception {
        Assumptions.assumeTrue(
                python("-c", "import torch") == 0,
                "skipped: python3 has no torch (Debian: apt-get install python3-torch)");
        Matcher program = PROGRAM.matcher(Files.readString(Path.of("docs", "models.md")));
        assertThat(program.find()).isTrue();
        Path script = Files.writeString(directory.resolve("models.py"), program.group(1) + MAIN);
        INDArray images = images();
        Map<String, INDArray> expected = writeModels(images);

        assertThat(python(script.toString(), directory.toString())).isZero();

        assertThat(expected).hasSize(3 * Activations.names().size());
        expected.forEach((name, logits) -> assertThat(read(directory.resolve(name + ".logits"))
                        .sub(logits)
                        .amaxNumber()
                        .doubleValue())
                .as(name)
                .isLessThan(1e-4 * Math.max(1, logits.amaxNumber().doubleValue())));
    }

    /** A file for each activation with each sharing, shortcuts by turns; answers the logits by the files' names. */
    private Map<String, INDArray> writeModels(INDArray images) throws IOException {
        DatasetCatalog datasets = new DatasetCatalog(directory);
        ModelFiles files = new ModelFiles(new ModelMetadata(datasets), datasets);
        Map<String, INDArray> logits = new LinkedHashMap<>();
        for (String activation : Activations.names()) {
            for (Sharing sharing : Sharing.values()) {
                Shortcut shortcut = logits.size() % 2 == 0 ? Shortcut.A : Shortcut.B;
                var spec = new ActivationSpec(activation, sharing, Map.of(), List.of());
                ComputationGraph network = RandomNetwork.of(new NetworkSpec(new ResNet(8), spec, shortcut, 10));
                TrainedRun run = new TrainedRun(new RunId(new UUID(1, 2)), recipe(spec, shortcut), 1, "");
                String name = "%s-%s-%s".formatted(activation, sharing, shortcut);
                byte[] file = files.write(ModelFormat.SAFETENSORS, run, UntrainedCheckpoint.of(network));
                Files.write(directory.resolve(name + ".safetensors"), file);
                logits.put(name, network.output(List.of(ResNetGraph.LOGITS), false, new INDArray[] {images}, null)[0]);
            }
        }
        return logits;
    }

    private static Recipe recipe(ActivationSpec activation, Shortcut shortcut) {
        return new Recipe(
                new ResNet(8),
                activation,
                "shapes",
                1,
                Recipe.BATCH_SIZE,
                Recipe.OPTIMIZER,
                Recipe.LEARNING_RATE,
                Recipe.MOMENTUM,
                Recipe.WEIGHT_DECAY,
                Recipe.SCHEDULE,
                Recipe.AUGMENTATION,
                new Normalization(List.of(0.5, 0.5, 0.5), List.of(0.25, 0.25, 0.25)),
                shortcut,
                Recipe.VALIDATION_FRACTION,
                Recipe.SEED,
                Recipe.DEVICES,
                null,
                null);
    }

    /** The same images for us and, with channels first, in a file. */
    private INDArray images() throws IOException {
        Random random = new Random(5);
        float[] values = new float[BATCH * 3 * 32 * 32];
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
            bytes.putFloat(values[i]);
        }
        Files.write(directory.resolve("images"), bytes.array());
        return Nd4j.createFromArray(values)
                .reshape('c', BATCH, 3, 32, 32)
                .permute(0, 2, 3, 1)
                .dup('c');
    }

    private static INDArray read(Path logits) {
        try {
            float[] values = new float[BATCH * 10];
            ByteBuffer.wrap(Files.readAllBytes(logits))
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asFloatBuffer()
                    .get(values);
            return Nd4j.createFromArray(values).reshape('c', BATCH, 10);
        } catch (IOException e) {
            throw new AssertionError("PyTorch has not written it", e);
        }
    }

    /** Its exit status; not 0 where there is no Python at all. */
    private static int python(String... arguments) throws InterruptedException {
        ProcessBuilder python = new ProcessBuilder(new ArrayList<>(List.of("python3")));
        python.command().addAll(List.of(arguments));
        try {
            return python.inheritIO().start().waitFor();
        } catch (IOException e) {
            return -1;
        }
    }
}
