package org.spectralsweep.domain;

import org.spectralsweep.spec.Refusal;

/**
 * The harmonics of circle, interval, cube and sphere. On S^{d-1} they are the Gegenbauer (ultraspherical) polynomials
 * of t, the cosine of the angle to an axis. Their index is (d - 2) / 2, and they are scaled to 1 at t = 1.
 */
public final class Harmonics {
    private Harmonics() {}

    /**
     * P_k(t) = C_k^{((d-2)/2)}(t) / C_k^{((d-2)/2)}(1) by the recurrence (k + d - 2) P_{k+1} = (2k + d - 2) t P_k - k
     * P_{k-1}. No term grows: |P_k| is at most 1 on [-1, 1]. For d = 2 it is cos(k arccos t), for d = 3 the Legendre
     * polynomial. O(k). The absolute error is below 1e-12 up to degree 200.
     *
     * @param degree k, at least 0
     * @param dimension ambient dimension d, at least 2
     * @param t cosine of the angle to the axis; values that rounding has pushed beyond [-1, 1] are clipped
     */
    public static double gegenbauer(int degree, int dimension, double t) {
        if (degree < 0) {
            throw new IllegalArgumentException("degree must be at least 0 but was " + degree);
        }
        if (dimension < 2) {
            throw new IllegalArgumentException("dimension must be at least 2 but was " + dimension);
        }
        double x = Math.max(-1, Math.min(1, t));
        if (dimension == 2) {
            return StrictMath.cos(degree * StrictMath.acos(x));
        }
        double previous = 1;
        double current = x;
        if (degree == 0) {
            return previous;
        }
        for (int k = 1; k < degree; k++) {
            double next = ((2.0 * k + dimension - 2) * x * current - k * previous) / (k + dimension - 2);
            previous = current;
            current = next;
        }
        return current;
    }

    /**
     * Dimension N(d, k) of the space of harmonics of degree k on S^{d-1}. It is 1 for k = 0 and (2k + d - 2) / k times
     * binomial(k + d - 3, k - 1) for larger k. The mean square of {@link #gegenbauer} over the uniform probability
     * measure is 1 / N(d, k).
     */
    public static double multiplicity(int degree, int dimension) {
        if (degree == 0) {
            return 1;
        }
        double binomial = 1;
        for (int i = 1; i <= dimension - 2; i++) {
            binomial *= (degree - 1.0 + i) / i;
        }
        return binomial * (2.0 * degree + dimension - 2) / degree;
    }

    /**
     * The angle phi such that sin(kappa phi) and cos(kappa phi) are harmonics of the domain:
     *
     * <ul>
     *   <li>the angle itself on the circle
     *   <li>2 pi (x - from) / (to - from) on an interval
     *   <li>2 pi v.(x - from) / (to - from) on a cube
     *   <li>v.t on a torus
     * </ul>
     *
     * Spheres above S^1 are refused, since their harmonics have another form. O(n D).
     *
     * @param direction v, used on a cube and a torus only
     * @return the angle of each point, in radians
     */
    public static double[] angles(InputDomain domain, Points points, int[] direction) {
        double[] angles = new double[points.count()];
        for (int i = 0; i < angles.length; i++) {
            if (domain.isCircular()) {
                angles[i] = points.parameter(i);
            } else if (domain instanceof Interval interval) {
                double turn = (points.parameter(i) - interval.from()) / (interval.to() - interval.from());
                angles[i] = turn * (2 * Math.PI);
            } else if (domain instanceof ProductDomain product) {
                double sum = 0;
                for (int c = 0; c < product.manifoldDimension(); c++) {
                    sum += direction[c] * product.turn(points, i, c);
                }
                angles[i] = sum * (2 * Math.PI);
            } else {
                throw new Refusal("domain", "must have Fourier harmonics but was " + domain.phrase());
            }
        }
        return angles;
    }
}
