package org.spectralsweep.theory;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.spectralsweep.Deadline;
import org.spectralsweep.domain.Harmonics;
import org.spectralsweep.kernel.AnalyticKernel;
import org.spectralsweep.linalg.DenseOperator;
import org.spectralsweep.linalg.SymmetricEigen;

/** Makes {@link KernelModes}: of zonal kernels by frequency or degree, of all others by rank. */
final class Modes {
    /** Eigenvalues up to this share of the largest are rounding. */
    private static final double ROUNDING = 1e-14;

    private static final int HIGHEST_DEGREE = 1000;

    private Modes() {}

    /**
     * A zonal kernel on M uniform points of the circle: frequencies 0 to M / 2, of multiplicity 2 but at the ends.
     * O(M^2) for each of the three sums, a fifth of a second at M = 16,384.
     *
     * @param kernel K by angle
     * @param start covariance of the outputs at the start by angle; zero for a mirrored start
     * @param y the target at the points, in their order round the circle
     */
    static KernelModes onCircle(DoubleUnaryOperator kernel, DoubleUnaryOperator start, double[] y) {
        int points = y.length;
        double[] cosine = new double[points];
        double[] sine = new double[points];
        double[] k = new double[points];
        double[] s = new double[points];
        for (int i = 0; i < points; i++) {
            double angle = 2 * Math.PI * i / points;
            cosine[i] = StrictMath.cos(angle);
            sine[i] = StrictMath.sin(angle);
            double least = Math.min(Math.PI, 2 * Math.PI * Math.min(i, points - i) / points);
            k[i] = kernel.applyAsDouble(least);
            s[i] = start.applyAsDouble(least);
        }
        int count = points / 2 + 1;
        double[] eigenvalue = new double[count];
        double[] multiplicity = new double[count];
        double[] energy = new double[count];
        double[] startEnergy = new double[count];
        for (int q = 0; q < count; q++) {
            double eta = 0;
            double covariance = 0;
            double even = 0;
            double odd = 0;
            for (int i = 0, at = 0; i < points; i++) {
                eta += k[i] * cosine[at];
                covariance += s[i] * cosine[at];
                even += y[i] * cosine[at];
                odd += y[i] * sine[at];
                at += q;
                at = at >= points ? at - points : at;
            }
            multiplicity[q] = q == 0 || 2 * q == points ? 1 : 2;
            eigenvalue[q] = eta / points;
            energy[q] = multiplicity[q] * (even * even + odd * odd) / ((double) points * points);
            startEnergy[q] = multiplicity[q] * Math.max(0, covariance / points);
        }
        return new KernelModes(withoutRounding(eigenvalue), multiplicity, energy, startEnergy, 0);
    }

    /**
     * A zonal kernel under the uniform measure of S^{d-1}, d at least 3: degrees 0 to 1,000, with multiplicities N(d,
     * k). Eigenvalues that are only rounding are 0. What they lack of the trace K(0) is the tail.
     *
     * @param kernel K by angle
     * @param start covariance of the outputs at the start by angle
     * @param degree of the zonal harmonic that is learned
     * @param amplitude its value on its axis
     */
    static KernelModes onSphere(
            DoubleUnaryOperator kernel, DoubleUnaryOperator start, int dimension, int degree, double amplitude) {
        int count = Math.max(HIGHEST_DEGREE, degree) + 1;
        double[] eigenvalue = withoutRounding(ZonalSpectrum.coefficients(kernel, dimension, count - 1));
        double[] covariance = ZonalSpectrum.coefficients(start, dimension, count - 1);
        double[] multiplicity = new double[count];
        double[] energy = new double[count];
        double[] startEnergy = new double[count];
        double largest = Arrays.stream(covariance).max().orElse(0);
        double tail = kernel.applyAsDouble(0);
        for (int k = 0; k < count; k++) {
            multiplicity[k] = Harmonics.multiplicity(k, dimension);
            tail -= multiplicity[k] * eigenvalue[k];
            // Beyond the rounding of a coefficient its multiplicity may be larger than any number of samples.
            startEnergy[k] = covariance[k] > ROUNDING * largest ? multiplicity[k] * covariance[k] : 0;
        }
        energy[degree] = amplitude * amplitude / multiplicity[degree];
        return new KernelModes(eigenvalue, multiplicity, energy, startEnergy, Math.max(0, tail));
    }

    /**
     * Any kernel on weighted nodes: a mode for each eigenvector, by rank. About 12 n^3 flops, half as much again where
     * the start is not zero.
     *
     * @param kernel closed-form kernel of the network
     * @param startsAtZero whether the start is mirrored
     * @param y the target at the nodes
     */
    static KernelModes onNodes(
            AnalyticKernel kernel, boolean startsAtZero, Nodes nodes, double[] y, Deadline deadline) {
        int n = nodes.count();
        double[] root = Arrays.stream(nodes.weights())
                .map(weight -> Math.sqrt(weight / n))
                .toArray();
        SymmetricEigen eigen = SymmetricEigen.of(weighted(kernel.gram(nodes.x(), n, deadline), root), n);
        double[] vectors = eigen.vectors();
        double[] multiplicity = new double[n];
        Arrays.fill(multiplicity, 1);
        double[] energy = new double[n];
        double[] startEnergy = new double[n];
        DenseOperator covariance =
                startsAtZero ? null : new DenseOperator(weighted(kernel.covariances(nodes.x(), n), root), n);
        double[] image = new double[n];
        for (int k = 0; k < n; k++) {
            deadline.check();
            double[] v = Arrays.copyOfRange(vectors, k * n, (k + 1) * n);
            double along = 0;
            for (int i = 0; i < n; i++) {
                along += v[i] * root[i] * y[i];
            }
            energy[k] = along * along;
            if (covariance != null) {
                covariance.apply(v, image);
                for (int i = 0; i < n; i++) {
                    startEnergy[k] += v[i] * image[i];
                }
            }
        }
        return new KernelModes(withoutRounding(eigen.values()), multiplicity, energy, startEnergy, 0);
    }

    private static double[] weighted(double[] matrix, double[] root) {
        int n = root.length;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                matrix[i * n + j] *= root[i] * root[j];
            }
        }
        return matrix;
    }

    private static double[] withoutRounding(double[] eigenvalues) {
        double largest = Arrays.stream(eigenvalues).max().orElse(0);
        return Arrays.stream(eigenvalues)
                .map(value -> value > ROUNDING * largest ? value : 0)
                .toArray();
    }
}
