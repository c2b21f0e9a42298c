package org.spectralsweep.kernel;

/** Moments of exp(-z^2 / 2): with D = (1 + q_u)(1 + q_v) - c^2 they are D^(-1/2) and c D^(-3/2) (Williams 1997). */
record GaussianDual() implements DualActivation {
    @Override
    public DualMoments at(double qu, double qv, double c) {
        double determinant = 1 + qu + qv + Math.max(0, qu * qv - c * c);
        double root = Math.sqrt(determinant);
        return new DualMoments(1 / root, c / (determinant * root));
    }

    @Override
    public double square(double q) {
        return 1 / Math.sqrt(1 + 2 * q);
    }

    @Override
    public double mean(double q) {
        return 1 / Math.sqrt(1 + q);
    }
}
