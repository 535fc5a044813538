package dev.trainyard.fuzz;

import java.util.List;
import java.util.Random;

/** Draws from a seed: the same seed draws the same. */
public final class Chance {
    private final Random random;

    private Chance(long seed) {
        random = new Random(seed);
    }

    /** The draws of one case: neighbours have nothing in common. */
    public static Chance of(long seed, int number) {
        return new Chance(seed * 0x9E3779B97F4A7C15L ^ (number * 0xBF58476D1CE4E5B9L));
    }

    /** One of them. */
    public <T> T of(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    /** One of them. */
    @SafeVarargs
    public final <T> T of(T... values) {
        return values[random.nextInt(values.length)];
    }

    /** From 0, below the bound. */
    public int below(int bound) {
        return random.nextInt(bound);
    }

    /** From min to max. */
    long between(long min, long max) {
        return min == max ? min : random.nextLong(min, max);
    }

    /** From min, below max. */
    double between(double min, double max) {
        return min + random.nextDouble() * (max - min);
    }

    /** True so often, of 1. */
    public boolean in(double share) {
        return random.nextDouble() < share;
    }

    /** So many. */
    public byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
