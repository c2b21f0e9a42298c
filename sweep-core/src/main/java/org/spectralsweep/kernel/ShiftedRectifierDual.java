package org.spectralsweep.kernel;

/**
 * Moments of max(z + b, 0) for a constant b other than 0: the bias-generalised kernel of arXiv 2301.00327, for inputs
 * of any norm. Take h = -b / sqrt(q_u), k = -b / sqrt(q_v) and s = sqrt(1 - rho^2). The bends are h' = (k - rho h) / s
 * and k' = (h - rho k) / s. phi is the density and Q the tail of N(0, 1):
 *
 * <pre>
 * L = P(u &gt; -b, v &gt; -b) = (Q(h) + Q(k)) / 2 - T(h, h' / h) - T(k, k' / k)      (Owen 1956)
 * A = phi(h) Q(h'),   B = phi(k) Q(k')
 * E s'(u) s'(v) = L
 * E s(u) s(v)   = sqrt(q_u q_v) (rho (L + h A + k B) + s exp(-(h^2 + h'^2) / 2) / (2 pi))
 *                 + b sqrt(q_u) (A + rho B) + b sqrt(q_v) (B + rho A) + b^2 L
 * </pre>
 *
 * <p>The last line has the moments of a normal pair that is truncated in both coordinates (Rosenbaum 1961).
 */
record ShiftedRectifierDual(double shift) implements DualActivation {
    /** Refuses a shift of 0, which {@link RectifierDual} computes. */
    ShiftedRectifierDual {
        if (!(shift != 0 && Double.isFinite(shift))) {
            throw new IllegalArgumentException("shift must be a finite number other than 0 but was " + shift);
        }
    }

    @Override
    public DualMoments at(double qu, double qv, double c) {
        double ru = Math.sqrt(qu);
        double rv = Math.sqrt(qv);
        double scale = ru * rv;
        if (!(scale > 0)) {
            return new DualMoments(mean(qu) * mean(qv), share(qu) * share(qv));
        }
        double h = -shift / ru;
        double k = -shift / rv;
        double angle = StrictMath.atan2(DualActivation.area(qu, qv, c), c);
        double sine = StrictMath.sin(angle);
        double rho = StrictMath.cos(angle);
        double bendU = bend(h, k, angle, sine, rho);
        double bendV = h == k ? bendU : bend(k, h, angle, sine, rho);
        double both = (OwenT.upper(h) + OwenT.upper(k)) / 2 - OwenT.of(h, bendU) - OwenT.of(k, bendV);
        double edgeU = OwenT.density(h) * OwenT.upper(bendU);
        double edgeV = OwenT.density(k) * OwenT.upper(bendV);
        double corner = sine * StrictMath.exp(-(h * h + bendU * bendU) / 2) / (2 * StrictMath.PI);
        double product = scale * (rho * (both + h * edgeU + k * edgeV) + corner)
                + shift * ru * (edgeU + rho * edgeV)
                + shift * rv * (edgeV + rho * edgeU)
                + shift * shift * both;
        return new DualMoments(product, both);
    }

    /** (k - rho h) / s, without cancellation where rho is near 1 or -1. */
    private static double bend(double h, double k, double angle, double sine, double rho) {
        if (rho >= 0) {
            return (k == h ? 0 : (k - h) / sine) + h * StrictMath.tan(angle / 2);
        }
        // h and k have one sign, so neither term is 0.
        return (k + h) / sine - h / StrictMath.tan(angle / 2);
    }

    @Override
    public double square(double q) {
        if (!(q > 0)) {
            return mean(q) * mean(q);
        }
        double h = -shift / Math.sqrt(q);
        return (q + shift * shift) * OwenT.upper(h) + shift * Math.sqrt(q) * OwenT.density(h);
    }

    @Override
    public double mean(double q) {
        if (!(q > 0)) {
            return Math.max(shift, 0);
        }
        double h = -shift / Math.sqrt(q);
        return shift * OwenT.upper(h) + Math.sqrt(q) * OwenT.density(h);
    }

    /** P(u + b > 0) = Phi(b / sqrt q): the share of active units. */
    double share(double q) {
        if (!(q > 0)) {
            return shift > 0 ? 1 : 0;
        }
        return OwenT.upper(-shift / Math.sqrt(q));
    }
}
