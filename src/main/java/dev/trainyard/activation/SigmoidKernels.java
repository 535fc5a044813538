package dev.trainyard.activation;

import static dev.trainyard.compute.Elementary.sigmoid;
import static dev.trainyard.compute.Elementary.tanhHalf;

import dev.trainyard.activation.FixedKernels.FixedKernel;

/** The kernels of those fixed functions that are made of the logistic sigmoid s. */
final class SigmoidKernels {
    private SigmoidKernels() {}

    static final class Silu extends FixedKernel {
        Silu(int length) {
            super(length);
        }

        @Override
        public void value(float[] x, float[] y, int n) {
            for (int i = 0; i < n; i++) {
                y[i] = x[i] * sigmoid(x[i]);
            }
        }

        @Override
        public void backward(float[] x, float[] dy, int n) {
            for (int i = 0; i < n; i++) {
                float s = sigmoid(x[i]);
                dy[i] *= s * Math.fma(x[i], 1f - s, 1f);
            }
        }
    }

    /** x t with t = tanh(log(1 + exp(x))) = (1 - q^2) / (1 + q^2), q = 1 - s; df/dx = t + x s (1 - t^2). */
    static final class Mish extends FixedKernel {
        Mish(int length) {
            super(length);
        }

        @Override
        public void value(float[] x, float[] y, int n) {
            for (int i = 0; i < n; i++) {
                y[i] = x[i] * slope(sigmoid(x[i]));
            }
        }

        @Override
        public void backward(float[] x, float[] dy, int n) {
            for (int i = 0; i < n; i++) {
                float s = sigmoid(x[i]);
                float t = slope(s);
                dy[i] *= Math.fma(x[i] * s, Math.fma(-t, t, 1f), t);
            }
        }

        private static float slope(float s) {
            float q = 1f - s;
            return s * (1f + q) / Math.fma(q, q, 1f);
        }
    }

    static final class Sigmoid extends FixedKernel {
        Sigmoid(int length) {
            super(length);
        }

        @Override
        public void value(float[] x, float[] y, int n) {
            for (int i = 0; i < n; i++) {
                y[i] = sigmoid(x[i]);
            }
        }

        @Override
        public void backward(float[] x, float[] dy, int n) {
            for (int i = 0; i < n; i++) {
                float s = sigmoid(x[i]);
                dy[i] *= s * (1f - s);
            }
        }
    }

    static final class Tanh extends FixedKernel {
        Tanh(int length) {
            super(length);
        }

        @Override
        public void value(float[] x, float[] y, int n) {
            for (int i = 0; i < n; i++) {
                y[i] = tanhHalf(2f * x[i]);
            }
        }

        @Override
        public void backward(float[] x, float[] dy, int n) {
            for (int i = 0; i < n; i++) {
                float t = tanhHalf(2f * x[i]);
                dy[i] *= Math.fma(-t, t, 1f);
            }
        }
    }
}
