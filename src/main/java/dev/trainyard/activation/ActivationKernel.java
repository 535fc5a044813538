package dev.trainyard.activation;

import dev.trainyard.compute.Chunks;

/**
 * One activation with its present parameters, over chunks: arrays of at most a given length, short enough to stay in the
 * processor's first cache, that begin at a first channel and hold channel i % channels at position i. Parameters are
 * kept and their gradients summed by position, so that every loop is a plain one over arrays, which HotSpot vectorises.
 * Where f has a kink its derivative is that from the left. For one thread: a kernel has scratch memory of its own.
 */
public abstract class ActivationKernel {
    /**
     * Floats at the end of each array that nobody uses. Arrays of 512 floats would lie at distances of about 4,096
     * bytes, where processors take a store to one for a store to the other, which made loops four times slower.
     */
    private static final int SPACING = 128;

    final int length;
    private final float[][] parameters;
    private final float[][] sums;

    /** @param length of the longest chunk, a multiple of the channel count */
    ActivationKernel(int parameters, int channels, int length) {
        if (length % channels != 0) {
            throw new IllegalArgumentException("%d is no multiple of %d channels".formatted(length, channels));
        }
        this.length = length;
        this.parameters = new float[parameters][length + SPACING];
        this.sums = new float[parameters][length + SPACING];
    }

    /** Sets the first n numbers of y to f(x); y may be x. */
    public abstract void value(float[] x, float[] y, int n);

    /**
     * Given dL/df in the first n numbers of dy, puts dL/dx there, and adds dL/dp of each parameter p to its sums. The
     * arrays must be two; x stays as it is.
     */
    public abstract void backward(float[] x, float[] dy, int n);

    /**
     * Gives a parameter its value. All parameters of a kernel have one value each, or all have one for each channel.
     *
     * @param parameter its place in the order of {@link Activations#parameters}
     */
    public void setParameter(int parameter, float[] values) {
        float[] pattern = parameters[parameter];
        for (int i = 0; i < length; i++) {
            pattern[i] = values[i % values.length];
        }
    }

    /** Adds the gradient of each parameter to into[parameter][channel] and starts the sums anew. */
    public void drain(double[][] into) {
        for (int k = 0; k < sums.length; k++) {
            Chunks.drain(sums[k], length, into[k]);
        }
    }

    /** A parameter's value at each position. */
    final float[] parameter(int parameter) {
        return parameters[parameter];
    }

    /** The sum of a parameter's gradient at each position. */
    final float[] sum(int parameter) {
        return sums[parameter];
    }

    final float[] scratch() {
        return new float[length + SPACING];
    }

    /** product[i] = a[i] b[i]. */
    static void multiply(float[] a, float[] b, float[] product, int n) {
        for (int i = 0; i < n; i++) {
            product[i] = a[i] * b[i];
        }
    }

    /** sum[i] += a[i] b[i]. */
    static void addProduct(float[] a, float[] b, float[] sum, int n) {
        for (int i = 0; i < n; i++) {
            sum[i] = Math.fma(a[i], b[i], sum[i]);
        }
    }
}
