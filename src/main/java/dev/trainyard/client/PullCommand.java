package dev.trainyard.client;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;

@Command(
        name = "pull",
        mixinStandardHelpOptions = true,
        description = "Saves the network of a run as a file, and prints the file's name.")
@SuppressWarnings("NullAway.Init") // picocli sets them
final class PullCommand implements Callable<Integer> {
    enum Format {
        safetensors("safetensors"),
        onnx("onnx"),
        dl4j("zip");

        private final String extension;

        Format(String extension) {
            this.extension = extension;
        }
    }

    enum Checkpoint {
        best,
        last
    }

    @Mixin
    private Target target;

    @Parameters(paramLabel = "RUN")
    private String run;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "safetensors",
            description = "${COMPLETION-CANDIDATES}; safetensors by default")
    private Format format;

    @Option(
            names = "--checkpoint",
            paramLabel = "WHICH",
            defaultValue = "best",
            description = "best (by validation loss, the default) or last")
    private Checkpoint checkpoint;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "by default RUN-WHICH and the format's extension; what is there is replaced")
    private @Nullable Path output;

    @Override
    public Integer call() throws Exception {
        Path file = output == null ? Path.of("%s-%s.%s".formatted(run, checkpoint, format.extension)) : output;
        target.api().download("/v1/runs/%s/model?format=%s&checkpoint=%s".formatted(run, format, checkpoint), file);
        target.print(JsonMapper.shared().createObjectNode().put("file", file.toString()), file.toString());
        return 0;
    }
}
