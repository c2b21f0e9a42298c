package org.spectralsweep.kernel;

/**
 * Moments of max(z, 0) + a min(z, 0) = (1 - a) max(z, 0) + a z (Cho and Saul 2009, of degrees 0 and 1). That of the
 * slopes has a kink where u and v are equal or opposite, so rounding of c changes it there by 1e-8. A network's kernel
 * takes {@link RectifiedPair} instead.
 */
record RectifierDual(double negativeSlope) implements DualActivation {
    @Override
    public DualMoments at(double qu, double qv, double c) {
        double bend = (1 - negativeSlope) * (1 - negativeSlope);
        double area = DualActivation.area(qu, qv, c);
        boolean live = qu > 0 && qv > 0;
        double supplement = live ? StrictMath.atan2(area, -c) : 0;
        double on = ((qu > 0 ? 0.5 : 0) + (qv > 0 ? 0.5 : 0)) * negativeSlope * (1 - negativeSlope);
        return new DualMoments(
                bend * (area + c * supplement) / (2 * StrictMath.PI) + negativeSlope * c,
                bend * supplement / (2 * StrictMath.PI) + on + negativeSlope * negativeSlope);
    }

    @Override
    public double square(double q) {
        return (1 + negativeSlope * negativeSlope) * q / 2;
    }

    @Override
    public double mean(double q) {
        return (1 - negativeSlope) * Math.sqrt(q / (2 * StrictMath.PI));
    }
}
