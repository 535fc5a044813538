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
    List<Result> run(List<Side> sides, Workload workload) throws IOException {
        List<Entry> entries = new ArrayList<>();
        try {
            for (Side side : sides) {
                enter(side, workload, entries);
            }
            for (int round = 0; round < rounds; round++) {
                for (Entry entry : entries) {
                    entry.round(steps);
                }
            }
            return entries.stream()
                    .map(entry -> new Result(entry.side(), entry.surroundings(), entry.timings()))
                    .toList();
        } finally {
            for (Entry entry : entries) {
                entry.close();
            }
        }
    }

    private void enter(Side side, Workload workload, List<Entry> entries) throws IOException {
        try {
            Entry entry = Entry.of(side, workload);
            entries.add(entry);
            entry.warmUp(warmUp);
        } catch (SideAbsentException absent) {
            System.err.printf("%s is left out: %s%n", side.name(), absent.getMessage());
            entries.removeIf(entry -> entry.side().equals(side));
        }
    }
}
