package org.spectralsweep.kernel;

/**
 * The moments by a {@link DualActivation}, for activations whose moments are smooth functions of the covariance. Those
 * with a kink at zero need {@link RectifiedPair}.
 */
final class DualPair implements LayerPair {
    private final DualActivation dual;

    private double qx;
    private double qz;
    private double c;

    private double hx;
    private double hz;
    private double product;
    private double meanX;
    private double meanZ;

    DualPair(DualActivation dual) {
        this.dual = dual;
    }

    @Override
    public void start(double varianceX, double varianceZ, double squaredDifference, double squaredSum) {
        qx = varianceX;
        qz = varianceZ;
        c = (squaredSum - squaredDifference) / 4;
        hx = 0;
        hz = 0;
        product = 0;
        meanX = 0;
        meanZ = 0;
    }

    @Override
    public double covariance() {
        return product;
    }

    @Override
    public void propagate(double variance, double bias) {
        qx = variance * hx + bias;
        qz = variance * hz + bias;
        c = variance * product + bias;
    }

    @Override
    public double activate(double tangent, boolean skip) {
        DualMoments moments = dual.at(qx, qz, c);
        double sx = dual.mean(qx);
        double sz = dual.mean(qz);
        // Given the layers below, what a skip connection adds is independent of s(z), but both have means.
        double keep = skip ? 1 : 0;
        product = keep * (product + meanX * sz + sx * meanZ) + moments.product();
        hx = keep * (hx + 2 * meanX * sx) + dual.square(qx);
        hz = keep * (hz + 2 * meanZ * sz) + dual.square(qz);
        meanX = keep * meanX + sx;
        meanZ = keep * meanZ + sz;
        return moments.slopes() * tangent;
    }
}
