package dev.trainyard.bench;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/** Milliseconds of steps, at least one. */
final class Timings {
    private final double[] sorted;

    private Timings(double[] sorted) {
        this.sorted = sorted;
    }

    static Timings of(DoubleStream milliseconds) {
        return new Timings(milliseconds.sorted().toArray());
    }

    static Timings of(double[] milliseconds) {
        return of(Arrays.stream(milliseconds));
    }

    /** The fewest milliseconds of so many times, after as many to warm up. */
    static double fastest(int times, Runnable work) {
        double fastest = Double.POSITIVE_INFINITY;
        for (int i = 0; i < 2 * times; i++) {
            long start = System.nanoTime();
            work.run();
            double milliseconds = (System.nanoTime() - start) / 1e6;
            fastest = i < times ? fastest : Math.min(fastest, milliseconds);
        }
        return fastest;
    }

    int count() {
        return sorted.length;
    }

    double median() {
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    double minimum() {
        return sorted[0];
    }
}
