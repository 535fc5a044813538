package dev.trainyard.activation;

import static dev.trainyard.compute.Elementary.decay;
import static dev.trainyard.compute.Elementary.normalDensity;
import static dev.trainyard.compute.Elementary.normalDistribution;
import static dev.trainyard.compute.Elementary.sigmoid;
import static dev.trainyard.compute.Elementary.step;
import static dev.trainyard.compute.Elementary.tanhHalf;

/** The kernels of {@link FixedFunction}, apart from HELU's, which is {@link DeluKernel}. */
final class FixedKernels {
    private FixedKernels() {}

    static ActivationKernel of(FixedFunction function, int length) {
        return switch (function) {
            case RELU -> new Relu(length);
            case SILU -> new Silu(length);
            case ELU -> new Elu(length);
            case GELU -> new Gelu(length);
            case MISH -> new Mish(length);
            case HELU -> DeluKernel.helu(length);
            case SIGMOID -> new Sigmoid(length);
            case TANH -> new Tanh(length);
            case SOFTSIGN -> new SoftSign(length);
        };
    }

    /** An activation that learns nothing, so it sees no channels. */
    private abstract static class FixedKernel extends ActivationKernel {
        FixedKernel(int length) {
            super(0, 1, length);
        }
    }

    private static final class Relu extends FixedKernel {
        Relu(int length) {
            super(length);
        }

        @Override
        public void value(float[] x, float[] y, int n) {
            for (int i = 0; i < n; i++) {
                y[i] = Math.max(0f, x[i]);
            }
        }

        @Override
        public void backward(float[] x, float[] dy, int n) {
            for (int i = 0; i < n; i++) {
                dy[i] *= step(x[i]);
            }
        }
    }

    private static final class Silu extends FixedKernel {
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

    /** With m = min(0, x) and t = tanh(-m / 2), exp(m) - 1 = -2 t / (1 + t). */
    private static final class Elu extends FixedKernel {
        Elu(int length) {
            super(length);
        }

        @Override
        public void value(float[] x, float[] y, int n) {
            for (int i = 0; i < n; i++) {
                float r = Math.max(0f, x[i]);
                float t = tanhHalf(r - x[i]);
                y[i] = r - 2f * t / (1f + t);
            }
        }

        @Override
        public void backward(float[] x, float[] dy, int n) {
            for (int i = 0; i < n; i++) {
                dy[i] *= decay(-Math.min(0f, x[i]));
            }
        }
    }

    private static final class Gelu extends FixedKernel {
        private final float[] slope = scratch();

        Gelu(int length) {
            super(length);
        }

        @Override
        public void value(float[] x, float[] y, int n) {
            for (int i = 0; i < n; i++) {
                y[i] = x[i] * normalDistribution(x[i]);
            }
        }

        @Override
        public void backward(float[] x, float[] dy, int n) {
            for (int i = 0; i < n; i++) {
                slope[i] = x[i] * normalDensity(x[i]);
            }
            for (int i = 0; i < n; i++) {
                dy[i] *= normalDistribution(x[i]) + slope[i];
            }
        }
    }

    /** x t with t = tanh(log(1 + exp(x))) = (1 - q^2) / (1 + q^2), q = 1 - s; df/dx = t + x s (1 - t^2). */
    private static final class Mish extends FixedKernel {
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

    private static final class Sigmoid extends FixedKernel {
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

    private static final class Tanh extends FixedKernel {
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

    private static final class SoftSign extends FixedKernel {
        SoftSign(int length) {
            super(length);
        }

        @Override
        public void value(float[] x, float[] y, int n) {
            for (int i = 0; i < n; i++) {
                y[i] = x[i] / (1f + Math.abs(x[i]));
            }
        }

        @Override
        public void backward(float[] x, float[] dy, int n) {
            for (int i = 0; i < n; i++) {
                float d = 1f + Math.abs(x[i]);
                dy[i] /= d * d;
            }
        }
    }
}
