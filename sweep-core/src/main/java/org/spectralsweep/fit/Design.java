package org.spectralsweep.fit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.hipparchus.util.FastMath;

/**
 * A law's observations as rows: regressors, logarithms of the bounds, index of the cell. The rows are in a canonical
 * order, so that nothing computed from them depends on the order of a table.
 *
 * @param x rows by kept parameters, the first column 1
 * @param low log of the lower bound, -infinity where the bound is 0
 * @param high log of the upper bound, +infinity where right-censored
 * @param cell index of each row's cell, cells in the order of their names
 * @param cells number of cells
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Design(double[][] x, double[] low, double[] high, int[] cell, int cells) {
    /** A column counts as a combination of the earlier ones if they leave less than this share of its norm. */
    private static final double COLLINEAR = 1e-9;

    static Design of(ScalingLaw law, List<Observation> observations) {
        Comparator<Observation> order = Comparator.comparing(Observation::cell);
        for (String covariate : law.covariates()) {
            order = order.thenComparing(o -> o.covariates().getOrDefault(covariate, Double.NaN));
        }
        List<Observation> rows = new ArrayList<>(observations);
        rows.sort(order.thenComparing(Observation::lower).thenComparing(Observation::upper));
        List<String> names =
                rows.stream().map(Observation::cell).distinct().sorted().toList();
        int n = rows.size();
        double[][] x = new double[n][];
        double[] low = new double[n];
        double[] high = new double[n];
        int[] cell = new int[n];
        for (int i = 0; i < n; i++) {
            Observation row = rows.get(i);
            x[i] = law.regressors(row.covariates());
            low[i] = FastMath.log(row.lower());
            high[i] = FastMath.log(row.upper());
            cell[i] = Collections.binarySearch(names, row.cell());
        }
        return new Design(x, low, high, cell, names.size());
    }

    int rows() {
        return x.length;
    }

    /** Whether a row's time has a finite bound on both sides. */
    boolean isBounded(int row) {
        return low[row] > Double.NEGATIVE_INFINITY && high[row] < Double.POSITIVE_INFINITY;
    }

    boolean isExact(int row) {
        return low[row] == high[row];
    }

    /** The middle of the bounds, which is the geometric mean of the times; if one bound is infinite, the finite one. */
    double middle(int row) {
        if (isBounded(row)) {
            return isExact(row) ? low[row] : 0.5 * (low[row] + high[row]);
        }
        return Double.isInfinite(high[row]) ? low[row] : high[row];
    }

    /** The rows that have a finite bound on both sides; cells keep their indices. */
    Design bounded() {
        int[] kept = IntStream.range(0, rows()).filter(this::isBounded).toArray();
        double[][] rows = new double[kept.length][];
        double[] lows = new double[kept.length];
        double[] highs = new double[kept.length];
        int[] labels = new int[kept.length];
        for (int i = 0; i < kept.length; i++) {
            rows[i] = x[kept[i]];
            lows[i] = low[kept[i]];
            highs[i] = high[kept[i]];
            labels[i] = cell[kept[i]];
        }
        return new Design(rows, lows, highs, labels, cells);
    }

    /** The same rows with only these columns. */
    Design columns(List<Integer> kept) {
        double[][] rows = new double[rows()][kept.size()];
        for (int i = 0; i < rows(); i++) {
            for (int k = 0; k < kept.size(); k++) {
                rows[i][k] = x[i][kept.get(k)];
            }
        }
        return new Design(rows, low, high, cell, cells);
    }

    /**
     * The columns that are not combinations of earlier ones over the rows of positive weight. Uses modified
     * Gram-Schmidt, twice, against the columns kept so far.
     */
    List<Integer> independentColumns(double[] weights) {
        List<Integer> kept = new ArrayList<>();
        List<double[]> basis = new ArrayList<>();
        int width = rows() == 0 ? 0 : x[0].length;
        for (int k = 0; k < width; k++) {
            double[] column = new double[rows()];
            for (int i = 0; i < rows(); i++) {
                column[i] = weights[i] > 0 ? x[i][k] : 0;
            }
            double norm = FastMath.sqrt(dot(column, column));
            for (int pass = 0; pass < 2; pass++) {
                for (double[] direction : basis) {
                    double part = dot(direction, column);
                    for (int i = 0; i < rows(); i++) {
                        column[i] -= part * direction[i];
                    }
                }
            }
            double left = FastMath.sqrt(dot(column, column));
            if (left > COLLINEAR * norm) {
                for (int i = 0; i < rows(); i++) {
                    column[i] /= left;
                }
                kept.add(k);
                basis.add(column);
            }
        }
        return kept;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
