package org.spectralsweep.kernel;

/** Moments of max(z, 0)^2 (Cho and Saul 2009, of degree 2). */
record ReluSquaredDual() implements DualActivation {
    @Override
    public DualMoments at(double qu, double qv, double c) {
        double area = DualActivation.area(qu, qv, c);
        double supplement = StrictMath.atan2(area, -c);
        return new DualMoments(
                ((qu * qv + 2 * c * c) * supplement + 3 * c * area) / (2 * StrictMath.PI),
                2 * (area + c * supplement) / StrictMath.PI);
    }

    @Override
    public double square(double q) {
        return 1.5 * q * q;
    }

    @Override
    public double mean(double q) {
        return q / 2;
    }
}
