package dev.trainyard.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/** A side in a {@link Race}: its process, and the steps that it was timed at. */
final class Entry implements AutoCloseable {
    private static final int WARM_UP_OF_A_HEAT = 2;
    private static final int STEPS_OF_A_HEAT = 5;

    private final Side side;
    private final Surroundings surroundings;
    private final SideProcess process;
    private final List<double[]> rounds = new ArrayList<>();

    private Entry(Side side, Surroundings surroundings, SideProcess process) {
        this.side = side;
        this.surroundings = surroundings;
        this.process = process;
    }

    /** A side in the surroundings that suit it best, which a heat of a few steps in each finds out. */
    static Entry of(Side side, Workload workload) throws IOException {
        Surroundings best = side.surroundings().get(0);
        if (side.surroundings().size() > 1) {
            double least = Double.POSITIVE_INFINITY;
            for (Surroundings surroundings : side.surroundings()) {
                double time = heat(side, surroundings, workload);
                best = time < least ? surroundings : best;
                least = Math.min(time, least);
            }
        }
        return start(side, best, workload);
    }

    private static double heat(Side side, Surroundings surroundings, Workload workload) throws IOException {
        try (Entry entry = start(side, surroundings, workload)) {
            entry.warmUp(WARM_UP_OF_A_HEAT);
            entry.round(STEPS_OF_A_HEAT);
            return entry.timings().median();
        }
    }

    private static Entry start(Side side, Surroundings surroundings, Workload workload) throws IOException {
        return new Entry(side, surroundings, SideProcess.start(side, surroundings, workload));
    }

    /** Steps that are not timed. */
    void warmUp(int steps) throws IOException {
        process.run(side.patient() ? steps : 1);
    }

    void round(int steps) throws IOException {
        rounds.add(process.run(side.patient() ? steps : 1));
    }

    Side side() {
        return side;
    }

    Surroundings surroundings() {
        return surroundings;
    }

    Timings timings() {
        return Timings.of(rounds.stream().flatMapToDouble(DoubleStream::of));
    }

    @Override
    public void close() {
        process.close();
    }
}
