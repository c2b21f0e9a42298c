package org.spectralsweep.fit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.hipparchus.distribution.continuous.TDistribution;
import org.hipparchus.util.FastMath;
import org.jspecify.annotations.Nullable;

/**
 * How well a law predicts rows that it was not fitted to. The error of a row is the distance of the predicted median of
 * log T from its bounds: zero within them, so that a right-censored row counts only where the prediction is below its
 * bound.
 *
 * @param score root mean squared error
 * @param squares mean squared error of each cell that can be predicted
 * @param without mean squared error as it is without each of the cells, those fitted to included; empty for cells left
 *     out one by one
 */
record HeldOut(double score, SortedMap<String, Double> squares, SortedMap<String, Double> without) {
    private static final double LEVEL = 0.95;
    /** log of the median of the standard Weibull distribution. */
    private static final double WEIBULL_MEDIAN = FastMath.log(FastMath.log(2.0));

    /** log of the median of T at a point. */
    static double logMedian(Estimator estimator, Estimate estimate, Observation row) {
        Mean mean = estimator.mean();
        double[] numbers = mean.row(row);
        for (int k = mean.law().columns().size(); k < numbers.length; k++) {
            if (numbers[k] < 0) {
                return Double.NaN;
            }
        }
        double value = mean.tape().value(estimate.coordinates(), numbers);
        if (!mean.logarithmic()) {
            return Double.isNaN(value) ? value : FastMath.log(FastMath.max(value, 0));
        }
        return estimator.errors() == ErrorDistribution.WEIBULL ? value + estimate.sigma() * WEIBULL_MEDIAN : value;
    }

    private static double square(double predicted, Observation row) {
        double low = FastMath.log(row.lower());
        double high = FastMath.log(row.upper());
        double miss = predicted < low ? low - predicted : predicted > high ? predicted - high : 0;
        return Double.isNaN(predicted) ? Double.NaN : miss * miss;
    }

    /** Sums of weighted squares and of weights, by cell. */
    private static SortedMap<String, double[]> sums(Estimator estimator, Estimate estimate, List<Observation> rows) {
        SortedMap<String, double[]> sums = new TreeMap<>();
        for (Observation row : rows) {
            double[] sum = sums.computeIfAbsent(row.cell(), cell -> new double[2]);
            sum[0] += row.weight() * square(logMedian(estimator, estimate, row), row);
            sum[1] += row.weight();
        }
        return sums;
    }

    private static double mean(Map<String, double[]> sums, String leftOut) {
        double squares = 0;
        double weights = 0;
        for (Map.Entry<String, double[]> sum : sums.entrySet()) {
            if (!sum.getKey().equals(leftOut)) {
                squares += sum.getValue()[0];
                weights += sum.getValue()[1];
            }
        }
        return squares / weights;
    }

    /** The score of one cell after the other, each predicted from the others. Null where none can be. */
    static @Nullable HeldOut oneByOne(FittedLaw fitted, List<Observation> rows) {
        Estimator estimator = fitted.estimator();
        Estimate all = fitted.estimate();
        if (estimator == null || all == null) {
            return null;
        }
        SortedMap<String, double[]> sums = new TreeMap<>();
        refits(estimator, all, Design.cellNames(rows)).forEach((cell, rest) -> {
            List<Observation> own =
                    rows.stream().filter(row -> row.cell().equals(cell)).toList();
            double[] sum = sums(estimator, rest, own).get(cell);
            if (sum != null && !Double.isNaN(sum[0])) {
                sums.put(cell, sum);
            }
        });
        return sums.isEmpty() ? null : of(sums, new TreeMap<>());
    }

    /** The score beyond a cut. Null where one of the rows cannot be predicted. */
    static @Nullable HeldOut beyond(FittedLaw below, List<Observation> fitted, List<Observation> beyond) {
        Estimator estimator = below.estimator();
        Estimate all = below.estimate();
        if (estimator == null || all == null) {
            return null;
        }
        SortedMap<String, double[]> sums = sums(estimator, all, beyond);
        if (sums.values().stream().anyMatch(sum -> Double.isNaN(sum[0]))) {
            return null;
        }
        SortedMap<String, Double> without = new TreeMap<>();
        if (sums.size() > 1) {
            sums.keySet().forEach(cell -> without.put(cell, mean(sums, cell)));
        }
        refits(estimator, all, Design.cellNames(fitted)).forEach((cell, rest) -> {
            double moved = mean(sums(estimator, rest, beyond), sums.size() > 1 ? cell : "");
            if (!Double.isNaN(moved)) {
                without.put(cell, moved);
            }
        });
        return of(sums, without);
    }

    private static HeldOut of(SortedMap<String, double[]> sums, SortedMap<String, Double> without) {
        SortedMap<String, Double> squares = new TreeMap<>();
        sums.forEach((cell, sum) -> squares.put(cell, sum[0] / sum[1]));
        return new HeldOut(FastMath.sqrt(mean(sums, "")), squares, without);
    }

    /** The estimates without each cell, as far as there are any. */
    private static Map<String, Estimate> refits(Estimator estimator, Estimate all, List<String> cells) {
        Map<String, Estimate> refits = new LinkedHashMap<>();
        Design design = estimator.design();
        for (int c = 0; c < cells.size(); c++) {
            double[] weights = design.without(c);
            if (Arrays.stream(weights).anyMatch(weight -> weight > 0) && estimator.determines(weights)) {
                Estimate rest = estimator.estimate(weights, all);
                if (rest.converged()) {
                    refits.put(cells.get(c), rest);
                }
            }
        }
        return refits;
    }

    /**
     * Whether this score is worse than another beyond noise. For cells left out one by one: the mean of the differences
     * of the cells' squared errors is above t_{0.95, m-1} of its standard errors, m cells having both. Beyond a cut the
     * errors of all cells hang together through the coefficients. So the standard error is that of the cluster
     * jackknife: the difference is found again without each cell, be it fitted to or predicted.
     */
    boolean isWorseThan(HeldOut other) {
        if (!(score > other.score)) {
            return false;
        }
        if (Double.isInfinite(score)) {
            return true;
        }
        List<Double> differences = new ArrayList<>();
        if (without.isEmpty() && other.without.isEmpty()) {
            squares.forEach((cell, square) -> {
                if (other.squares.containsKey(cell)) {
                    differences.add(square - other.squares.get(cell));
                }
            });
            int m = differences.size();
            double mean = mean(differences);
            return m > 1 && mean > quantile(m - 1) * FastMath.sqrt(sumOfSquares(differences, mean) / (m - 1.0) / m);
        }
        without.forEach((cell, square) -> {
            if (other.without.containsKey(cell)) {
                differences.add(square - other.without.get(cell));
            }
        });
        int m = differences.size();
        double difference = score * score - other.score * other.score;
        double error = FastMath.sqrt((m - 1.0) / m * sumOfSquares(differences, difference));
        return squares.size() > 1 && m > 1 && difference > quantile(squares.size() - 1) * error;
    }

    private static double quantile(int degrees) {
        return new TDistribution(degrees).inverseCumulativeProbability(LEVEL);
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
    }

    private static double sumOfSquares(List<Double> values, double about) {
        return values.stream()
                .mapToDouble(value -> (value - about) * (value - about))
                .sum();
    }
}
