package org.spectralsweep.kernel;

import java.util.Arrays;
import org.spectralsweep.Deadline;
import org.spectralsweep.linalg.LowRankOperator;
import org.spectralsweep.linalg.SymmetricEigen;
import org.spectralsweep.linalg.SymmetricOperator;

/**
 * The preconditioner P of a kernel matrix H (Geifman, Barzilai, Basri and Galun, arXiv 2307.14531), and the matrix H P
 * that then descends. With the eigenpairs lambda_j, v_j of H from the largest,
 *
 * <pre>P = I + sum over j up to k of (g_j - 1) v_j v_j',   g_j = lambda_1 j^-e / lambda_j.</pre>
 *
 * <p>H and P share their eigenvectors, so H P is symmetric, with eigenvalues lambda_1 j^-e up to k and lambda_j above.
 * Equal eigenvalues share the factor of the first of them, and are rescaled together: P then does not depend on the
 * basis that LAPACK chose in an eigenspace. Eigenvalues that are rounding, as those of a kernel without biases at odd
 * frequencies, are left.
 */
final class Preconditioner implements DescentMatrix {
    /** Eigenvalues are equal if they differ by less than this share of the largest. */
    private static final double EQUAL = 1e-11;

    /** Eigenvalues below this share of the largest are left. */
    private static final double LEAST = 1e-10;

    private final GramMatrix gram;
    private final SymmetricEigen eigen;
    private final double[] factors;
    private final Once<double[]> elements = new Once<>();

    /**
     * @param gram H, whose eigenpairs are computed here, about 9 n^3 flops once
     * @param exponent e
     * @param count k
     */
    Preconditioner(GramMatrix gram, double exponent, int count, Deadline deadline) {
        this.gram = gram;
        eigen = gram.eigen(deadline);
        factors = factors(eigen.values(), exponent, count);
    }

    /** g_j of the eigenvalues that are rescaled, at least one. */
    private static double[] factors(double[] values, double exponent, int count) {
        double[] factors = new double[values.length];
        double largest = values[0];
        int done = 0;
        while (done < Math.min(count, values.length) && (done == 0 || values[done] > LEAST * largest)) {
            double factor = largest * StrictMath.pow(done + 1.0, -exponent) / values[done];
            int next = done;
            do {
                factors[next] = done == 0 ? 1 : factor;
                next++;
            } while (next < values.length && values[next - 1] - values[next] <= EQUAL * largest);
            done = next;
        }
        return Arrays.copyOf(factors, done);
    }

    /** P, with buffers of its own. A product takes 4 n k flops. */
    SymmetricOperator map() {
        double[] weights = new double[factors.length];
        for (int j = 0; j < weights.length; j++) {
            weights[j] = factors[j] - 1;
        }
        return new LowRankOperator(gram.order(), 1, eigen.vectors(), weights);
    }

    @Override
    public int order() {
        return gram.order();
    }

    @Override
    public double[] elements(Deadline deadline) {
        return elements.get(deadline, () -> new MappedMatrix(gram, map()).elements(deadline));
    }

    @Override
    public double largest(Deadline deadline) {
        double largest = 0;
        for (double value : modes(deadline).values()) {
            largest = Math.max(largest, value);
        }
        return largest;
    }

    /** In the order of the eigenvalues of H. */
    @Override
    public DescentModes modes(Deadline deadline) {
        double[] values = eigen.values().clone();
        for (int j = 0; j < factors.length; j++) {
            values[j] *= factors[j];
        }
        return DescentModes.orthonormal(values, eigen.vectors());
    }
}
