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
        float p = Math.fma(2.645382e-11f, z, 1.61962831e-07f);
        p = Math.fma(p, z, 0.000109449131f);
        p = Math.fma(p, z, 0.0167331435f);
        p = Math.fma(p, z, 0.49999997f);
        float q = Math.fma(3.06633896e-09f, z, 5.15184638e-06f);
        q = Math.fma(q, z, 0.00161888194f);
        q = Math.fma(q, z, 0.116799548f);
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
        float p = Math.fma(3.05832525f, z, -9.53079917f);
        p = Math.fma(p, z, 16.7609745f);
        p = Math.fma(p, z, -16.2086703f);
        p = Math.fma(p, z, 6.2831826f);
        return p * (r * Math.fma(-4f, z, 1f));
    }

    /** cos(2 pi t), see {@link #sineOfTurns}; its polynomial's error is 1.1e-8. */
    public static float cosineOfTurns(float t) {
        float r = t - ((t + ROUNDING) - ROUNDING);
        float z = r * r;
        float p = Math.fma(6.52960708f, z, -25.96831078f);
        p = Math.fma(p, z, 60.16783101f);
        p = Math.fma(p, z, -85.45016545f);
        p = Math.fma(p, z, 64.93911898f);
        p = Math.fma(p, z, -19.73920453f);
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
        float p = Math.fma(4.94622192e-08f, z, 1.28157772e-05f);
        p = Math.fma(p, z, 0.000313723431f);
        p = Math.fma(p, z, 0.00921729207f);
        p = Math.fma(p, z, 0.0650891364f);
        p = Math.fma(p, z, 0.797884524f);
        float q = Math.fma(1.258868e-06f, z, 7.04961349e-05f);
        q = Math.fma(q, z, 0.00181720324f);
        q = Math.fma(q, z, 0.0279266965f);
        q = Math.fma(q, z, 0.248243481f);
        q = Math.fma(q, z, 1f);
        return Math.fma(0.5f, c * p / q, 0.5f);
    }

    /** exp(-x^2 / 2) / sqrt(2 pi), the density of the standard normal. */
    public static float normalDensity(float x) {
        return 0.3989422804f * decay(0.5f * x * x);
    }
}
