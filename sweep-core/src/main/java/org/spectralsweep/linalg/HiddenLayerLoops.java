package org.spectralsweep.linalg;

/**
 * The loops over points and hidden units of a network with one hidden layer, which never store an activation. None
 * allocates. As with {@link Loops}, every result is defined to the bit. The lanes of a vector are units or points that
 * never mix, so it depends neither on {@link Simd} nor on the width of the vectors. All arrays must have the precision
 * of the loops (ClassCastException otherwise).
 */
public interface HiddenLayerLoops {
    /**
     * New loops for a precision. They own scratch arrays, so each thread needs its own.
     *
     * @throws IllegalStateException if this virtual machine cannot run them in this form
     */
    static HiddenLayerLoops of(Precision precision, Simd simd) {
        if (!simd.isAvailable()) {
            throw new IllegalStateException(
                    "simd " + simd.key() + " needs the Vector API: start Java with --add-modules=jdk.incubator.vector");
        }
        return precision == Precision.FLOAT32 ? new Float32HiddenLayer(simd) : new Float64HiddenLayer(simd);
    }

    /**
     * f[i] += c sum of a_j max(0, z_ij) for i below count, over {@code units} units j, starting at {@code firstUnit}.
     * The sum is cut into pieces of 256 consecutive units. Each piece is s = fma(a_j, max(0, z_ij), s), starting at 0,
     * in the precision of the loops. Then f[i] = fma(c, s, f[i]) in float64. z_ij = fma(w_kj, x_ki, ... fma(w_1j, x_1i,
     * w_0j x_0i)) + b_j, as in {@link Loops#rectifiedNarrowProduct} for x with a 1 appended.
     *
     * <p>If a parameter of these units is not finite, every f is NaN. The points must be finite. Cost: 2 inputs + 3
     * flops per point and unit.
     *
     * @param x coordinate by coordinate: the points' k-th coordinates start at k * stride; stride is at least count
     */
    void addSum(
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
     * @param x as in {@link #addSum}
     * @param e count elements
     */
    void gradient(
            RealArray gradient,
            int count,
            RealArray x,
            int stride,
            RealArray e,
            RealArray parameters,
            HiddenLayer layer);
}
