package dev.trainyard.client;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "watch",
        mixinStandardHelpOptions = true,
        description = "Shows the epochs of runs as they come, one run after the other, each to its end.")
@SuppressWarnings("NullAway.Init") // picocli sets them
final class WatchCommand implements Callable<Integer> {
    @Mixin
    private Target target;

    @Parameters(arity = "1..*", paramLabel = "RUN")
    private List<String> runs;

    @Override
    public Integer call() throws Exception {
        return watch(target, target.api(), runs);
    }

    /** Returns the exit code. */
    static int watch(Target target, Api api, List<String> runs) throws IOException, InterruptedException {
        RunWatch watch = new RunWatch(api, target.out(), target.json());
        boolean allSucceeded = true;
        for (String run : runs) {
            allSucceeded &= watch.toTheEnd(run);
        }
        return allSucceeded ? 0 : Client.NOT_SUCCEEDED;
    }
}
