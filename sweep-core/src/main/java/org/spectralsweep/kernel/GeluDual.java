package org.spectralsweep.kernel;

/**
 * Moments of z Phi(z). Since Phi(u) = P(a &lt; u) for an independent a of N(0, 1), they are moments of u and v over a
 * quadrant of the Gaussian pair (u - a, v - b), by Stein's lemma:
 *
 * <pre>
 * P = (1 + q_u)(1 + q_v),   D = P - c^2,   T = arccos(-c / sqrt P)
 * E s(u) s(v)   = c T / (2 pi) + (q_u q_v sqrt D + c^2 / sqrt D) / (2 pi P)
 * E s'(u) s'(v) = T / (2 pi) + c (3 + q_u + q_v + c^2 / D) / (2 pi P sqrt D)
 * E s(u)        = q_u / sqrt(2 pi (1 + q_u))
 * </pre>
 */
record GeluDual() implements DualActivation {
    @Override
    public DualMoments at(double qu, double qv, double c) {
        double product = (1 + qu) * (1 + qv);
        double determinant = 1 + qu + qv + Math.max(0, qu * qv - c * c);
        double root = Math.sqrt(determinant);
        double supplement = StrictMath.atan2(root, -c);
        return new DualMoments(
                (c * supplement + (qu * qv * root + c * c / root) / product) / (2 * StrictMath.PI),
                (supplement + c * (3 + qu + qv + c * c / determinant) / (product * root)) / (2 * StrictMath.PI));
    }

    @Override
    public double square(double q) {
        return at(q, q, q).product();
    }

    @Override
    public double mean(double q) {
        return q / Math.sqrt(2 * StrictMath.PI * (1 + q));
    }
}
