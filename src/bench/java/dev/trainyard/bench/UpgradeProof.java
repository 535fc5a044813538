package dev.trainyard.bench;

import dev.trainyard.chaos.Upgrade;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Not timed steps but a release that follows another at work; {@code .ci/upgrade} makes the two jars. */
final class UpgradeProof {
    private static final Map<String, String> DEFAULTS =
            Map.of("from", "target/upgrade/trainyard.jar", "to", "target/trainyard.jar");

    private UpgradeProof() {}

    /** Ends the JVM with 1 if anything is not as it must be. */
    static void run(List<String> arguments) throws Exception {
        Options options = Options.parse(arguments, DEFAULTS);
        Heading.print("upgrade", arguments);
        boolean proved = Upgrade.run(Path.of(options.text("from")), Path.of(options.text("to")));
        System.exit(proved ? 0 : 1);
    }
}
