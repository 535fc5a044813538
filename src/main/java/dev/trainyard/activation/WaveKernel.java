package dev.trainyard.activation;

import static dev.trainyard.compute.Elementary.cosineOfTurns;
import static dev.trainyard.compute.Elementary.sigmoid;
import static dev.trainyard.compute.Elementary.sineOfTurns;

/**
 * (x + a w) s(x) where w = sin(b x + phase): {@link SinLu}, and a quarter turn ahead {@link CosLu}. With q = 1 - s and
 * v = a cos(b x + phase), df/dx = s ((x + a w) q + 1 + b v), df/da = w s and df/db = x v s. Angles are in turns.
 *
 * <p>The backward pass is cut into loops that HotSpot still vectorises: with a single a and b one for the sigmoid, one
 * for the sine and one for the cosine, else shorter ones, which take twice as long.
 */
final class WaveKernel extends ActivationKernel {
    private static final int A = 0;
    private static final int B = 1;
    private static final double RADIANS = 2 * Math.PI;

    private final float phase;
    private final float[] turns = scratch();
    private final float[] factor = scratch();
    private final float[] w = scratch();
    private final float[] v = scratch();
    private boolean single;

    private WaveKernel(float phase, int channels, int length) {
        super(2, channels, length);
        this.phase = phase;
    }

    static WaveKernel sine(int channels, int length) {
        return new WaveKernel(0f, channels, length);
    }

    static WaveKernel cosine(int channels, int length) {
        return new WaveKernel(0.25f, channels, length);
    }

    @Override
    public void setParameter(int parameter, float[] values) {
        super.setParameter(parameter, values);
        single = values.length == 1;
        if (parameter == B) {
            for (int i = 0; i < length; i++) {
                turns[i] = (float) (parameter(B)[i] / RADIANS);
            }
        }
    }

    @Override
    public void value(float[] x, float[] y, int n) {
        value(x, parameter(A), turns, phase, y, n);
    }

    @Override
    public void backward(float[] x, float[] dy, int n) {
        throughSigmoid(x, dy, factor, n);
        if (single) {
            throughSine(x, dy, parameter(A)[0], turns[0], phase, factor, sum(A), n);
            throughCosine(x, dy, parameter(A)[0], parameter(B)[0], turns[0], phase, factor, sum(B), n);
        } else {
            waves(x, turns, phase, w, v, n);
            multiply(v, parameter(A), v, n);
            addGradients(x, dy, w, v, sum(A), sum(B), n);
            combine(x, parameter(A), parameter(B), w, v, factor, dy, n);
        }
    }

    private static void value(float[] x, float[] a, float[] turns, float phase, float[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = Math.fma(a[i], sineOfTurns(Math.fma(x[i], turns[i], phase)), x[i]) * sigmoid(x[i]);
        }
    }

    /** dy becomes g = dy s, the factor q. */
    private static void throughSigmoid(float[] x, float[] dy, float[] factor, int n) {
        for (int i = 0; i < n; i++) {
            float s = sigmoid(x[i]);
            dy[i] *= s;
            factor[i] = 1f - s;
        }
    }

    /** The factor becomes (x + a w) q + 1. */
    private static void throughSine(
            float[] x, float[] g, float a, float turns, float phase, float[] factor, float[] da, int n) {
        for (int i = 0; i < n; i++) {
            float w = sineOfTurns(Math.fma(x[i], turns, phase));
            da[i] = Math.fma(w, g[i], da[i]);
            factor[i] = Math.fma(Math.fma(a, w, x[i]), factor[i], 1f);
        }
    }

    /** g becomes dL/dx. */
    private static void throughCosine(
            float[] x, float[] g, float a, float b, float turns, float phase, float[] factor, float[] db, int n) {
        for (int i = 0; i < n; i++) {
            float vg = a * g[i] * cosineOfTurns(Math.fma(x[i], turns, phase));
            db[i] = Math.fma(x[i], vg, db[i]);
            g[i] = Math.fma(g[i], factor[i], b * vg);
        }
    }

    private static void waves(float[] x, float[] turns, float phase, float[] w, float[] v, int n) {
        for (int i = 0; i < n; i++) {
            float t = Math.fma(x[i], turns[i], phase);
            w[i] = sineOfTurns(t);
            v[i] = cosineOfTurns(t);
        }
    }

    private static void addGradients(float[] x, float[] g, float[] w, float[] v, float[] da, float[] db, int n) {
        for (int i = 0; i < n; i++) {
            da[i] = Math.fma(w[i], g[i], da[i]);
            db[i] = Math.fma(x[i] * v[i], g[i], db[i]);
        }
    }

    private static void combine(float[] x, float[] a, float[] b, float[] w, float[] v, float[] q, float[] dy, int n) {
        for (int i = 0; i < n; i++) {
            dy[i] *= Math.fma(Math.fma(a[i], w[i], x[i]), q[i], Math.fma(b[i], v[i], 1f));
        }
    }
}
