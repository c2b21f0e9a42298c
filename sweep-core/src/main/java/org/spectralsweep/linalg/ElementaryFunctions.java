package org.spectralsweep.linalg;

/**
 * Functions of float32 elements, in float32 throughout. They are small loops without branches, which Java 17
 * vectorises, and take about a nanosecond where {@code StrictMath} takes 20 to 60. Errors are about 1e-7 of 1 or of the
 * result, whichever is larger; a test compares them with {@code StrictMath}. Every result is defined to the bit, by the
 * order of the operations and by which of them are fused multiply-adds. It therefore does not depend on the width of
 * the vectors. NaN gives NaN.
 *
 * <p>Arrays hold at most {@link ElementFunction#TILE} elements. A result may overwrite its argument.
 */
public final class ElementaryFunctions {
    private static final float INVERSE_PI = 0.318309886f;

    /** pi as the sum of two floats. */
    private static final float PI = 3.14159274f;

    private static final float PI_REST = -8.742278e-8f;

    /** x + ROUND - ROUND is x rounded to a whole number, for x up to 2^22 in size. */
    private static final float ROUND = 0x1.8p23f;

    /** Arguments of exp are cut off here, where it is 2e-9. */
    private static final float LEAST_EXPONENT = -20f;

    /** Exponentials are those of a 16th of the argument, squared four times. */
    private static final float SIXTEENTH = 1 / 16f;

    /** Where tanh is 1 in float32. */
    private static final float GREATEST_TANH = 10f;

    /** Where erf is 1 in float32. */
    private static final float GREATEST_ERF = 4f;

    private final float[] whole = new float[ElementFunction.TILE];
    private final float[] rest = new float[ElementFunction.TILE];
    private final float[] scale = new float[ElementFunction.TILE];

    /**
     * into = exp(x) for x up to 0. The error is up to 3e-7 of 1, not of the result.
     *
     * <p>With m = e^x - 1 the square of 1 + m is 1 + m (m + 2). Unlike that of e^x the relative error of m does not
     * double with each square, so a few squares are harmless, and no step takes a table or the bits of a float.
     */
    public void exp(float[] x, float[] into, int count) {
        sixteenths(x, rest, count);
        expOfSixteenths(rest, scale, count);
        onePlusSquares(scale, into, count);
    }

    private static void sixteenths(float[] x, float[] into, int count) {
        for (int i = 0; i < count; i++) {
            into[i] = SIXTEENTH * Math.max(LEAST_EXPONENT, Math.min(0f, x[i]));
        }
    }

    /** m = e^r - 1 for |r| up to 1.25, by Taylor's series; the next term is below 3e-9 of it. */
    private static void expOfSixteenths(float[] rest, float[] into, int count) {
        for (int i = 0; i < count; i++) {
            float r = rest[i];
            float p = Math.fma(r, 1 / 479001600f, 1 / 39916800f);
            p = Math.fma(r, p, 1 / 3628800f);
            p = Math.fma(r, p, 1 / 362880f);
            p = Math.fma(r, p, 1 / 40320f);
            p = Math.fma(r, p, 1 / 5040f);
            p = Math.fma(r, p, 1 / 720f);
            p = Math.fma(r, p, 1 / 120f);
            p = Math.fma(r, p, 1 / 24f);
            p = Math.fma(r, p, 1 / 6f);
            p = Math.fma(r, p, 1 / 2f);
            into[i] = Math.fma(r * r, p, r);
        }
    }

    /** From e^(x / 16) - 1 to e^x - 1. */
    private static float squaredFourTimes(float m) {
        float second = Math.fma(m, m, 2 * m);
        float fourth = Math.fma(second, second, 2 * second);
        float eighth = Math.fma(fourth, fourth, 2 * fourth);
        return Math.fma(eighth, eighth, 2 * eighth);
    }

    private static void onePlusSquares(float[] m, float[] into, int count) {
        for (int i = 0; i < count; i++) {
            into[i] = 1 + squaredFourTimes(m[i]);
        }
    }

    /** into = tanh(x). Near 0 the error is relative. */
    public void tanh(float[] x, float[] into, int count) {
        eighths(x, rest, count);
        expOfSixteenths(rest, scale, count);
        tanhOfHalf(scale, into, count);
    }

    private static void eighths(float[] x, float[] into, int count) {
        for (int i = 0; i < count; i++) {
            into[i] = 2 * SIXTEENTH * Math.max(-GREATEST_TANH, Math.min(GREATEST_TANH, x[i]));
        }
    }

    /** tanh(t / 2) = m / (m + 2) with m = e^t - 1, which does not cancel near 0. */
    private static void tanhOfHalf(float[] scale, float[] into, int count) {
        for (int i = 0; i < count; i++) {
            float m = squaredFourTimes(scale[i]);
            into[i] = m / (m + 2);
        }
    }

    /**
     * sine = sin(x) and cosine = cos(x). Arguments above 10^7 in size, whose floats are a third of a turn apart, give
     * some number from -1 to 1.
     *
     * @param sine may be x itself
     */
    public void sinCos(float[] x, float[] sine, float[] cosine, int count) {
        splitByPi(x, whole, rest, count);
        signs(whole, scale, count);
        sines(rest, scale, sine, count);
        cosines(rest, scale, cosine, count);
    }

    /** x = k pi + r with a whole k and |r| up to pi / 2. */
    private static void splitByPi(float[] x, float[] whole, float[] rest, int count) {
        for (int i = 0; i < count; i++) {
            float k = Math.fma(x[i], INVERSE_PI, ROUND) - ROUND;
            whole[i] = k;
            float r = Math.fma(k, -PI_REST, Math.fma(k, -PI, x[i]));
            rest[i] = Math.max(-PI / 2, Math.min(PI / 2, r));
        }
    }

    /** 1 where k is even and -1 where it is odd: halves are rounded to the even neighbour. */
    private static void signs(float[] whole, float[] sign, int count) {
        for (int i = 0; i < count; i++) {
            float half = Math.fma(whole[i], 0.5f, ROUND) - ROUND;
            sign[i] = 1 - 2 * Math.abs(Math.fma(half, -2f, whole[i]));
        }
    }

    /** By Taylor's series; the next term is below 7e-10. */
    private static void sines(float[] rest, float[] sign, float[] into, int count) {
        for (int i = 0; i < count; i++) {
            float r = rest[i];
            float s = r * r;
            float p = Math.fma(s, 1 / 6227020800f, -1 / 39916800f);
            p = Math.fma(s, p, 1 / 362880f);
            p = Math.fma(s, p, -1 / 5040f);
            p = Math.fma(s, p, 1 / 120f);
            p = Math.fma(s, p, -1 / 6f);
            into[i] = sign[i] * Math.fma(r * s, p, r);
        }
    }

    /** By Taylor's series; the next term is below 7e-9. */
    private static void cosines(float[] rest, float[] sign, float[] into, int count) {
        for (int i = 0; i < count; i++) {
            float s = rest[i] * rest[i];
            float p = Math.fma(s, 1 / 479001600f, -1 / 3628800f);
            p = Math.fma(s, p, 1 / 40320f);
            p = Math.fma(s, p, -1 / 720f);
            p = Math.fma(s, p, 1 / 24f);
            p = Math.fma(s, p, -1 / 2f);
            into[i] = sign[i] * Math.fma(s, p, 1f);
        }
    }

    /** into = erf(x). Near 0 the error is relative. */
    public void erf(float[] x, float[] into, int count) {
        numerators(x, rest, count);
        denominators(x, scale, count);
        quotients(rest, scale, into, count);
    }

    /**
     * The numerator of a rational function x P(x^2) / Q(x^2) that is within 2.1e-9 of erf up to 4, relatively. Its
     * coefficients are a least-squares fit with weights that even out the errors.
     */
    private static void numerators(float[] x, float[] into, int count) {
        for (int i = 0; i < count; i++) {
            float t = Math.max(-GREATEST_ERF, Math.min(GREATEST_ERF, x[i]));
            float s = t * t;
            float p = Math.fma(s, -1.3201163e-8f, 4.6845502e-6f);
            p = Math.fma(s, p, 3.7960217e-4f);
            p = Math.fma(s, p, 3.8496636e-3f);
            p = Math.fma(s, p, 5.4316973e-2f);
            p = Math.fma(s, p, 0.18520506f);
            into[i] = t * Math.fma(s, p, 1.1283792f);
        }
    }

    private static void denominators(float[] x, float[] into, int count) {
        for (int i = 0; i < count; i++) {
            float t = Math.max(-GREATEST_ERF, Math.min(GREATEST_ERF, x[i]));
            float s = t * t;
            float q = Math.fma(s, 6.3108456e-5f, 1.3075716e-3f);
            q = Math.fma(s, q, 1.5462170e-2f);
            q = Math.fma(s, q, 0.11395901f);
            q = Math.fma(s, q, 0.49746713f);
            into[i] = Math.fma(s, q, 1f);
        }
    }

    /** At most 1 in size, which rounding may exceed. */
    private static void quotients(float[] numerators, float[] denominators, float[] into, int count) {
        for (int i = 0; i < count; i++) {
            into[i] = Math.max(-1f, Math.min(1f, numerators[i] / denominators[i]));
        }
    }
}
