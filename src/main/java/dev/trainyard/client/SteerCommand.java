package dev.trainyard.client;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Asks that runs do otherwise; a worker that has one obeys within a step. */
@SuppressWarnings("NullAway.Init") // picocli sets them
abstract class SteerCommand implements Callable<Integer> {
    private final String what;

    @Mixin
    private Target target;

    @Parameters(arity = "1..*", paramLabel = "RUN")
    private List<String> runs;

    private SteerCommand(String what) {
        this.what = what;
    }

    @Override
    public Integer call() throws Exception {
        for (String run : runs) {
            JsonNode answer = target.api().post("/v1/runs/%s/%s".formatted(run, what));
            target.print(answer, "%s %s".formatted(run, answer.path("status").asString("")));
        }
        return 0;
    }

    @Command(
            name = "cancel",
            mixinStandardHelpOptions = true,
            description = "Ends runs; their checkpoints stay for a while.")
    static final class Cancel extends SteerCommand {
        Cancel() {
            super("cancel");
        }
    }

    @Command(name = "pause", mixinStandardHelpOptions = true, description = "Sets runs aside; resume brings them back.")
    static final class Pause extends SteerCommand {
        Pause() {
            super("pause");
        }
    }

    @Command(name = "resume", mixinStandardHelpOptions = true, description = "Puts paused runs back into the queue.")
    static final class Resume extends SteerCommand {
        Resume() {
            super("resume");
        }
    }
}
