package org.spectralsweep.linalg;

/**
 * A heap array of floating-point numbers of one precision, with the coarse operations that training needs. A trainer is
 * therefore written once for both precisions. Each operation is one short loop that the JIT vectorises or one BLAS
 * call, and none allocates. Every result depends on the arguments only, not on the thread, the array's address or what
 * the JIT has compiled so far.
 *
 * <p>Matrices are row-major and dense. An argument {@code at}, {@code xAt}, ... is the index at which a matrix starts
 * in its array. The operand arrays must have this array's precision (ClassCastException otherwise). An operation's
 * target must not overlap its operands unless it says so.
 */
public sealed interface RealArray permits Float32Array, Float64Array {
    /** The most inner columns of {@link #narrowProduct}. */
    int NARROW = 5;

    /** The format of the elements. */
    Precision precision();

    /** Number of elements. */
    int length();

    /** One element, exactly. */
    double get(int index);

    /** Sets one element, rounded to nearest. */
    void set(int index, double value);

    /** Copies {@code count} elements, starting at {@code at}, into {@code target}, exactly. */
    void read(int at, double[] target, int targetAt, int count);

    /** Sets {@code count} elements, starting at {@code at}, rounded to nearest. */
    void write(int at, double[] source, int sourceAt, int count);

    /** Copies {@code count} elements of an array of the same precision. */
    void copy(int at, RealArray source, int sourceAt, int count);

    /** Sets the first {@code count} elements to zero. */
    void clear(int count);

    /** this[i] *= factor for i below count. */
    void scale(int count, double factor);

    /** this[i] *= x[i] for i below count. */
    void multiplyEach(int count, RealArray x);

    /** slopes[i] = s'(this[i]) and this[i] = s(this[i]) for i below count. */
    void apply(int count, RealArray slopes, ElementFunction s);

    /** this[i] += factor * x[i] for i below count. */
    void add(int count, double factor, RealArray x);

    /** this[i] = x[i] + y[i] for i below count. */
    void setSum(int count, RealArray x, RealArray y);

    /** this[i] = decay * this[i] + factor * x[i] for i below count. */
    void decayAndAdd(int count, double decay, double factor, RealArray x);

    /** this[i] = decay * this[i] + factor * x[i]^2 for i below count. */
    void decayAndAddSquares(int count, double decay, double factor, RealArray x);

    /** this[i] -= factor * x[i] / (rootFactor * sqrt(y[i]) + epsilon) for i below count: the update of Adam. */
    void subtractQuotient(int count, double factor, RealArray x, RealArray y, double rootFactor, double epsilon);

    /** this[i] -= factor sign(x[i]), with sign 0 of 0, in the leading elements. */
    void subtractSigns(int count, double factor, RealArray x);

    /**
     * this = alpha op(A) op(B) + beta this, where op(A) is rows x inner and op(B) is inner x columns. op transposes if
     * the flag is set. One BLAS call of 2 rows inner columns flops.
     */
    void multiply(
            int at,
            boolean transposeA,
            boolean transposeB,
            int rows,
            int inner,
            int columns,
            double alpha,
            RealArray a,
            int aAt,
            RealArray b,
            int bAt,
            double beta);

    /**
     * this[at + i] = alpha * sum over j below columns of A[i, j] v[j], where the rows of A are {@code stride} apart.
     * One BLAS call. The order of the sum depends only on {@code columns}, so equal terms of opposite sign give exactly
     * opposite sums.
     */
    void multiplyVector(
            int at, int rows, int columns, double alpha, RealArray a, int aAt, int stride, RealArray v, int vAt);

    /**
     * this[at + j] += sum over i of A[i, j] v[vAt + i * step] for A (rows x columns). One BLAS call.
     */
    void addTransposedTimesVector(int at, int rows, int columns, RealArray a, RealArray v, int vAt, int step);

    /**
     * this (rows x columns) = X W for X (rows x inner, inner at most {@link #NARROW}), for which any BLAS is slow.
     * Vectorised over the columns of W.
     */
    void narrowProduct(int rows, int inner, int columns, RealArray x, int xAt, RealArray w, int wAt);

    /** this[i, j] += b[bAt + j] on the leading rows x columns matrix. */
    void addToRows(int rows, int columns, RealArray b, int bAt);

    /** this = max(0, this) on the first {@code count} elements. */
    void rectify(int count);

    /** this[i] = 0 where h[i] = 0, for i below count. h must not hold negative numbers. */
    void gate(int count, RealArray h);

    /**
     * Packs one bit for each of {@code count} elements, starting at {@code at}: 1 if the element is above zero. Each
     * word holds 64 bits, from the lowest bit on. Overwrites as many words of {@code into} as needed, starting at
     * {@code intoAt}, and clears unused bits.
     */
    void packPositive(int at, int count, long[] into, int intoAt);

    /** Sets positive[j] if column j of the leading rows x positive.length matrix holds a number above zero. */
    void markPositive(int rows, boolean[] positive);
}
