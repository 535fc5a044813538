package dev.trainyard.compute;

/**
 * Elementary functions of one float, for loops over arrays: no conditionals, casts or table look-ups, so that HotSpot
 * inlines them and vectorises the loop. It does so, on JDK 17, where the loop's body is small: one tanh or sine and a
 * few accesses to arrays, all at the loop's index. Sharing of subexpressions between calls in one loop is left to it.
 *
 * <p>Errors are absolute, at most 5e-7 over all inputs. NaN gives NaN, and an infinity the limit where there is one.
 */
public final class Elementary {
    /** 1.5 2^23: a float of magnitude below 2^22 loses its fraction, rounded to nearest, when this is added. */
    private static final float ROUNDING = 12582912f;

    /** Where the quotient for tanh(x / 2) is exactly 1. */
    private static final float TANH_END = 17.75f;

    /** Where the quotient for erf(x / sqrt 2) is exactly 1. */
    private static final float ERF_END = 5.3f;

    private Elementary() {}

    /**
     * tanh(x / 2), on which the others rest: the logistic sigmoid is (1 + tanh(x / 2)) / 2. The quotient x P(x^2) /
     * Q(x^2) has the least largest error for its degrees on [0, 17.6], 1.5e-8 before rounding (fitted by Lawson's
     * iteration). Where x is cut off it is exactly 1, so that nothing is left of x s(x) for a very negative x.
     */
    public static float tanhHalf(float x) {
        float c = Math.max(-TANH_END, Math.min(TANH_END, x));
        float z = c * c;
        float p = Math.fma(2.645382e-11f, z, 1.6196283e-7f);
        p = Math.fma(p, z, 1.0944913e-4f);
        p = Math.fma(p, z, 0.016733143f);
        p = Math.fma(p, z, 0.49999997f);
        float q = Math.fma(3.066339e-9f, z, 5.1518464e-6f);
        q = Math.fma(q, z, 0.001618882f);
        q = Math.fma(q, z, 0.11679955f);
        q = Math.fma(q, z, 1f);
        return c * p / q;
    }

    /** The logistic sigmoid, 1 / (1 + exp(-x)). */
    public static float sigmoid(float x) {
        return Math.fma(0.5f, tanhHalf(x), 0.5f);
    }

    /** exp(-x) for x >= 0. */
    public static float decay(float x) {
        float t = tanhHalf(x);
        return (1f - t) / (1f + t);
    }

    /**
     * sin(2 pi t). Whole turns are taken off without error, however many, so the error is that of t; beyond 2^22 turns
     * a float has no phase to speak of and the result is only bounded. The rest r is in [-1/2, 1/2]; there
     * r (1 - 4 r^2), which has the sine's zeros, times a polynomial of r^2 has at best an error of 1.0e-7.
     */
    public static float sineOfTurns(float t) {
        float r = t - ((t + ROUNDING) - ROUNDING);
        float z = r * r;
        float p = Math.fma(3.0583253f, z, -9.530799f);
        p = Math.fma(p, z, 16.760975f);
        p = Math.fma(p, z, -16.20867f);
        p = Math.fma(p, z, 6.2831826f);
        return p * (r * Math.fma(-4f, z, 1f));
    }

    /** cos(2 pi t), see {@link #sineOfTurns}; its polynomial's error is 1.1e-8. */
    public static float cosineOfTurns(float t) {
        float r = t - ((t + ROUNDING) - ROUNDING);
        float z = r * r;
        float p = Math.fma(6.5296073f, z, -25.968311f);
        p = Math.fma(p, z, 60.16783f);
        p = Math.fma(p, z, -85.450165f);
        p = Math.fma(p, z, 64.93912f);
        p = Math.fma(p, z, -19.739204f);
        return Math.fma(p, z, 1f);
    }

    /** 1 where x > 0, else 0; the smallest float, 2^-149, needs both factors. */
    public static float step(float x) {
        return Math.min(1f, Math.max(0f, x) * 0x1p127f * 0x1p127f);
    }

    /**
     * Phi(x), the distribution function of the standard normal: (1 + erf(x / sqrt 2)) / 2, erf by a quotient like that
     * of {@link #tanhHalf}, fitted on [0, 5.2] to 6.0e-9.
     */
    public static float normalDistribution(float x) {
        float c = Math.max(-ERF_END, Math.min(ERF_END, x));
        float z = c * c;
        float p = Math.fma(4.946222e-8f, z, 1.2815777e-5f);
        p = Math.fma(p, z, 3.1372343e-4f);
        p = Math.fma(p, z, 0.009217292f);
        p = Math.fma(p, z, 0.06508914f);
        p = Math.fma(p, z, 0.7978845f);
        float q = Math.fma(1.258868e-06f, z, 7.0496135e-5f);
        q = Math.fma(q, z, 0.0018172032f);
        q = Math.fma(q, z, 0.027926696f);
        q = Math.fma(q, z, 0.24824348f);
        q = Math.fma(q, z, 1f);
        return Math.fma(0.5f, c * p / q, 0.5f);
    }

    /** exp(-x^2 / 2) / sqrt(2 pi), the density of the standard normal. */
    public static float normalDensity(float x) {
        return 0.3989423f * decay(0.5f * x * x);
    }
}
