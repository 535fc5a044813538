package dev.trainyard.client;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(name = "show", mixinStandardHelpOptions = true, description = "Shows all that is known of a run, as JSON.")
@SuppressWarnings("NullAway.Init") // picocli sets them
final class ShowCommand implements Callable<Integer> {
    @Mixin
    private Target target;

    @Parameters(paramLabel = "RUN")
    private String run;

    @Override
    public Integer call() throws Exception {
        JsonNode shown = target.api().get("/v1/runs/" + run);
        target.print(shown, shown.toPrettyString());
        return 0;
    }
}
