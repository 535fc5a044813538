package dev.trainyard.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the load generator has counted and timed.
 *
 * @param cpu that it used itself
 * @param wall the time it took
 */
record LoadResult(List<Row> rows, Duration cpu, Duration wall) {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int GOAL = 50;

    /**
     * A kind of request; times in milliseconds.
     *
     * @param errors how many got which other status than they should have
     */
    record Row(String name, long requests, Map<String, Long> errors, long p50, long p95, long p99, long max) {
        private String line() {
            return "| %s | %d | %s | %d | %d | %d | %d |"
                    .formatted(name, requests, errors.isEmpty() ? "0" : errors, p50, p95, p99, max);
        }

        private boolean isMeasured() {
            return !name.equals(ApiLoad.WARM_UP);
        }
    }

    static void write(List<Row> rows, Path file) {
        JSON.writeValue(file, rows);
    }

    static LoadResult read(Path file, Duration cpu, Duration wall) {
        return new LoadResult(List.of(JSON.readValue(file, Row[].class)), cpu, wall);
    }

    /** Whether every request was answered as it should be, those of the warm-up too. */
    boolean isClean() {
        return rows.stream().allMatch(row -> row.errors.isEmpty());
    }

    void print() {
        System.out.println();
        System.out.println("| request | requests | errors | p50, ms | p95, ms | p99, ms | max, ms |");
        System.out.println("|---|--:|--:|--:|--:|--:|--:|");
        rows.forEach(row -> System.out.println(row.line()));
        long worst =
                rows.stream().filter(Row::isMeasured).mapToLong(Row::p99).max().orElse(0);
        System.out.printf(
                "%nThe largest p99 but the warm-up's is %d ms: %s %d ms.%n",
                worst, worst < GOAL ? "under" : "not under", GOAL);
    }
}
