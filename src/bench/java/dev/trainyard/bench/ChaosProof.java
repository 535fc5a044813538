package dev.trainyard.bench;

import dev.trainyard.chaos.Chaos;
import java.util.List;
import java.util.Map;

/** Not timed steps but a cluster under attack; see docs/reliability.md. */
final class ChaosProof {
    private static final Map<String, String> DEFAULTS =
            Map.of("minutes", "20", "seed", "1", "workers", "3", "gap-ms", "3000", "python", "/usr/bin/python3");

    private ChaosProof() {}

    /** Ends the JVM with 1 if anything is not as it must be. */
    static void run(List<String> arguments) throws Exception {
        Options options = Options.parse(arguments, DEFAULTS);
        Heading.print("chaos", arguments, options.text("python"));
        boolean proved = Chaos.run(
                options.number("minutes"), options.number("seed"), options.number("workers"), options.number("gap-ms"));
        System.exit(proved ? 0 : 1);
    }
}
