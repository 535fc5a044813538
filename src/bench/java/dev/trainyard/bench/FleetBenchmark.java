package dev.trainyard.bench;

import dev.trainyard.chaos.Fleet;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A fleet of workers that only take their time; see docs/scaling.md. */
final class FleetBenchmark {
    private static final Map<String, String> DEFAULTS =
            Map.of("workers", "50", "runs", "10000", "epochs", "2", "epoch-ms", "1000", "model", "resnet-8");

    private FleetBenchmark() {}

    /** Ends the JVM with 1 if a run did not succeed at its first attempt. */
    static void run(List<String> arguments) throws Exception {
        Options options = Options.parse(arguments, DEFAULTS);
        Heading.print("fleet", arguments);
        boolean proved = Fleet.run(new Fleet.Size(
                options.number("workers"),
                options.number("runs"),
                options.number("epochs"),
                Duration.ofMillis(options.number("epoch-ms")),
                options.text("model")));
        System.exit(proved ? 0 : 1);
    }
}
