package org.spectralsweep.kernel;

import java.util.Arrays;
import org.spectralsweep.Deadline;
import org.spectralsweep.linalg.Precision;
import org.spectralsweep.linalg.RealArray;
import org.spectralsweep.linalg.SymmetricEigen;
import org.spectralsweep.linalg.SymmetricOperator;

/**
 * The matrix H P of a descent whose residuals are mapped by a symmetric positive semidefinite P. It is not symmetric,
 * but with H = A A' its eigenvalues above 0 are those of the symmetric S = A' P A. Let mu and w be an eigenpair of S:
 *
 * <pre>u = A w / mu,   l = P A w,   H P u = A S w / mu = mu u,   l_k . u_j = w_k' S w_j / mu_j = 1[k = j].</pre>
 *
 * <p>A is V sqrt(lambda), from the eigenpairs of H. About 15 n^3 flops beside those, and n products with P.
 */
final class MappedMatrix implements DescentMatrix {
    /**
     * Eigenvalues below this share of the largest are rounding. In 10^12 steps at a stable rate their parts of a
     * residual move by a tenth at most, so they are left where they are.
     */
    private static final double LEAST = 1e-13;

    private final GramMatrix gram;
    private final SymmetricOperator map;
    private final Once<double[]> elements = new Once<>();
    private final Once<DescentModes> modes = new Once<>();

    /**
     * @param gram H
     * @param map P, which one thread uses at a time
     */
    MappedMatrix(GramMatrix gram, SymmetricOperator map) {
        if (map.order() != gram.order()) {
            throw new IllegalArgumentException(
                    "a map of residuals must be of order " + gram.order() + " but was of order " + map.order());
        }
        this.gram = gram;
        this.map = map;
    }

    @Override
    public int order() {
        return gram.order();
    }

    @Override
    public double[] elements(Deadline deadline) {
        double[] h = gram.elements(deadline);
        // Row i of H P is P times row i of H, because both are symmetric.
        return elements.get(deadline, () -> mappedRows(h, order(), deadline));
    }

    private double[] mappedRows(double[] rows, int count, Deadline deadline) {
        int n = order();
        double[] mapped = new double[Math.multiplyExact(count, n)];
        double[] row = new double[n];
        double[] into = new double[n];
        for (int i = 0; i < count; i++) {
            deadline.check();
            System.arraycopy(rows, i * n, row, 0, n);
            map.apply(row, into);
            System.arraycopy(into, 0, mapped, i * n, n);
        }
        return mapped;
    }

    @Override
    public double largest(Deadline deadline) {
        return modes(deadline).values()[0];
    }

    @Override
    public DescentModes modes(Deadline deadline) {
        SymmetricEigen eigen = gram.eigen(deadline);
        return modes.get(deadline, () -> modes(eigen, deadline));
    }

    private DescentModes modes(SymmetricEigen eigen, Deadline deadline) {
        int n = order();
        double[] roots = eigen.vectors().clone();
        for (int k = 0; k < n; k++) {
            // A Gram matrix has negative eigenvalues only by rounding.
            double root = Math.sqrt(Math.max(0, eigen.values()[k]));
            for (int i = 0; i < n; i++) {
                roots[k * n + i] *= root;
            }
        }
        RealArray a = Products.array(roots);
        RealArray mapped = Products.array(mappedRows(roots, n, deadline));
        double[] s = product(a, mapped, n, true);
        symmetrise(s, n);
        deadline.check();
        SymmetricEigen inner = SymmetricEigen.of(s, n);
        int count = 0;
        while (count < n && inner.values()[count] > LEAST * inner.values()[0]) {
            count++;
        }
        if (count == 0) {
            throw new IllegalArgumentException("a map of residuals must leave something to learn but H P was zero");
        }
        deadline.check();
        RealArray w = Products.array(inner.vectors());
        double[] values = Arrays.copyOf(inner.values(), count);
        double[] vectors = Arrays.copyOf(product(w, a, n, false), count * n);
        double[] duals = Arrays.copyOf(product(w, mapped, n, false), count * n);
        normalise(values, vectors, duals, count);
        deadline.check();
        double stretch = Math.sqrt(SymmetricEigen.largest(Products.gram(vectors, count, n), count));
        return new DescentModes(values, vectors, duals, stretch);
    }

    /** X Y or X Y' for two n x n matrices. */
    private static double[] product(RealArray x, RealArray y, int n, boolean transposed) {
        RealArray result = Precision.FLOAT64.zeros(n * n);
        result.multiply(0, false, transposed, n, n, n, 1, x, 0, y, 0, 0);
        double[] values = new double[n * n];
        result.read(0, values, 0, values.length);
        return values;
    }

    private static void symmetrise(double[] s, int n) {
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                double mean = (s[i * n + j] + s[j * n + i]) / 2;
                s[i * n + j] = mean;
                s[j * n + i] = mean;
            }
        }
    }

    /** Scales A w to norm 1, and P A w such that their product is 1. */
    private static void normalise(double[] values, double[] vectors, double[] duals, int count) {
        for (int k = 0; k < count; k++) {
            int n = vectors.length / count;
            double squares = 0;
            for (int i = 0; i < n; i++) {
                squares += vectors[k * n + i] * vectors[k * n + i];
            }
            double norm = Math.sqrt(squares);
            for (int i = 0; i < n; i++) {
                vectors[k * n + i] /= norm;
                duals[k * n + i] *= norm / values[k];
            }
        }
    }
}
