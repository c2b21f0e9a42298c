package org.spectralsweep.fit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.hipparchus.util.FastMath;
import org.spectralsweep.law.Parameter;

/**
 * The points that a search of a law that is not linear begins from. Every coordinate that the mean is not linear in
 * has some values to try, all of which are crossed. The linear ones follow by least squares. The best eight points are
 * kept.
 *
 * @param mean the law
 * @param design its rows
 * @param function the mean of the rows
 * @param weights of the rows
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Starts(Mean mean, Design design, MeanFunction function, double[] weights) {
    private static final int MOST = 81;
    private static final int KEPT = 8;
    private static final double[] ON_SCALE = {0.5, 0.2, 0.8, 1.1};
    private static final double[] UNBOUNDED = {1, 0.1, -1, 10};
    private static final double[] POSITIVE = {1, 0.1, 10, 100};

    List<double[]> best() {
        List<Integer> linear = mean.linear();
        List<double[]> points = new ArrayList<>();
        points.add(new double[mean.coordinates().size()]);
        for (int k = 0; k < mean.coordinates().size(); k++) {
            if (!linear.contains(k)) {
                points = crossed(
                        points, k, candidates(mean.coordinates().entries().get(k)));
            }
        }
        SquaredResiduals squares = new SquaredResiduals(design, function, weights);
        record Scored(double[] point, double score) {}
        List<Scored> scored = new ArrayList<>();
        for (double[] point : points) {
            double[] solved = solved(point, linear);
            double score = squares.meanSquare(solved);
            if (Double.isFinite(score)) {
                scored.add(new Scored(solved, score));
            }
        }
        if (scored.isEmpty()) {
            return List.of(points.get(0));
        }
        scored.sort(Comparator.comparingDouble(Scored::score));
        return scored.stream().limit(KEPT).map(Scored::point).toList();
    }

    private static List<double[]> crossed(List<double[]> points, int at, double[] values) {
        int most = Math.max(1, Math.min(values.length, MOST / points.size()));
        List<double[]> crossed = new ArrayList<>();
        for (double[] point : points) {
            for (int v = 0; v < most; v++) {
                double[] next = point.clone();
                next[at] = values[v];
                crossed.add(next);
            }
        }
        return crossed;
    }

    private double[] candidates(Coordinates.Entry entry) {
        Parameter parameter = entry.parameter();
        if (!parameter.starts().isEmpty()) {
            return parameter.starts().stream()
                    .mapToDouble(start -> entry.logarithmic() ? FastMath.log(start) : start)
                    .toArray();
        }
        String scale = parameter.scale();
        if (scale != null) {
            int column = mean.law().columns().indexOf(scale);
            double least = Arrays.stream(design.x())
                    .mapToDouble(row -> row[column])
                    .min()
                    .orElse(1);
            double most = Arrays.stream(design.x())
                    .mapToDouble(row -> row[column])
                    .max()
                    .orElse(1);
            return Arrays.stream(ON_SCALE)
                    .map(share ->
                            least > 0 ? least * FastMath.pow(most / least, share) : least + share * (most - least))
                    .map(value -> FastMath.min(FastMath.max(value, entry.lower()), entry.upper()))
                    .toArray();
        }
        if (entry.logarithmic()) {
            return new double[] {0, -3, 3, 6};
        }
        boolean above = entry.lower() > Double.NEGATIVE_INFINITY;
        boolean below = entry.upper() < Double.POSITIVE_INFINITY;
        if (above && below) {
            double width = entry.upper() - entry.lower();
            return new double[] {entry.lower() + 0.5 * width, entry.lower() + 0.2 * width, entry.lower() + 0.8 * width};
        }
        double origin = above ? entry.lower() : below ? entry.upper() : 0;
        return Arrays.stream(above || below ? POSITIVE : UNBOUNDED)
                .map(value -> below ? origin - value : origin + value)
                .toArray();
    }

    /** The point with its linear coordinates from least squares; the point itself where that fails. */
    double[] solved(double[] point, List<Integer> linear) {
        if (linear.isEmpty()) {
            return point;
        }
        double[] slope = new double[point.length];
        double[][] x = new double[design.rows()][linear.size()];
        double[] rest = new double[design.rows()];
        for (int i = 0; i < design.rows(); i++) {
            rest[i] = design.middle(i) - function.gradient(i, point, slope);
            for (int k = 0; k < linear.size(); k++) {
                x[i][k] = slope[linear.get(k)];
                rest[i] += slope[linear.get(k)] * point[linear.get(k)];
            }
            if (!Double.isFinite(rest[i]) || !Arrays.stream(x[i]).allMatch(Double::isFinite)) {
                return point;
            }
        }
        if (Design.independentColumns(x, weights).size() < linear.size()) {
            return point;
        }
        double[] coefficients = WeightedLeastSquares.of(
                        new Design(x, rest, rest, design.offset(), weights, design.cell(), design.cells()), weights)
                .coefficients();
        double[] solved = point.clone();
        for (int k = 0; k < linear.size(); k++) {
            solved[linear.get(k)] = coefficients[k];
        }
        return solved;
    }
}
