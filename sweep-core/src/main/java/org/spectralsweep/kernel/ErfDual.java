package org.spectralsweep.kernel;

/**
 * Moments of erf z (Williams 1997). With R^2 = (1 + 2 q_u)(1 + 2 q_v) - 4 c^2 they are (2 / pi) arctan(2 c / R) and 4 /
 * (pi R). The arctangent keeps the digits that the arcsine loses near 1.
 */
record ErfDual() implements DualActivation {
    @Override
    public DualMoments at(double qu, double qv, double c) {
        double root = Math.sqrt(1 + 2 * qu + 2 * qv + 4 * Math.max(0, qu * qv - c * c));
        return new DualMoments(2 / StrictMath.PI * StrictMath.atan2(2 * c, root), 4 / (StrictMath.PI * root));
    }

    @Override
    public double square(double q) {
        return at(q, q, q).product();
    }

    @Override
    public double mean(double q) {
        return 0;
    }
}
