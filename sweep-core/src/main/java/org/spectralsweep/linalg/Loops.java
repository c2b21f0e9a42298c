package org.spectralsweep.linalg;

/**
 * The loops of training that are no matrix product, each fused so that it passes over its arrays once. None allocates. The classes for float64 are those
 * for float32 line by line, since Java has no generics over primitive types.
 *
 * <p>Every result is defined to the bit, by the order of the operations and by which of them are fused multiply-adds, so that it depends neither on {@link Simd} nor on
 * the width of the vectors: what is summed in a loop is summed one after the other, and lanes are columns, units or points that
 * never meet. Matrices are row-major; all arrays must have the precision of the loops (ClassCastException otherwise).
 */
public interface Loops {
    /**
     * New loops for a precision. They own scratch arrays, so each thread needs its own.
     *
     * @throws IllegalStateException where this virtual machine cannot run them so
     */
    static Loops of(Precision precision, Simd simd) {
        if (!simd.isAvailable()) {
            throw new IllegalStateException("simd " + simd.key()
                    + " needs the Vector API, with which Java has to be started by --add-modules=jdk.incubator.vector");
        }
        boolean single = precision == Precision.FLOAT32;
        if (simd == Simd.SCALAR) {
            return single ? new Float32ScalarLoops() : new Float64ScalarLoops();
        }
        return single ? new Float32VectorLoops() : new Float64VectorLoops();
    }

    /** How these are written. */
    Simd simd();

    /**
     * h = max(0, X W) for X (rows x inner, inner from 1 to {@link RealArray#NARROW}) and W (inner x columns): h[i, j] = max(0, fma(x_k, w_kj, ...
     * fma(x_1, w_1j, x_0 w_0j))), and NaN where that is not finite.
     */
    void rectifiedNarrowProduct(
            RealArray h, int rows, int inner, int columns, RealArray x, int xAt, RealArray w, int wAt);

    /** h[i, j] = max(0, h[i, j] + b[bAt + j]) on the leading rows x columns matrix, and NaN where that is not finite. */
    void addToRowsAndRectify(RealArray h, int rows, int columns, RealArray b, int bAt);

    /**
     * delta[i, j] = 0 where h[i, j] = 0 (NaN where h[i, j] is not finite), then sums[sumsAt + j] += delta[0, j], += delta[1, j], ... in this order. No h
     * is negative, nor a negative zero; no delta comes out as a negative zero.
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
     * g[gAt + k columns + j] = fma(x[i, k], d[i, j], g[gAt + k columns + j]) row by row, where d[i, j] is delta[i, j] gated as in {@link #gateAndSum}; delta
     * stays as it is. X is rows x inner, inner from 1 to {@link RealArray#NARROW}.
     */
    void addGatedNarrowProduct(
            RealArray g, int gAt, RealArray delta, RealArray h, int rows, int columns, RealArray x, int xAt, int inner);

    /**
     * f[i] += c sum of a_j max(0, z_ij) over the units j from {@code firstUnit} on, {@code units} of them, for i below count: the sum of each 256 consecutive
     * units s = fma(a_j, max(0, z_ij), s), from 0 on and in the precision of the loops, then f[i] = fma(c, s, f[i]) in float64. z_ij = fma(w_kj, x_ki, ...
     * fma(w_1j, x_1i, w_0j x_0i)) + b_j, as {@link #rectifiedNarrowProduct} has it for x with a 1 behind it. Where a parameter of these units is not
     * finite, every f is NaN; the points have to be finite. Cost: 2 inputs + 3 flops a point and unit.
     *
     * @param x coordinate by coordinate, the points' k-th coordinates from k stride on; stride is at least count
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
     * The gradient of sum_i e_i f(x_i) with respect to w, b (where there is one) and a (where it is wanted), in the layout of the parameters. With
     * S_kj = sum of e_i x_ki over the points where z_ij > 0 (x = 1 for the bias): (c a_j) S_kj and c (sum_k w_kj S_kj + b_j S_bj). S is the sum over
     * partial sums of 1024 consecutive points each, all from 0 on and in order, and all products that are summed are fused, in the precision of the
     * loops. A unit's gradient is NaN where its w or b is not finite, and every one's where an e is not. Cost: 4 inputs + 4 flops a point and unit.
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
