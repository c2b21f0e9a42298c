package org.spectralsweep.spectral;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.RealMatrix;

/**
 * Weighted least squares on subsets of points, as linear functionals. Row c holds numbers whose dot product with a
 * function's values on the subset is the fitted coefficient of column c. The fit solves the normal equations of the
 * columns scaled to norm 1, so their matrix G has ones on the diagonal. The smallest eigenvalue of G says whether the
 * columns can be told apart: it is 1 for orthogonal columns and 0 for dependent ones.
 */
final class LeastSquaresProjection {
    /**
     * Columns are fitted together if G's smallest eigenvalue is at least this. A function outside their span is then
     * overstated by at most a factor sqrt(10). Fitted alone, a column would absorb its neighbours.
     */
    private static final double LEAST_EIGENVALUE = 0.1;

    /**
     * An eigenvalue below this is rounding, and the pseudo-inverse leaves its direction out (the sine column of
     * frequency 0).
     */
    private static final double RANK_TOLERANCE = 1e-10;

    private final double[][] columns;
    private final int group;
    private final double[] weights;

    /**
     * Prepares fits with these columns.
     *
     * @param columns each over all points
     * @param group how many consecutive columns belong together
     * @param weights of all points, not negative
     */
    LeastSquaresProjection(double[][] columns, int group, double[] weights) {
        this.columns = columns;
        this.group = group;
        this.weights = weights;
    }

    /** Fits every group by itself. */
    double[][] separately(int[] points) {
        double[][] rows = new double[columns.length][];
        for (int first = 0; first < columns.length; first += group) {
            int[] members = IntStream.range(first, first + group).toArray();
            double[][] fitted = fit(points, members, 0);
            for (int c = 0; c < group; c++) {
                rows[first + c] = fitted[c];
            }
        }
        return rows;
    }

    /** Fits all columns together if the points tell them apart, otherwise every group by itself. */
    double[][] together(int[] points) {
        double[][] rows = fit(points, IntStream.range(0, columns.length).toArray(), LEAST_EIGENVALUE);
        return rows.length > 0 ? rows : separately(points);
    }

    /** The functionals of these columns. No rows if an eigenvalue is below {@code least}; zero columns do not count. */
    private double[][] fit(int[] points, int[] members, double least) {
        int[] nonZero =
                Arrays.stream(members).filter(c -> norm(points, columns[c]) > 0).toArray();
        double[][] rows = new double[members.length][points.length];
        int m = nonZero.length;
        if (m == 0) {
            return rows;
        }
        double[] norms = Arrays.stream(nonZero)
                .mapToDouble(c -> norm(points, columns[c]))
                .toArray();
        RealMatrix gram = new Array2DRowRealMatrix(m, m);
        for (int a = 0; a < m; a++) {
            for (int b = a; b < m; b++) {
                double sum = 0;
                for (int i : points) {
                    sum += weights[i] * columns[nonZero[a]][i] * columns[nonZero[b]][i];
                }
                double entry = sum / (norms[a] * norms[b]);
                gram.setEntry(a, b, entry);
                gram.setEntry(b, a, entry);
            }
        }
        EigenDecompositionSymmetric eigen = new EigenDecompositionSymmetric(gram);
        double[] values = eigen.getEigenvalues();
        if (Arrays.stream(values).min().orElseThrow() < least) {
            return new double[0][];
        }
        RealMatrix v = eigen.getV();
        int next = 0;
        for (int a = 0; a < members.length; a++) {
            if (next == m || nonZero[next] != members[a]) {
                continue;
            }
            for (int b = 0; b < m; b++) {
                double inverse = 0;
                for (int e = 0; e < m; e++) {
                    if (values[e] > RANK_TOLERANCE) {
                        inverse += v.getEntry(next, e) * v.getEntry(b, e) / values[e];
                    }
                }
                double factor = inverse / (norms[next] * norms[b]);
                for (int k = 0; k < points.length; k++) {
                    rows[a][k] += factor * weights[points[k]] * columns[nonZero[b]][points[k]];
                }
            }
            next++;
        }
        return rows;
    }

    private double norm(int[] points, double[] column) {
        double sum = 0;
        for (int i : points) {
            sum += weights[i] * column[i] * column[i];
        }
        return Math.sqrt(sum);
    }
}
