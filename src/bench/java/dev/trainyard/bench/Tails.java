package dev.trainyard.bench;

import java.util.List;
import java.util.Locale;

/** Rows of the median, the slow and the slowest of many times. */
final class Tails {
    private Tails() {}

    static void printHeading(String what) {
        System.out.printf("| %s | times | p50, ms | p99, ms | slowest, ms |%n", what);
        System.out.println("|---|--:|--:|--:|--:|");
    }

    static void print(String title, List<Long> nanos) {
        List<Long> sorted = nanos.stream().sorted().toList();
        System.out.printf(
                Locale.ROOT,
                "| %s | %d | %.2f | %.2f | %.2f |%n",
                title,
                sorted.size(),
                millis(sorted, 0.50),
                millis(sorted, 0.99),
                millis(sorted, 1));
    }

    /** The smallest time that this share of all does not exceed. */
    static double millis(List<Long> sorted, double share) {
        return sorted.get((int) Math.ceil(share * sorted.size()) - 1) / 1e6;
    }
}
