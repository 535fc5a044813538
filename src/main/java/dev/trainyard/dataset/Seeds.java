package dev.trainyard.dataset;

import java.util.Random;

/**
 * Random generators as pure functions of a seed and of what they are for, so that an epoch can be repeated exactly
 * without what came before it. {@link Random} because its algorithms are part of its specification: a run that goes on
 * under a newer JDK must not find another split.
 */
final class Seeds {
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private static final int SPLIT = 1;
    private static final int SHUFFLE = 2;
    private static final int AUGMENTATION = 3;
    private static final int DRAWING = 4;
    private static final int COPIES = 5;

    private Seeds() {}

    static Random split(long seed) {
        return generator(seed, SPLIT);
    }

    static Random copies(long seed) {
        return generator(seed, COPIES);
    }

    static Random shuffle(long seed, int epoch) {
        return generator(seed, SHUFFLE, epoch);
    }

    static Random augmentation(long seed, int epoch, int position) {
        return generator(seed, AUGMENTATION, epoch, position);
    }

    static Random drawing(int image) {
        return generator(0, DRAWING, image);
    }

    /** Mixes after each step, so that seed 1, epoch 2 has nothing in common with seed 2, epoch 1. */
    private static Random generator(long seed, int... path) {
        long state = mix(seed);
        for (int step : path) {
            state = mix(state ^ step);
        }
        return new Random(state);
    }

    /** The output function of SplitMix64 (Steele, Lea, Flood 2014, with Stafford's variant 13 of the constants). */
    private static long mix(long value) {
        long z = value + GOLDEN_GAMMA;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** Fisher and Yates. */
    static void shuffle(int[] values, Random random) {
        for (int last = values.length - 1; last > 0; last--) {
            int other = random.nextInt(last + 1);
            int value = values[last];
            values[last] = values[other];
            values[other] = value;
        }
    }
}
