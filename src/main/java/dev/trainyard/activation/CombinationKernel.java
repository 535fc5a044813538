package dev.trainyard.activation;

import java.util.Arrays;
import java.util.List;

/**
 * {@link LinearCombination}: f = c (w_1 F_1 + w_2 F_2 + ...), where c is 1, or if normalized 1 / sum of w. Then df/dw_i
 * is c F_i, or if normalized c (F_i - f).
 */
final class CombinationKernel extends ActivationKernel {
    private final List<ActivationKernel> terms;
    private final boolean normalized;
    private final float[] scale = scratch();
    private final float[] term = scratch();
    private final float[] total = scratch();
    private final float[] slope = scratch();
    private final float[] g = scratch();

    private CombinationKernel(List<ActivationKernel> terms, boolean normalized, int channels, int length) {
        super(terms.size(), channels, length);
        this.terms = terms;
        this.normalized = normalized;
        Arrays.fill(scale, 1f);
    }

    static CombinationKernel of(LinearCombination function, int channels, int length) {
        List<ActivationKernel> terms = function.terms().stream()
                .map(term -> FixedKernels.of(term, length))
                .toList();
        return new CombinationKernel(terms, function.normalized(), channels, length);
    }

    @Override
    public void setParameter(int parameter, float[] values) {
        super.setParameter(parameter, values);
        for (int i = 0; normalized && i < length; i++) {
            float sum = 0;
            for (int k = 0; k < terms.size(); k++) {
                sum += parameter(k)[i];
            }
            scale[i] = 1f / sum;
        }
    }

    @Override
    public void value(float[] x, float[] y, int n) {
        Arrays.fill(total, 0, n, 0f);
        for (int k = 0; k < terms.size(); k++) {
            terms.get(k).value(x, term, n);
            addProduct(term, parameter(k), total, n);
        }
        multiply(total, scale, y, n);
    }

    @Override
    public void backward(float[] x, float[] dy, int n) {
        multiply(dy, scale, g, n);
        Arrays.fill(total, 0, n, 0f);
        Arrays.fill(slope, 0, n, 0f);
        for (int k = 0; k < terms.size(); k++) {
            terms.get(k).value(x, term, n);
            addProduct(term, g, sum(k), n);
            addProduct(term, parameter(k), total, n);
            System.arraycopy(g, 0, term, 0, n);
            terms.get(k).backward(x, term, n);
            addProduct(term, parameter(k), slope, n);
        }
        System.arraycopy(slope, 0, dy, 0, n);
        if (normalized) {
            multiply(total, scale, total, n);
            for (int k = 0; k < terms.size(); k++) {
                subtractProduct(total, g, sum(k), n);
            }
        }
    }

    private static void subtractProduct(float[] a, float[] b, float[] sum, int n) {
        for (int i = 0; i < n; i++) {
            sum[i] = Math.fma(-a[i], b[i], sum[i]);
        }
    }
}
