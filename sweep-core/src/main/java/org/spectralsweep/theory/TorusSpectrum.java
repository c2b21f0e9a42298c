package org.spectralsweep.theory;

import org.spectralsweep.kernel.AnalyticKernel;
import org.spectralsweep.spec.Refusal;

/**
 * The eigenvalues of a zonal kernel on the flat torus with respect to the uniform probability measure. The torus is
 * embedded as (cos theta_j, sin theta_j) / sqrt D. There x.z is the mean of cos(theta_j - theta'_j), so K depends only
 * on differences of angles, and
 *
 * <pre>
 * lambda_v = mean over delta in [-pi, pi)^D of K(delta) cos(v . delta),
 * eigenfunctions cos v.theta and sin v.theta,
 * </pre>
 *
 * <p>where v is an integer vector. The mean is taken over a tensor grid of M angles a side. K is even in each angle, so
 * only one orthant is computed: (M/2 + 1)^D values.
 *
 * <p>K's singularity at delta = 0 is a sum of terms of order |delta|, |delta|^3, ... It adds aliases of order M^-(D+1),
 * M^-(D+3), ... Richardson's extrapolation from M / 2 and M removes the first. This leaves an error of about (k |v| /
 * M)^(D+3) of lambda_kv.
 */
public final class TorusSpectrum {
    /** The most values of K that are computed. */
    private static final int MOST_VALUES = 1 << 20;

    private static final int FINEST_SIDE = 16_384;

    private final int dimension;
    private final int side;
    private final double[] values;

    /**
     * Uses the finest grid whose side is a power of two and which has at most 2^20 values.
     *
     * @param dimension D, at least 1
     */
    public TorusSpectrum(AnalyticKernel kernel, int dimension) {
        this(kernel, dimension, finestSide(dimension));
    }

    TorusSpectrum(AnalyticKernel kernel, int dimension, int side) {
        this.dimension = dimension;
        this.side = side;
        int perSide = side / 2 + 1;
        values = new double[(int) Math.round(Math.pow(perSide, dimension))];
        double[] squares = new double[perSide];
        for (int i = 0; i < perSide; i++) {
            double sine = StrictMath.sin(Math.PI * i / side);
            squares[i] = sine * sine / dimension;
        }
        for (int i = 0; i < values.length; i++) {
            double quarterChord = 0;
            for (int rest = i, c = 0; c < dimension; c++, rest /= perSide) {
                quarterChord += squares[rest % perSide];
            }
            // |x - z|^2 = 4 quarterChord = 4 sin(angle / 2)^2.
            double half = StrictMath.asin(Math.sqrt(Math.min(1, quarterChord)));
            values[i] = kernel.onSphere(Math.min(Math.PI, 2 * half));
        }
    }

    private static int finestSide(int dimension) {
        int side = 4;
        while (side < FINEST_SIDE && Math.pow(side + 1.0, dimension) <= MOST_VALUES) {
            side *= 2;
        }
        return side;
    }

    /** The bound M / 4 below which k |v_j| must stay on a torus of this dimension. */
    public static int limit(int dimension) {
        return finestSide(dimension) / 4;
    }

    /**
     * lambda_kv for k = 0 to upTo. O((M/2)^D) each.
     *
     * @param direction v, D components, not all 0; k |v_j| must stay below M / 4
     */
    public double[] along(int[] direction, int upTo) {
        if (direction.length != dimension) {
            throw new Refusal("direction", "must have " + dimension + " components but had " + direction.length);
        }
        for (int v : direction) {
            if ((long) upTo * Math.abs(v) >= side / 4) {
                throw new Refusal(
                        "up-to",
                        "must be below " + side / 4 + " over the direction's largest component but was " + upTo);
            }
        }
        double[] lambda = new double[upTo + 1];
        double power = StrictMath.pow(2, dimension + 1);
        for (int k = 0; k <= upTo; k++) {
            double fine = mean(direction, k, 1);
            double coarse = mean(direction, k, 2);
            lambda[k] = fine + (fine - coarse) / (power - 1);
        }
        return lambda;
    }

    /** The mean of K prod cos(k v_j delta_j) over every {@code stride}-th angle, summed side by side. */
    private double mean(int[] direction, int k, int stride) {
        int perSide = side / 2 + 1;
        double[] rest = values;
        for (int c = 0; c < dimension; c++) {
            double[] weights = new double[perSide];
            for (int i = 0; i < perSide; i += stride) {
                long turns = (long) k * direction[c] * i % side;
                // The two ends stand for one angle each, all others for two.
                double count = i == 0 || i == side / 2 ? 1 : 2;
                weights[i] = count * stride / side * StrictMath.cos(2 * Math.PI * turns / side);
            }
            double[] next = new double[rest.length / perSide];
            for (int j = 0; j < next.length; j++) {
                double sum = 0;
                for (int i = 0; i < perSide; i += stride) {
                    sum += weights[i] * rest[j * perSide + i];
                }
                next[j] = sum;
            }
            rest = next;
        }
        return rest[0];
    }
}
