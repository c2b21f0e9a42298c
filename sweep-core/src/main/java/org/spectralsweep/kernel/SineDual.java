package org.spectralsweep.kernel;

/**
 * Moments of sin(w z): with e = exp(-w^2 (q_u + q_v - 2 |c|) / 2) they are e (1 - exp(-2 w^2 |c|)) / 2 with the sign of
 * c, and w^2 e (1 + exp(-2 w^2 |c|)) / 2. No exponent is positive, so nothing overflows. The weights are Gaussian in
 * every layer; the uniform first layer of SIREN has another kernel, a product of sincs.
 */
record SineDual(double frequency) implements DualActivation {
    @Override
    public DualMoments at(double qu, double qv, double c) {
        double square = frequency * frequency;
        double size = Math.abs(c);
        double near = StrictMath.exp(-square * Math.max(0, qu + qv - 2 * size) / 2);
        double both = StrictMath.expm1(-2 * square * size);
        return new DualMoments(Math.copySign(near * both / 2, c), square * near * (2 + both) / 2);
    }

    @Override
    public double square(double q) {
        return -StrictMath.expm1(-2 * frequency * frequency * q) / 2;
    }

    @Override
    public double mean(double q) {
        return 0;
    }
}
