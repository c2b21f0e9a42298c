package org.spectralsweep.linalg;

/**
 * The loops of training that are not matrix products, each fused so that it passes over its arrays once. None
 * allocates. The classes for float64 repeat those for float32 line by line, since Java has no generics over primitive
 * types.
 *
 * <p>Every result is defined to the bit, by the order of the operations and by which of them are fused multiply-adds.
 * It therefore depends neither on {@link Simd} nor on the width of the vectors. Terms of a sum are added one after the
 * other, and the lanes of a vector are columns, units or points that never mix. Matrices are row-major. All arrays must
 * have the precision of the loops (ClassCastException otherwise).
 */
public interface Loops {
    /**
     * New loops for a precision. They own scratch arrays, so each thread needs its own.
     *
     * @throws IllegalStateException if this virtual machine cannot run them in this form
     */
    static Loops of(Precision precision, Simd simd) {
        if (!simd.isAvailable()) {
            throw new IllegalStateException(
                    "simd " + simd.key() + " needs the Vector API: start Java with --add-modules=jdk.incubator.vector");
        }
        boolean single = precision == Precision.FLOAT32;
        if (simd == Simd.SCALAR) {
            return single ? new Float32ScalarLoops() : new Float64ScalarLoops();
        }
        return single ? new Float32VectorLoops() : new Float64VectorLoops();
    }

    /** How these loops are written. */
    Simd simd();

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

    /**
     * f[i] += c sum of a_j max(0, z_ij) for i below count, over {@code units} units j, starting at {@code firstUnit}.
     * The sum is cut into pieces of 256 consecutive units. Each piece is s = fma(a_j, max(0, z_ij), s), starting at 0,
     * in the precision of the loops. Then f[i] = fma(c, s, f[i]) in float64. z_ij = fma(w_kj, x_ki, ... fma(w_1j, x_1i,
     * w_0j x_0i)) + b_j, as in {@link #rectifiedNarrowProduct} for x with a 1 appended.
     *
     * <p>If a parameter of these units is not finite, every f is NaN. The points must be finite. Cost: 2 inputs + 3
     * flops per point and unit.
     *
     * @param x coordinate by coordinate: the points' k-th coordinates start at k * stride; stride is at least count
     */
    void addHiddenSum(
            double[] f,
            int count,
            RealArray x,
            int stride,
            RealArray parameters,
            HiddenLayer layer,
            int firstUnit,
            int units);

    /**
     * The gradient of sum_i e_i f(x_i) with respect to w, b (if there is one) and a (if it is needed), in the layout of
     * the parameters. Let S_kj be the sum of e_i x_ki over the points where {@code z_ij > 0} (x = 1 for the bias). The
     * gradient is (c a_j) S_kj for w and b, and c (sum_k w_kj S_kj + b_j S_bj) for a.
     *
     * <p>S is the sum of partial sums over 1024 consecutive points each, all starting at 0 and in order. All products
     * that are summed are fused, in the precision of the loops. A unit's gradient is NaN if its w or b is not finite.
     * Every gradient is NaN if an e is not finite. Cost: 4 inputs + 4 flops per point and unit.
     *
     * @param x as in {@link #addHiddenSum}
     * @param e count elements
     */
    void hiddenGradient(
            RealArray gradient,
            int count,
            RealArray x,
            int stride,
            RealArray e,
            RealArray parameters,
            HiddenLayer layer);
}
