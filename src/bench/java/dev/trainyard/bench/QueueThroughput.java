package dev.trainyard.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Sides that empty a full queue, in turns. Each begins with an empty table, so that none pays for what it left behind.
 *
 * @param warmUp pieces of work that each side does before all, for the JIT compiler
 * @param count pieces of work in a full queue
 * @param rounds in each of which every side has its turn
 */
record QueueThroughput(JdbcClient jdbc, int warmUp, int count, int rounds) {
    private static final int WARM_UP_CLAIMERS = 4;

    /** What a turn cost. */
    private record Turn(Duration time, long bytes) {}

    void warmUp(List<QueueSide> sides) throws InterruptedException {
        for (QueueSide side : sides) {
            turn(side, warmUp, WARM_UP_CLAIMERS);
        }
    }

    /** Prints a row for each side. */
    void race(List<QueueSide> sides, int claimers) throws InterruptedException {
        Map<QueueSide, List<Turn>> turns = new LinkedHashMap<>();
        for (int round = 0; round < rounds; round++) {
            for (QueueSide side : sides) {
                turns.computeIfAbsent(side, first -> new ArrayList<>()).add(turn(side, count, claimers));
            }
        }
        turns.forEach((side, taken) -> print(side, claimers, taken));
    }

    static void printHeading() {
        System.out.println(
                "| claimers | queue | a second, median | slowest round | fastest round | log (WAL), KB each |");
        System.out.println("|--:|---|--:|--:|--:|--:|");
    }

    private Turn turn(QueueSide side, int pieces, int claimers) throws InterruptedException {
        side.fill(pieces);
        long before = written();
        Duration time = side.drain(pieces, claimers);
        long bytes = written() - before;
        side.clear();
        return new Turn(time, bytes);
    }

    /** Bytes of the server's write-ahead log so far. */
    private long written() {
        return jdbc.sql("select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::bigint")
                .query(Long.class)
                .single();
    }

    private void print(QueueSide side, int claimers, List<Turn> turns) {
        double[] rates = turns.stream()
                .mapToDouble(turn -> count * 1e9 / turn.time().toNanos())
                .sorted()
                .toArray();
        double[] bytes = turns.stream().mapToDouble(Turn::bytes).toArray();
        System.out.printf(
                Locale.ROOT,
                "| %d | %s | %.0f | %.0f | %.0f | %.1f |%n",
                claimers,
                side.name(),
                Timings.of(rates).median(),
                rates[0],
                rates[rates.length - 1],
                Timings.of(bytes).median() / count / 1e3);
    }
}
