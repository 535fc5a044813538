package dev.trainyard.activation;

/** {@link ScaledSoftSign}, a x / d with d = b + |x|: df/dx = a b / d^2, df/da = x / d and df/db = -a x / d^2. */
final class ScaledSoftSignKernel extends ActivationKernel {
    ScaledSoftSignKernel(int channels, int length) {
        super(2, channels, length);
    }

    @Override
    public void value(float[] x, float[] y, int n) {
        float[] a = parameter(0);
        float[] b = parameter(1);
        for (int i = 0; i < n; i++) {
            y[i] = a[i] * x[i] / (b[i] + Math.abs(x[i]));
        }
    }

    @Override
    public void backward(float[] x, float[] dy, int n) {
        float[] a = parameter(0);
        float[] b = parameter(1);
        float[] da = sum(0);
        float[] db = sum(1);
        for (int i = 0; i < n; i++) {
            float inverse = 1f / (b[i] + Math.abs(x[i]));
            float g = dy[i] * inverse;
            float slope = a[i] * inverse * g;
            da[i] = Math.fma(x[i], g, da[i]);
            db[i] = Math.fma(-x[i], slope, db[i]);
            dy[i] = b[i] * slope;
        }
    }
}
