package dev.trainyard.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Several sides at the same workload, in turns: what disturbs the machine for a while disturbs all of them.
 *
 * @param warmUp steps of each side before the first round
 * @param rounds in each of which every side has its turn
 * @param steps of a turn
 */
record Race(int warmUp, int rounds, int steps) {
    /** A side's times. */
    record Result(Side side, Surroundings surroundings, Timings timings) {}

    /** The sides that are there, in their order; those that are not are told of on the standard error. */
    List<Result> run(List<Side> sides, Workload workload) {
        List<Entry> entries = new ArrayList<>();
        try {
            for (Side side : sides) {
                enter(side, workload, entries);
            }
            for (int round = 0; round < rounds; round++) {
                entries.removeIf(entry -> !hadItsTurn(entry));
            }
            return entries.stream()
                    .map(entry -> new Result(entry.side(), entry.surroundings(), entry.timings()))
                    .toList();
        } finally {
            entries.forEach(Entry::close);
        }
    }

    private void enter(Side side, Workload workload, List<Entry> entries) {
        try {
            Entry entry = Entry.of(side, workload);
            entries.add(entry);
            entry.warmUp(warmUp);
        } catch (IOException absent) {
            leaveOut(side, absent);
            entries.removeIf(entry -> entry.side().equals(side));
        }
    }

    private boolean hadItsTurn(Entry entry) {
        try {
            entry.round(steps);
            return true;
        } catch (IOException ended) {
            leaveOut(entry.side(), ended);
            return false;
        }
    }

    private static void leaveOut(Side side, IOException why) {
        System.err.printf("%s is left out: %s%n", side.name(), why.getMessage());
    }
}
