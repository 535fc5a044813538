package dev.trainyard.activation;

import static dev.trainyard.compute.Elementary.step;
import static dev.trainyard.compute.Elementary.tanhHalf;

import java.util.Arrays;

/**
 * {@link Delu}, and HELU, which has n fixed at 0. With r = max(0, x), m = min(0, x), t = tanh(x / 2) and u = max(0, t):
 * f = (n + 0.5) r + 2 u / (1 + u) + m s(m), since 1 - exp(-r) = 2 u / (1 + u).
 */
final class DeluKernel extends ActivationKernel {
    private final boolean trainable;
    private final float[] slope = scratch();
    private final float[] t = scratch();

    private DeluKernel(boolean trainable, int channels, int length) {
        super(trainable ? 1 : 0, channels, length);
        this.trainable = trainable;
        Arrays.fill(slope, 0.5f);
    }

    static DeluKernel delu(int channels, int length) {
        return new DeluKernel(true, channels, length);
    }

    static DeluKernel helu(int length) {
        return new DeluKernel(false, 1, length);
    }

    @Override
    public void setParameter(int parameter, float[] values) {
        super.setParameter(parameter, values);
        for (int i = 0; i < length; i++) {
            slope[i] = parameter(parameter)[i] + 0.5f;
        }
    }

    @Override
    public void value(float[] x, float[] y, int n) {
        tanhHalves(x, t, n);
        value(x, slope, t, y, n);
    }

    @Override
    public void backward(float[] x, float[] dy, int n) {
        if (trainable) {
            addGradient(x, dy, sum(0), t, n);
        } else {
            tanhHalves(x, t, n);
        }
        backward(x, slope, t, dy, n);
    }

    private static void tanhHalves(float[] x, float[] t, int n) {
        for (int i = 0; i < n; i++) {
            t[i] = tanhHalf(x[i]);
        }
    }

    private static void value(float[] x, float[] slope, float[] t, float[] y, int n) {
        for (int i = 0; i < n; i++) {
            float r = Math.max(0f, x[i]);
            float twiceU = t[i] + Math.abs(t[i]);
            float rise = twiceU / Math.fma(0.5f, twiceU, 1f);
            y[i] = Math.fma(slope[i], r, rise) + (x[i] - r) * Math.fma(0.5f, t[i], 0.5f);
        }
    }

    private static void addGradient(float[] x, float[] dy, float[] sum, float[] t, int n) {
        for (int i = 0; i < n; i++) {
            t[i] = tanhHalf(x[i]);
            sum[i] = Math.fma(Math.max(0f, x[i]), dy[i], sum[i]);
        }
    }

    /** exp(-r), which is 1 on the left, + step (n + 0.5) + (1 - step) (s + x s (1 - s) - 1). */
    private static void backward(float[] x, float[] slope, float[] t, float[] dy, int n) {
        for (int i = 0; i < n; i++) {
            float u = 0.5f * (t[i] + Math.abs(t[i]));
            float decay = (1f - u) / (1f + u);
            float s = Math.fma(0.5f, t[i], 0.5f);
            float left = s * Math.fma(x[i], 1f - s, 1f) - 1f;
            dy[i] *= decay + Math.fma(step(x[i]), slope[i] - left, left);
        }
    }
}
