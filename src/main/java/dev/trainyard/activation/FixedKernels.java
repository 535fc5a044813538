package dev.trainyard.activation;

import static dev.trainyard.compute.Elementary.decay;
import static dev.trainyard.compute.Elementary.normalDensity;
import static dev.trainyard.compute.Elementary.normalDistribution;
import static dev.trainyard.compute.Elementary.step;
import static dev.trainyard.compute.Elementary.tanhHalf;

/** The kernels of {@link FixedFunction}; HELU's is {@link DeluKernel}. */
final class FixedKernels {
    private FixedKernels() {}

    static ActivationKernel of(FixedFunction function, int length) {
        return switch (function) {
            case RELU -> new Relu(length);
            case SILU -> new SigmoidKernels.Silu(length);
            case ELU -> new Elu(length);
            case GELU -> new Gelu(length);
            case MISH -> new SigmoidKernels.Mish(length);
            case HELU -> DeluKernel.helu(length);
            case SIGMOID -> new SigmoidKernels.Sigmoid(length);
            case TANH -> new SigmoidKernels.Tanh(length);
            case SOFTSIGN -> new SoftSign(length);
        };
    }

    /** An activation that learns nothing, so it sees no channels. */
    abstract static class FixedKernel extends ActivationKernel {
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
