package dev.trainyard.client;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        description = "Prints the table that an experiment's runs have come to.")
@SuppressWarnings("NullAway.Init") // picocli sets them
final class ReportCommand implements Callable<Integer> {
    enum Format {
        markdown("text/markdown"),
        csv("text/csv");

        private final String mediaType;

        Format(String mediaType) {
            this.mediaType = mediaType;
        }
    }

    @Mixin
    private Target target;

    @Parameters(paramLabel = "EXPERIMENT")
    private String experiment;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "markdown",
            description = "${COMPLETION-CANDIDATES}; markdown by default")
    private Format format;

    @Override
    public Integer call() throws Exception {
        String path = "/v1/experiments/%s/report".formatted(experiment);
        target.out().print(target.api().text(path, target.json() ? "application/json" : format.mediaType));
        target.out().flush();
        return 0;
    }
}
