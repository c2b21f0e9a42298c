package org.spectralsweep.spectral;

import org.hipparchus.linear.EigenDecompositionSymmetric;

/**
 * The Gauss rule of M nodes for the uniform probability measure of S^{d-1} seen along an axis. Its weight is (1 -
 * t^2)^{(d-3)/2} on [-1, 1], scaled so that 1 integrates to 1. By Golub and Welsch (1969), the nodes are the
 * eigenvalues of the symmetric tridiagonal matrix with off-diagonals sqrt(k (k + d - 3) / ((2k + d - 2)(2k + d - 4))).
 * The weights are the squared first components of its eigenvectors. Exact for polynomials up to degree 2M - 1. Building
 * it costs O(M^3).
 */
final class GegenbauerRule {
    private final double[] nodes;
    private final double[] weights;

    private GegenbauerRule(double[] nodes, double[] weights) {
        this.nodes = nodes;
        this.weights = weights;
    }

    /**
     * Builds the rule.
     *
     * @param size M, at least 2
     * @param dimension d, at least 3
     */
    static GegenbauerRule of(int size, int dimension) {
        double[] diagonal = new double[size];
        double[] offDiagonal = new double[size - 1];
        for (int k = 1; k < size; k++) {
            offDiagonal[k - 1] =
                    Math.sqrt(k * (k + dimension - 3.0) / ((2.0 * k + dimension - 2) * (2.0 * k + dimension - 4)));
        }
        EigenDecompositionSymmetric eigen = new EigenDecompositionSymmetric(diagonal, offDiagonal);
        double[] nodes = new double[size];
        double[] weights = new double[size];
        for (int i = 0; i < size; i++) {
            nodes[i] = eigen.getEigenvalue(i);
            double first = eigen.getEigenvector(i).getEntry(0);
            weights[i] = first * first;
        }
        return new GegenbauerRule(nodes, weights);
    }

    int size() {
        return nodes.length;
    }

    double node(int i) {
        return nodes[i];
    }

    double weight(int i) {
        return weights[i];
    }
}
