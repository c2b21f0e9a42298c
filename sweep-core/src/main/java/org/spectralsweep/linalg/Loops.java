package org.spectralsweep.linalg;

/**
 * The loops over dense matrices that are not products, each fused so that it passes over its arrays once. They are
 * plain loops, which Java's compiler vectorises. None allocates. The classes for float64 repeat those for float32 line
 * by line, since Java has no generics over primitive types.
 *
 * <p>Every result is defined to the bit, by the order of the operations and by which of them are fused multiply-adds.
 * It therefore does not depend on the width of the vectors. Terms of a sum are added one after the other. Matrices are
 * row-major. All arrays must have the precision of the loops (ClassCastException otherwise).
 */
public interface Loops {
    /** New loops for a precision. They own scratch arrays, so each thread needs its own. */
    static Loops of(Precision precision) {
        return precision == Precision.FLOAT32 ? new Float32Loops() : new Float64Loops();
    }

    /**
     * h = max(0, X W) for X (rows x inner, inner from 1 to {@link RealArray#NARROW}) and W (inner x columns). Exactly,
     * h[i, j] = max(0, fma(x_k, w_kj, ... fma(x_1, w_1j, x_0 w_0j))), and NaN where the argument is not finite.
     */
    void rectifiedNarrowProduct(
            RealArray h, int rows, int inner, int columns, RealArray x, int xAt, RealArray w, int wAt);

    /**
     * h[i, j] = max(0, h[i, j] + b[bAt + j]) on the leading rows x columns matrix, and NaN where the sum is not finite.
     */
    void addToRowsAndRectify(RealArray h, int rows, int columns, RealArray b, int bAt);

    /**
     * Sets delta[i, j] = 0 where h[i, j] = 0 (NaN where h[i, j] is not finite). Then sums[sumsAt + j] += delta[0, j],
     * += delta[1, j], ... in this order. No h may be negative or a negative zero. No resulting delta is a negative
     * zero.
     */
    void gateAndSum(RealArray delta, RealArray h, int rows, int columns, RealArray sums, int sumsAt);

    /** {@link #gateAndSum} of delta[i, j] = e[i] w[wAt + j]. */
    void outerDelta(
            RealArray delta,
            RealArray h,
            int rows,
            int columns,
            RealArray e,
            RealArray w,
            int wAt,
            RealArray sums,
            int sumsAt);

    /**
     * Computes g[gAt + k columns + j] = fma(x[i, k], d[i, j], g[gAt + k columns + j]) row by row. Here d[i, j] is
     * delta[i, j] gated as in {@link #gateAndSum}; delta itself is not modified. X is rows x inner, inner from 1 to
     * {@link RealArray#NARROW}.
     */
    void addGatedNarrowProduct(
            RealArray g, int gAt, RealArray delta, RealArray h, int rows, int columns, RealArray x, int xAt, int inner);
}
