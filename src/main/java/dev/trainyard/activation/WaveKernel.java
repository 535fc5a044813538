package dev.trainyard.activation;

import static dev.trainyard.compute.Elementary.cosineOfTurns;
import static dev.trainyard.compute.Elementary.sigmoid;
import static dev.trainyard.compute.Elementary.sineOfTurns;

/**
 * (x + a w) s(x) where w = sin(b x + phase): {@link SinLu}, and a quarter turn ahead {@link CosLu}. With q = 1 - s and
 * v = cos(b x + phase), df/dx = s ((x + a w) q + a b v + 1), df/da = w s and df/db = x a v s. Angles are in turns.
 *
 * <p>With one a and one b they are scalars of the loop, which then is small enough to be vectorised whole.
 */
final class WaveKernel extends ActivationKernel {
    private static final int A = 0;
    private static final int B = 1;
    private static final float TURNS = (float) (0.5 / Math.PI);

    private final float phase;
    private final float[] turns = scratch();
    private final float[] q = scratch();
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
                turns[i] = TURNS * parameter(B)[i];
            }
        }
    }

    @Override
    public void value(float[] x, float[] y, int n) {
        if (single) {
            value(x, parameter(A)[0], turns[0], phase, y, n);
        } else {
            waves(x, turns, phase, w, v, n);
            value(x, parameter(A), w, y, n);
        }
    }

    @Override
    public void backward(float[] x, float[] dy, int n) {
        throughSigmoid(x, dy, q, n);
        if (single) {
            backward(x, dy, q, parameter(A)[0], turns[0], phase, sum(A), sum(B), n);
        } else {
            waves(x, turns, phase, w, v, n);
            multiply(v, parameter(A), v, n);
            addGradients(x, dy, w, v, sum(A), sum(B), n);
            backward(x, dy, q, parameter(A), parameter(B), w, v, n);
        }
    }

    private static void value(float[] x, float a, float turns, float phase, float[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = Math.fma(a, sineOfTurns(Math.fma(x[i], turns, phase)), x[i]) * sigmoid(x[i]);
        }
    }

    private static void value(float[] x, float[] a, float[] w, float[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = Math.fma(a[i], w[i], x[i]) * sigmoid(x[i]);
        }
    }

    /** dy becomes dy s(x). */
    private static void throughSigmoid(float[] x, float[] dy, float[] q, int n) {
        for (int i = 0; i < n; i++) {
            float s = sigmoid(x[i]);
            dy[i] *= s;
            q[i] = 1f - s;
        }
    }

    private static void backward(
            float[] x, float[] dy, float[] q, float a, float turns, float phase, float[] da, float[] db, int n) {
        float b = turns / TURNS;
        for (int i = 0; i < n; i++) {
            float t = Math.fma(x[i], turns, phase);
            float w = sineOfTurns(t);
            float v = a * cosineOfTurns(t);
            float g = dy[i];
            dy[i] = g * Math.fma(Math.fma(a, w, x[i]), q[i], Math.fma(b, v, 1f));
            da[i] = Math.fma(w, g, da[i]);
            db[i] = Math.fma(x[i] * v, g, db[i]);
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

    private static void backward(float[] x, float[] dy, float[] q, float[] a, float[] b, float[] w, float[] v, int n) {
        for (int i = 0; i < n; i++) {
            dy[i] *= Math.fma(Math.fma(a[i], w[i], x[i]), q[i], Math.fma(b[i], v[i], 1f));
        }
    }
}
