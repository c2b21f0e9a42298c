package org.spectralsweep.linalg;

/** {@link Loops} in float32. */
final class Float32Loops implements Loops {
    private final Simd simd;
    private final Float32RowKernels rows;

    Float32Loops(Simd simd) {
        this.simd = simd;
        rows = simd == Simd.VECTOR ? new Float32VectorRows() : new Float32ScalarRows();
    }

    private static float[] of(RealArray array) {
        return ((Float32Array) array).values;
    }

    @Override
    public Simd simd() {
        return simd;
    }

    @Override
    public void rectifiedNarrowProduct(
            RealArray h, int rowCount, int inner, int columns, RealArray x, int xAt, RealArray w, int wAt) {
        rows.rectifiedProduct(of(h), rowCount, inner, columns, of(x), xAt, of(w), wAt);
    }

    @Override
    public void addToRowsAndRectify(RealArray h, int rowCount, int columns, RealArray b, int bAt) {
        rows.addAndRectify(of(h), rowCount, columns, of(b), bAt);
    }

    @Override
    public void gateAndSum(RealArray delta, RealArray h, int rowCount, int columns, RealArray sums, int sumsAt) {
        rows.gateAndSum(of(delta), of(h), rowCount, columns, of(sums), sumsAt);
    }

    @Override
    public void outerDelta(
            RealArray delta,
            RealArray h,
            int rowCount,
            int columns,
            RealArray e,
            RealArray w,
            int wAt,
            RealArray sums,
            int sumsAt) {
        rows.outerDelta(of(delta), of(h), rowCount, columns, of(e), of(w), wAt, of(sums), sumsAt);
    }

    @Override
    public void addGatedNarrowProduct(
            RealArray g,
            int gAt,
            RealArray delta,
            RealArray h,
            int rowCount,
            int columns,
            RealArray x,
            int xAt,
            int inner) {
        rows.addGatedProduct(of(g), gAt, of(delta), of(h), rowCount, columns, of(x), xAt, inner);
    }

    @Override
    public void addHiddenSum(
            double[] f,
            int count,
            RealArray x,
            int stride,
            RealArray parameters,
            HiddenLayer layer,
            int firstUnit,
            int units) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void hiddenGradient(
            RealArray gradient,
            int count,
            RealArray x,
            int stride,
            RealArray e,
            RealArray parameters,
            HiddenLayer layer) {
        throw new UnsupportedOperationException();
    }
}
