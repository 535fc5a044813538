package dev.trainyard.bench;

import dev.trainyard.bench.Race.Result;
import java.io.PrintStream;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The results of a comparison as Markdown: a table that grows with every workload, and one of ratios at its end. */
final class Report {
    private static final String WORKLOAD = "| network | activation | batch | threads |";

    private final PrintStream out;
    private final Map<Workload, List<Result>> results = new LinkedHashMap<>();

    Report(PrintStream out) {
        this.out = out;
        out.println(WORKLOAD + " side | environment | steps | median, ms | minimum, ms | images/s |");
        out.println("|---|---|--:|--:|---|---|--:|--:|--:|--:|");
    }

    /** Prints them at once. Images per second are of the median. */
    void add(Workload workload, List<Result> sides) {
        results.put(workload, sides);
        for (Result result : sides) {
            Timings timings = result.timings();
            out.printf(
                    Locale.ROOT,
                    "| %s | %s | %s | %d | %.2f | %.2f | %.0f |%n",
                    workload,
                    result.side().name(),
                    result.surroundings(),
                    timings.count(),
                    timings.median(),
                    timings.minimum(),
                    workload.batch() * 1e3 / timings.median());
        }
    }

    /** What the medians say of us; a dash where a side was not there. */
    void printRatios() {
        out.println();
        out.println(WORKLOAD + " best PyTorch | our speed / best PyTorch's | our speed / stock DL4J's"
                + " | our step / our ReLU step |");
        out.println("|---|---|--:|--:|---|--:|--:|--:|");
        results.forEach((workload, sides) -> {
            Result ours = best(workload, side -> side.name().equals(Side.OURS));
            Result torch = best(workload, Side::isTorch);
            Result stock = best(workload, side -> side.name().equals(Side.STOCK));
            Result relu = best(workload.with("relu"), side -> side.name().equals(Side.OURS));
            String name = torch == null ? "–" : torch.side().name();
            out.printf(
                    "| %s | %s | %s | %s | %s |%n",
                    workload, name, ratio(torch, ours), ratio(stock, ours), ratio(ours, relu));
        });
    }

    private @Nullable Result best(Workload workload, Predicate<Side> which) {
        Optional<Result> best = results.getOrDefault(workload, List.of()).stream()
                .filter(result -> which.test(result.side()))
                .min(Comparator.comparingDouble(result -> result.timings().median()));
        return best.orElse(null);
    }

    private static String ratio(@Nullable Result numerator, @Nullable Result denominator) {
        return numerator == null || denominator == null
                ? "–"
                : String.format(
                        Locale.ROOT,
                        "%.2f",
                        numerator.timings().median() / denominator.timings().median());
    }
}
