package dev.trainyard.bench;

import ai.djl.util.Platform;
import dev.trainyard.training.Environment;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;

/** What every benchmark says first: where, when and of what versions its numbers are. */
final class Heading {
    private Heading() {}

    /** With the versions of the engine's peers. */
    static void print(String benchmark, List<String> options, String python) {
        lines(benchmark, options);
        line("libtorch of DJL", Platform.detectPlatform("pytorch").getVersion());
        line("PyTorch", pytorch(python));
        System.out.println();
    }

    static void print(String benchmark, List<String> options) {
        lines(benchmark, options);
        System.out.println();
    }

    private static void lines(String benchmark, List<String> options) {
        Environment environment = Environment.current();
        var system = ManagementFactory.getOperatingSystemMXBean();
        line("date", LocalDate.now(ZoneOffset.UTC));
        line("command", command(benchmark, options));
        line("machine", "%s, %d cores".formatted(environment.device(), system.getAvailableProcessors()));
        line("load average at the start", String.format(Locale.ROOT, "%.2f", system.getSystemLoadAverage()));
        environment.versions().forEach(Heading::line);
        line(
                "JVM arguments",
                String.join(" ", ManagementFactory.getRuntimeMXBean().getInputArguments()));
    }

    private static void line(String name, Object value) {
        System.out.printf("- %s: %s%n", name, value);
    }

    private static String command(String benchmark, List<String> options) {
        String given = options.isEmpty() ? "" : " -Dbench.args=\"%s\"".formatted(String.join(" ", options));
        return "`mvn -q -Pbench test-compile exec:exec -Dbench=%s%s`".formatted(benchmark, given);
    }

    /** The version, or why there is none. */
    private static String pytorch(String python) {
        try {
            return lastLine(python, "-c", "import torch; print(torch.__version__, 'of', torch.__file__)");
        } catch (IOException noPython) {
            return String.valueOf(noPython.getMessage());
        }
    }

    private static String lastLine(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (var output = process.getInputStream()) {
            String said = new String(output.readAllBytes(), StandardCharsets.UTF_8).strip();
            return said.substring(said.lastIndexOf('\n') + 1);
        }
    }
}
