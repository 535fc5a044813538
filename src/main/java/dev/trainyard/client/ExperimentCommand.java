package dev.trainyard.client;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(
        name = "experiment",
        mixinStandardHelpOptions = true,
        description = "Puts all runs of a grid into the queue and prints the experiment's id.")
@SuppressWarnings("NullAway.Init") // picocli sets them
final class ExperimentCommand implements Callable<Integer> {
    @Mixin
    private Target target;

    @Parameters(paramLabel = "FILE", description = "the request as JSON (docs/experiments.md); - reads standard input")
    private String file;

    @Option(names = "--preview", description = "only say how many runs that is, and what they will take")
    private boolean preview;

    @Override
    public Integer call() throws Exception {
        String request = read();
        if (preview) {
            JsonNode estimate = target.api().post("/v1/experiments/preview", request);
            target.print(estimate, told(estimate));
        } else {
            JsonNode experiment = target.api().create("/v1/experiments", request);
            target.print(experiment, experiment.path("id").asString());
        }
        return 0;
    }

    private String read() throws IOException {
        byte[] content = file.equals("-") ? System.in.readAllBytes() : target.read(Path.of(file));
        return new String(content, StandardCharsets.UTF_8);
    }

    private static String told(JsonNode estimate) {
        String hours = estimate.path("device_hours").isNumber()
                ? String.format(
                        Locale.ROOT,
                        "%.2f hours of one device",
                        estimate.path("device_hours").asDouble())
                : "hours unknown";
        return "%d runs, %s (%s)"
                .formatted(
                        estimate.path("runs").asInt(),
                        hours,
                        estimate.path("basis").asString(""));
    }
}
