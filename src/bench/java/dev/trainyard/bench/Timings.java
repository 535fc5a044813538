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
