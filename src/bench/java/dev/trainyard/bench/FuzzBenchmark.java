package dev.trainyard.bench;

import dev.trainyard.fuzz.FuzzReport;
import dev.trainyard.fuzz.FuzzRun;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Random and mutated requests at every endpoint; prints what was answered, and the requests that showed a fault. */
final class FuzzBenchmark {
    private FuzzBenchmark() {}

    static void run(List<String> arguments) throws IOException {
        Options options = Options.parse(arguments, Map.of("requests", "20000", "seed", "7", "access", "tokens"));
        boolean open = options.text("access").equals("open");
        Heading.print("fuzz", arguments, "python3");
        long start = System.nanoTime();
        FuzzReport report = FuzzRun.of(open, options.number("seed"), options.number("requests"));
        System.out.printf("%s%n%d s%n", report.table(), (System.nanoTime() - start) / 1_000_000_000);
        System.out.printf("Operations that never succeeded: %s%n", report.neverServed());
        System.out.printf("Faults: %s%n", report.countByFault());
        report.faults().forEach(System.out::println);
        // The embedded database's threads would keep the process.
        System.exit(report.faults().isEmpty() ? 0 : 1);
    }
}
