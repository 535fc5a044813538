package dev.trainyard.activation;

import static dev.trainyard.compute.Elementary.step;

/** The kernels of trainable functions made of straight lines. */
final class PiecewiseKernels {
    private PiecewiseKernels() {}

    /** min(max(0, x), n). */
    static final class ReluN extends ActivationKernel {
        ReluN(int channels, int length) {
            super(1, channels, length);
        }

        @Override
        public void value(float[] x, float[] y, int n) {
            float[] ceiling = parameter(0);
            for (int i = 0; i < n; i++) {
                y[i] = Math.min(Math.max(0f, x[i]), ceiling[i]);
            }
        }

        @Override
        public void backward(float[] x, float[] dy, int n) {
            float[] ceiling = parameter(0);
            float[] sum = sum(0);
            for (int i = 0; i < n; i++) {
                float below = step(ceiling[i] - Math.max(0f, x[i])) * dy[i];
                sum[i] += dy[i] - below;
                dy[i] = step(x[i]) * below;
            }
        }
    }

    /** a max(0, x) + b. */
    static final class ShiLu extends ActivationKernel {
        ShiLu(int channels, int length) {
            super(2, channels, length);
        }

        @Override
        public void value(float[] x, float[] y, int n) {
            float[] a = parameter(0);
            float[] b = parameter(1);
            for (int i = 0; i < n; i++) {
                y[i] = Math.fma(a[i], Math.max(0f, x[i]), b[i]);
            }
        }

        @Override
        public void backward(float[] x, float[] dy, int n) {
            float[] a = parameter(0);
            float[] da = sum(0);
            float[] db = sum(1);
            for (int i = 0; i < n; i++) {
                da[i] = Math.fma(Math.max(0f, x[i]), dy[i], da[i]);
                db[i] += dy[i];
                dy[i] *= a[i] * step(x[i]);
            }
        }
    }

    /** max(0, x) + a min(0, x). */
    static final class PRelu extends ActivationKernel {
        PRelu(int channels, int length) {
            super(1, channels, length);
        }

        @Override
        public void value(float[] x, float[] y, int n) {
            float[] a = parameter(0);
            for (int i = 0; i < n; i++) {
                y[i] = Math.fma(a[i], Math.min(0f, x[i]), Math.max(0f, x[i]));
            }
        }

        @Override
        public void backward(float[] x, float[] dy, int n) {
            float[] a = parameter(0);
            float[] sum = sum(0);
            for (int i = 0; i < n; i++) {
                sum[i] = Math.fma(Math.min(0f, x[i]), dy[i], sum[i]);
                dy[i] *= Math.fma(step(x[i]), 1f - a[i], a[i]);
            }
        }
    }
}
