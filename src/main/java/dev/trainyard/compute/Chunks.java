package dev.trainyard.compute;

/**
 * Passes over the first n elements of arrays that together fit into the innermost cache. They are plain loops over equal
 * indices without sums across elements, which the JIT compiler turns into vector instructions (docs/adr/0007). Where
 * something belongs to a channel, the array holds the channels' pattern repeated.
 */
public final class Chunks {
    /**
     * Floats of a chunk: some ten arrays of this length stay in a first-level cache of 32 KiB. No power of two, since
     * arrays at distances of about 4,096 bytes get into each other's way: processors take a store to one for a store to
     * the other.
     */
    private static final int LENGTH = 448;

    private Chunks() {}

    /** Floats of a chunk of whole pixels of so many channels. */
    public static int length(int channels) {
        return Math.max(1, LENGTH / channels) * channels;
    }

    /** Repeats the channels' values over a chunk. */
    public static float[] pattern(float[] channels) {
        float[] pattern = new float[length(channels.length)];
        for (int i = 0; i < pattern.length; i++) {
            pattern[i] = channels[i % channels.length];
        }
        return pattern;
    }

    /** Adds the first n of a chunk's sums to those of the channels, and clears them. */
    public static void drain(float[] sums, int n, double[] channels) {
        for (int i = 0; i < n; i++) {
            channels[i % channels.length] += sums[i];
            sums[i] = 0;
        }
    }

    /** sum += x - pivot, squares += (x - pivot)^2. */
    static void moments(float[] x, float[] pivot, float[] sum, float[] squares, int n) {
        for (int i = 0; i < n; i++) {
            float d = x[i] - pivot[i];
            sum[i] += d;
            squares[i] = Math.fma(d, d, squares[i]);
        }
    }

    /** y = (x - mean) scale + bias. */
    public static void normalize(float[] x, float[] mean, float[] scale, float[] bias, float[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = Math.fma(x[i] - mean[i], scale[i], bias[i]);
        }
    }

    /** y += x. */
    public static void add(float[] x, float[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] += x[i];
        }
    }

    /** sum += g, products += g (x - mean). */
    public static void covariances(float[] g, float[] x, float[] mean, float[] sum, float[] products, int n) {
        for (int i = 0; i < n; i++) {
            sum[i] += g[i];
            products[i] = Math.fma(g[i], x[i] - mean[i], products[i]);
        }
    }

    /** y = a g + b x + c. */
    public static void combine(float[] g, float[] a, float[] x, float[] b, float[] c, float[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = Math.fma(a[i], g[i], Math.fma(b[i], x[i], c[i]));
        }
    }
}
