package org.spectralsweep.fit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.hipparchus.util.FastMath;

/**
 * A law's observations as rows of numbers: what the mean is computed from, the bounds on the scale of the errors, the
 * weight, the cell. The rows are in a canonical order, so that nothing computed from them depends on the order of a
 * table.
 *
 * @param x for a linear mean its regressors, otherwise the rows of {@link Mean#row}
 * @param low lower bound, less what the mean is without its parameters; -infinity where there is none
 * @param high upper bound, likewise; infinity where right-censored
 * @param offset what was taken off both bounds
 * @param weights of the rows
 * @param cell index of each row's cell, cells in the order of their names
 * @param cells number of cells
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Design(double[][] x, double[] low, double[] high, double[] offset, double[] weights, int[] cell, int cells) {
    /** A column counts as a combination of the earlier ones if they leave less than this share of its norm. */
    private static final double COLLINEAR = 1e-9;

    /** The observations in canonical order: by cell, by the text of their covariates and levels, by their numbers. */
    static List<Observation> sorted(List<Observation> observations) {
        record Place(String cell, Map<String, Double> covariates, Map<String, String> levels) {
            static Place of(Observation row) {
                return new Place(row.cell(), row.covariates(), row.levels());
            }

            String text() {
                return covariates.toString() + levels;
            }
        }
        record Ranked(Observation row, int rank) {}
        // There are far fewer places than observations, so texts are only compared between places.
        Map<Place, String> texts = new HashMap<>();
        observations.forEach(row -> texts.computeIfAbsent(Place.of(row), Place::text));
        Comparator<Map.Entry<Place, String>> order = Comparator.comparing(
                        (Map.Entry<Place, String> place) -> place.getKey().cell())
                .thenComparing(Map.Entry::getValue);
        Map<Place, Integer> ranks = new HashMap<>();
        Map.Entry<Place, String> before = null;
        int rank = 0;
        for (Map.Entry<Place, String> place :
                texts.entrySet().stream().sorted(order).toList()) {
            // Two places may read the same.
            rank += before == null || order.compare(before, place) == 0 ? 0 : 1;
            ranks.put(place.getKey(), rank);
            before = place;
        }
        return observations.stream()
                .map(row -> new Ranked(row, Objects.requireNonNull(ranks.get(Place.of(row)))))
                .sorted(Comparator.comparingInt(Ranked::rank)
                        .thenComparingDouble(ranked -> ranked.row().lower())
                        .thenComparingDouble(ranked -> ranked.row().upper())
                        .thenComparingDouble(ranked -> ranked.row().weight()))
                .map(Ranked::row)
                .toList();
    }

    /** The names of the cells in their order. */
    static List<String> cellNames(List<Observation> observations) {
        return observations.stream().map(Observation::cell).distinct().sorted().toList();
    }

    /** The rows of observations that are in canonical order. */
    static Design of(Mean mean, List<Observation> sorted) {
        List<String> names = cellNames(sorted);
        int n = sorted.size();
        double[][] x = mean.rows(sorted);
        double[] low = new double[n];
        double[] high = new double[n];
        double[] weights = new double[n];
        int[] cell = new int[n];
        for (int i = 0; i < n; i++) {
            Observation row = sorted.get(i);
            low[i] = mean.logarithmic() ? FastMath.log(row.lower()) : lowest(row.lower());
            high[i] = mean.logarithmic() ? FastMath.log(row.upper()) : row.upper();
            weights[i] = row.weight();
            cell[i] = Collections.binarySearch(names, row.cell());
        }
        Design design = new Design(x, low, high, new double[n], weights, cell, names.size());
        return mean.isLinear() ? design.linear(mean) : design;
    }

    /** A lower bound of 0 of a number that is not known to be positive is one of nothing. */
    private static double lowest(double lower) {
        return lower == 0 ? Double.NEGATIVE_INFINITY : lower;
    }

    private Design linear(Mean mean) {
        var tape = mean.tape();
        int width = mean.coordinates().size();
        double[][] regressors = new double[rows()][width];
        double[] lows = low.clone();
        double[] highs = high.clone();
        double[] offsets = new double[rows()];
        for (int i = 0; i < rows(); i++) {
            offsets[i] = tape.gradient(new double[width], x[i], regressors[i]);
            lows[i] -= offsets[i];
            highs[i] -= offsets[i];
        }
        return new Design(regressors, lows, highs, offsets, weights, cell, cells);
    }

    /** Equal rows of a cell as one with the sum of their weights. They must stand side by side. */
    Design merged() {
        int[] kept = IntStream.range(0, rows())
                .filter(i -> i == 0 || !equalRows(i - 1, i))
                .toArray();
        if (kept.length == rows()) {
            return this;
        }
        double[] sums = new double[kept.length];
        for (int row = 0; row < kept.length; row++) {
            int next = row + 1 < kept.length ? kept[row + 1] : rows();
            for (int i = kept[row]; i < next; i++) {
                sums[row] += weights[i];
            }
        }
        return new Design(
                IntStream.of(kept).mapToObj(i -> x[i]).toArray(double[][]::new),
                IntStream.of(kept).mapToDouble(i -> low[i]).toArray(),
                IntStream.of(kept).mapToDouble(i -> high[i]).toArray(),
                IntStream.of(kept).mapToDouble(i -> offset[i]).toArray(),
                sums,
                IntStream.of(kept).map(i -> cell[i]).toArray(),
                cells);
    }

    private boolean equalRows(int one, int other) {
        return cell[one] == cell[other]
                && low[one] == low[other]
                && high[one] == high[other]
                && offset[one] == offset[other]
                && Arrays.equals(x[one], x[other]);
    }

    int rows() {
        return x.length;
    }

    /** Whether a row's number has a finite bound on both sides. */
    boolean isBounded(int row) {
        return low[row] > Double.NEGATIVE_INFINITY && high[row] < Double.POSITIVE_INFINITY;
    }

    boolean isExact(int row) {
        return low[row] == high[row];
    }

    /** The middle of the bounds; if one bound is infinite, the finite one. */
    double middle(int row) {
        if (isBounded(row)) {
            return isExact(row) ? low[row] : 0.5 * (low[row] + high[row]);
        }
        return Double.isInfinite(high[row]) ? low[row] : high[row];
    }

    /** The rows that have a finite bound on both sides as exact ones at the middle; cells keep their indices. */
    Design middles() {
        int[] kept = IntStream.range(0, rows()).filter(this::isBounded).toArray();
        double[] middles = IntStream.of(kept).mapToDouble(this::middle).toArray();
        return new Design(
                IntStream.of(kept).mapToObj(i -> x[i]).toArray(double[][]::new),
                middles,
                middles,
                IntStream.of(kept).mapToDouble(i -> offset[i]).toArray(),
                IntStream.of(kept).mapToDouble(i -> weights[i]).toArray(),
                IntStream.of(kept).map(i -> cell[i]).toArray(),
                cells);
    }

    /** The same rows with only these columns. */
    Design columns(List<Integer> kept) {
        if (rows() == 0 || kept.size() == x[0].length) {
            return this;
        }
        double[][] rows = new double[rows()][kept.size()];
        for (int i = 0; i < rows(); i++) {
            for (int k = 0; k < kept.size(); k++) {
                rows[i][k] = x[i][kept.get(k)];
            }
        }
        return new Design(rows, low, high, offset, weights, cell, cells);
    }

    /** The weights of the rows that are in none of the left-out cells; 0 for the others. */
    double[] without(int leftOut) {
        double[] rest = weights.clone();
        for (int i = 0; i < rest.length; i++) {
            if (cell[i] == leftOut) {
                rest[i] = 0;
            }
        }
        return rest;
    }

    /**
     * The columns that are not combinations of earlier ones over the rows of positive weight. Uses modified
     * Gram-Schmidt, twice, against the columns kept so far.
     */
    List<Integer> independentColumns(double[] positive) {
        return independentColumns(x, positive);
    }

    static List<Integer> independentColumns(double[][] x, double[] positive) {
        List<Integer> kept = new ArrayList<>();
        List<double[]> basis = new ArrayList<>();
        int width = x.length == 0 ? 0 : x[0].length;
        for (int k = 0; k < width; k++) {
            double[] column = new double[x.length];
            for (int i = 0; i < x.length; i++) {
                column[i] = positive[i] > 0 ? x[i][k] : 0;
            }
            double norm = FastMath.sqrt(dot(column, column));
            for (int pass = 0; pass < 2; pass++) {
                for (double[] direction : basis) {
                    double part = dot(direction, column);
                    for (int i = 0; i < x.length; i++) {
                        column[i] -= part * direction[i];
                    }
                }
            }
            double left = FastMath.sqrt(dot(column, column));
            if (left > COLLINEAR * norm) {
                for (int i = 0; i < x.length; i++) {
                    column[i] /= left;
                }
                kept.add(k);
                basis.add(column);
            }
        }
        return kept;
    }

    static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
