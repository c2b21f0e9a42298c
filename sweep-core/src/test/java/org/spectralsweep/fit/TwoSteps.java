package org.spectralsweep.fit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.hipparchus.distribution.continuous.TDistribution;
import org.hipparchus.util.FastMath;

/**
 * Donald and Lang's two steps (2007, Rev. Econ. Stat. 89, 221) for T = c frequency^a density^-b.
 *
 * <p>First, log T has a mean for each region of each cell and one scale, by maximum likelihood with censored rows (EM).
 * A region of a cell in which no row has an upper bound has no mean and is left out. Then b is the mean of the cells'
 * own slopes, weighted by their squares of log density, with t(cells - 1). a is the slope of the cells' means, freed of
 * b, over log frequency, with t(cells - 2).
 */
final class TwoSteps {
    private static final int ITERATIONS = 200;
    private static final double NARROW = 1e-3;

    private TwoSteps() {}

    private record Point(double frequency, double density, List<double[]> bounds) {}

    /** Intervals of a and b; NaN where there are none. */
    static double[][] intervals(List<Observation> rows, double floor) {
        double[][] none = {{Double.NaN, Double.NaN}, {Double.NaN, Double.NaN}};
        Map<List<Double>, Point> points = new TreeMap<>((one, other) ->
                Arrays.compare(new Double[] {one.get(0), one.get(1)}, new Double[] {other.get(0), other.get(1)}));
        for (Observation row : rows) {
            double frequency = Objects.requireNonNull(row.covariates().get("frequency"));
            double density = Objects.requireNonNull(row.covariates().get("density"));
            points.computeIfAbsent(List.of(frequency, density), key -> new Point(frequency, density, new ArrayList<>()))
                    .bounds()
                    .add(new double[] {FastMath.log(row.lower()), FastMath.log(row.upper())});
        }
        points.values().removeIf(point -> point.bounds().stream().allMatch(bound -> Double.isInfinite(bound[1])));
        List<Point> kept = List.copyOf(points.values());
        double[] means = means(kept, floor);
        Map<Double, List<Integer>> cells = new TreeMap<>();
        for (int i = 0; i < kept.size(); i++) {
            cells.computeIfAbsent(kept.get(i).frequency(), key -> new ArrayList<>())
                    .add(i);
        }
        List<double[]> slopes = new ArrayList<>();
        double sum = 0;
        double total = 0;
        for (List<Integer> cell : cells.values()) {
            double x = cell.stream()
                    .mapToDouble(i -> -FastMath.log(kept.get(i).density()))
                    .average()
                    .orElseThrow();
            double squares = 0;
            double products = 0;
            for (int i : cell) {
                double away = -FastMath.log(kept.get(i).density()) - x;
                squares += away * away;
                products += away * means[i];
            }
            if (squares > 0) {
                slopes.add(new double[] {products / squares, squares});
                sum += products;
                total += squares;
            }
        }
        if (slopes.size() < 2 || cells.size() < 3) {
            return none;
        }
        double b = sum / total;
        double scatter = 0;
        for (double[] slope : slopes) {
            scatter += slope[1] * (slope[0] - b) * (slope[0] - b);
        }
        double ofB = quantile(slopes.size() - 1) * FastMath.sqrt(scatter / (slopes.size() - 1) / total);
        double[] x = new double[cells.size()];
        double[] y = new double[cells.size()];
        int at = 0;
        for (Map.Entry<Double, List<Integer>> cell : cells.entrySet()) {
            x[at] = FastMath.log(cell.getKey());
            y[at++] = cell.getValue().stream()
                    .mapToDouble(i -> means[i] + b * FastMath.log(kept.get(i).density()))
                    .average()
                    .orElseThrow();
        }
        double middle = Arrays.stream(x).average().orElseThrow();
        double level = Arrays.stream(y).average().orElseThrow();
        double squares = 0;
        double products = 0;
        for (int i = 0; i < x.length; i++) {
            squares += (x[i] - middle) * (x[i] - middle);
            products += (x[i] - middle) * (y[i] - level);
        }
        double a = products / squares;
        double rest = 0;
        for (int i = 0; i < x.length; i++) {
            double residual = y[i] - level - a * (x[i] - middle);
            rest += residual * residual;
        }
        double ofA = quantile(x.length - 2) * FastMath.sqrt(rest / (x.length - 2) / squares);
        return new double[][] {{a - ofA, a + ofA}, {b - ofB, b + ofB}};
    }

    private static double quantile(int degrees) {
        return new TDistribution(degrees).inverseCumulativeProbability(0.975);
    }

    private static double[] means(List<Point> points, double floor) {
        double[] means = new double[points.size()];
        for (int i = 0; i < means.length; i++) {
            means[i] = points.get(i).bounds().stream()
                    .mapToDouble(bound -> Double.isInfinite(bound[1]) ? bound[0] : 0.5 * (bound[0] + bound[1]))
                    .average()
                    .orElseThrow();
        }
        double sigma = FastMath.max(floor, 0.05);
        for (int step = 0; step < ITERATIONS; step++) {
            double squares = 0;
            int count = 0;
            double moved = 0;
            for (int i = 0; i < means.length; i++) {
                double sum = 0;
                for (double[] bound : points.get(i).bounds()) {
                    double[] moments = moments((bound[0] - means[i]) / sigma, (bound[1] - means[i]) / sigma);
                    sum += moments[0];
                    squares += sigma * sigma * (moments[1] + moments[0] * moments[0]);
                    count++;
                }
                double change = sigma * sum / points.get(i).bounds().size();
                means[i] += change;
                squares -= change * change * points.get(i).bounds().size();
                moved = FastMath.max(moved, FastMath.abs(change));
            }
            double next = FastMath.max(FastMath.max(floor, 1e-9), FastMath.sqrt(FastMath.max(0, squares) / count));
            boolean still = moved < 1e-7 * next && FastMath.abs(next - sigma) < 1e-7 * next;
            sigma = next;
            if (still) {
                break;
            }
        }
        return means;
    }

    /** Mean and variance of a standard normal number between two bounds. */
    private static double[] moments(double low, double high) {
        if (high - low < NARROW) {
            return new double[] {0.5 * (low + high), (high - low) * (high - low) / 12};
        }
        double log = NormalTail.logDifference(low, high);
        double atLow = FastMath.exp(NormalTail.logDensity(low) - log);
        double atHigh = Double.isInfinite(high) ? 0 : FastMath.exp(NormalTail.logDensity(high) - log);
        double mean = atLow - atHigh;
        double reach = Double.isInfinite(high) ? 0 : high * atHigh;
        return new double[] {mean, FastMath.max(0, 1 + low * atLow - reach - mean * mean)};
    }
}
