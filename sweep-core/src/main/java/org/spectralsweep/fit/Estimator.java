package org.spectralsweep.fit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.QRDecomposition;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.util.FastMath;
import org.jspecify.annotations.Nullable;

/**
 * Maximum likelihood of a law on the rows of a design, with any weights. Exact rows with normal errors are least
 * squares: in closed form for a linear mean, else by Gauss-Newton steps. Everything else is {@link CensoredLikelihood}
 * by {@link DampedNewton}.
 *
 * <p>sigma has a floor where times are known only between bounds. If a law passes through all intervals, a smaller
 * sigma is never less likely, and the coefficients would be any of a whole region. With d_i the width of the interval
 * of row i on the scale of the errors, 0 for an exact one, the floor is sqrt(mean d_i^2)/(2 sqrt 12) over the rows with
 * two bounds: half the deviation of an error that is uniform within the intervals.
 *
 * <p>An instance is for one thread.
 */
final class Estimator {
    private static final double SMALLEST_SCALE = 1e-9;
    private static final double FLOOR = 0.5 / FastMath.sqrt(12.0);
    /** The least eigenvalue of the Hessian with unit diagonal at which a direction counts as determined. */
    private static final double DETERMINED = 1e-10;

    private static final double PERFECT = 1e-24;
    private static final double SMALLEST_COORDINATE = 1e-3;
    private static final int LAST_STEPS = 5;

    private final Mean mean;
    private final Design design;
    private final ErrorDistribution errors;
    private final MeanFunction function;
    private final boolean linear;
    private final CensoredLikelihood likelihood;
    private final double floor;
    private final double[] lower;
    private final double[] upper;
    private final Set<Integer> leftOut;

    /**
     * An estimator.
     *
     * @param leftOut coordinates of a linear mean that are not estimated but 0
     */
    Estimator(Mean mean, Design design, ErrorDistribution errors, Collection<Integer> leftOut) {
        this.leftOut = new TreeSet<>(leftOut);
        this.mean = mean;
        linear = mean.isLinear();
        this.design = design;
        this.errors = errors;
        int size = mean.coordinates().size();
        function = MeanFunction.of(mean, design);
        likelihood = new CensoredLikelihood(design, function, errors, size);
        floor = floor(design);
        lower = new double[size + 1];
        upper = new double[size + 1];
        for (int k = 0; k < size; k++) {
            lower[k] = mean.coordinates().entries().get(k).lower();
            upper[k] = mean.coordinates().entries().get(k).upper();
        }
        lower[size] = Double.NEGATIVE_INFINITY;
        upper[size] = Double.POSITIVE_INFINITY;
    }

    static double floor(Design design) {
        double squares = 0;
        double total = 0;
        for (int i = 0; i < design.rows(); i++) {
            if (design.isBounded(i)) {
                double width = design.high()[i] - design.low()[i];
                squares += design.weights()[i] * width * width;
                total += design.weights()[i];
            }
        }
        return total == 0 ? 0 : FLOOR * FastMath.sqrt(squares / total);
    }

    Mean mean() {
        return mean;
    }

    Design design() {
        return design;
    }

    /** The least scale of the errors. */
    double floor() {
        return floor;
    }

    ErrorDistribution errors() {
        return errors;
    }

    /** Whether coordinates are within their bounds; NaN counts as such. */
    boolean allows(double[] coordinates) {
        for (int k = 0; k < coordinates.length; k++) {
            if (coordinates[k] < lower[k] || coordinates[k] > upper[k]) {
                return false;
            }
        }
        return true;
    }

    /** The estimate of the rows with these weights; a search starts from nothing. */
    Estimate estimate(double[] weights) {
        return estimate(weights, null);
    }

    /** The estimate of the rows with these weights; a search starts near another estimate, if one is given. */
    Estimate estimate(double[] weights, @Nullable Estimate near) {
        boolean exact = true;
        for (int i = 0; i < weights.length; i++) {
            exact &= weights[i] == 0 || design.isExact(i);
        }
        List<Integer> live = live(weights);
        List<double[]> starts = near != null && !linear ? List.of(near.coordinates()) : starts(weights, live);
        if (exact && errors.isNormal()) {
            return leastSquares(weights, starts, near == null).only(live);
        }
        if (linear) {
            double @Nullable [] perfect = perfect(weights, live);
            if (perfect != null) {
                return new Estimate(perfect, 0, Estimate.Ending.CONVERGED).only(live);
            }
        }
        Search best = maximise(weights, starts.get(0), near, live);
        for (double[] start : starts.subList(1, starts.size())) {
            Search search = maximise(weights, start, near, live);
            best = search.value() < best.value() ? search : best;
        }
        return best.estimate().only(live);
    }

    /**
     * The coordinates that rows with these weights say something about. A factor of a level that none of them has is
     * not one of these.
     */
    List<Integer> live(double[] weights) {
        return IntStream.range(0, mean.coordinates().size())
                .filter(k -> !leftOut.contains(k))
                .filter(k -> !linear || isSeen(k, weights))
                .boxed()
                .toList();
    }

    private boolean isSeen(int coordinate, double[] weights) {
        for (int i = 0; i < weights.length; i++) {
            if (weights[i] > 0 && design.x()[i][coordinate] != 0) {
                return true;
            }
        }
        return false;
    }

    /** Whether rows with these weights determine all their live coordinates. */
    boolean determines(double[] weights) {
        List<Integer> live = live(weights);
        return !linear || design.columns(live).independentColumns(weights).size() == live.size();
    }

    /** How many coordinates are estimated. */
    int estimated() {
        return mean.coordinates().size() - leftOut.size();
    }

    private record Search(Estimate estimate, double value) {}

    private Estimate leastSquares(double[] weights, List<double[]> starts, boolean afar) {
        double typical = 0;
        double total = 0;
        for (int i = 0; i < weights.length; i++) {
            typical += weights[i] * design.middle(i) * design.middle(i);
            total += weights[i];
        }
        double rounding = PERFECT * FastMath.max(mean.logarithmic() ? 1 : 0, typical / total);
        SquaredResiduals squares = new SquaredResiduals(design, function, weights, 1e-4 * rounding);
        if (linear) {
            double square = squares.meanSquare(starts.get(0));
            return new Estimate(
                    starts.get(0), square > rounding ? FastMath.sqrt(square) : 0, Estimate.Ending.CONVERGED);
        }
        int size = mean.coordinates().size();
        double[] lows = Arrays.copyOf(lower, size);
        double[] highs = Arrays.copyOf(upper, size);
        Projected projected = new Projected(squares, new Starts(mean, design, function, weights), mean.linear(), size);
        DampedNewton.Minimum best = null;
        for (double[] start : starts) {
            double[] near = start;
            if (afar && !mean.linear().isEmpty()) {
                double[] solved = projected.full(DampedNewton.minimiseFromAfar(
                                projected, projected.rest(start), projected.rest(lows), projected.rest(highs))
                        .point());
                near = squares.value(solved) <= squares.value(start) ? solved : start;
            }
            DampedNewton.Minimum minimum = DampedNewton.minimise(squares, near, lows, highs);
            if (best == null || minimum.value() < best.value()) {
                best = minimum;
            }
            if (squares.meanSquare(best.point()) <= rounding) {
                break;
            }
        }
        DampedNewton.Minimum found = Objects.requireNonNull(best);
        boolean perfect = squares.meanSquare(found.point()) <= rounding;
        // A search ends where nothing is left to lose in the sum; a step more is another digit of the coordinates.
        for (int step = 0; step < LAST_STEPS && found.flat() && !perfect; step++) {
            found = DampedNewton.minimise(squares, found.point(), lows, highs);
        }
        boolean converged = perfect
                ? isVisible(found.point(), weights, FastMath.sqrt(rounding))
                : found.flat() && isDetermined(found.hessian(), live(weights));
        return new Estimate(
                found.point(),
                perfect ? 0 : FastMath.sqrt(squares.meanSquare(found.point())),
                converged ? Estimate.Ending.CONVERGED : Estimate.Ending.NOT_CONVERGED);
    }

    /**
     * Whether errors of the size of the rounding leave every coordinate smaller errors than itself. A law that passes
     * through every row for any value of a coordinate says nothing about it.
     */
    private boolean isVisible(double[] point, double[] weights, double rounding) {
        int size = point.length;
        double[][] slopes = new double[design.rows()][size];
        double total = 0;
        for (int i = 0; i < weights.length; i++) {
            total += weights[i];
            function.gradient(i, point, slopes[i]);
            for (int k = 0; k < size; k++) {
                boolean logarithmic = mean.coordinates().entries().get(k).logarithmic();
                slopes[i][k] *= FastMath.sqrt(weights[i])
                        * FastMath.max(logarithmic ? 1 : SMALLEST_COORDINATE, FastMath.abs(point[k]));
            }
        }
        QRDecomposition qr = new QRDecomposition(MatrixUtils.createRealMatrix(slopes));
        RealMatrix triangle = qr.getR().getSubMatrix(0, size - 1, 0, size - 1);
        for (int k = 0; k < size; k++) {
            if (!(FastMath.abs(triangle.getEntry(k, k)) > 0)) {
                return false;
            }
        }
        RealMatrix inverse = MatrixUtils.inverse(triangle);
        for (int k = 0; k < size; k++) {
            if (!(inverse.getRowVector(k).getNorm() * rounding * FastMath.sqrt(total) < 1)) {
                return false;
            }
        }
        return true;
    }

    private Search maximise(double[] weights, double[] start, @Nullable Estimate near, List<Integer> live) {
        int size = mean.coordinates().size();
        double spread = FastMath.sqrt(new SquaredResiduals(design, function, weights).meanSquare(start));
        double smallest = FastMath.max(floor, SMALLEST_SCALE * FastMath.max(spread, mean.logarithmic() ? 1 : 0));
        double[] point = Arrays.copyOf(start, size + 1);
        double[] lows = lower.clone();
        double[] highs = upper.clone();
        lows[size] = FastMath.log(smallest);
        if (near != null && near.sigma() > 0) {
            live.forEach(k -> point[k] = near.coordinates()[k]);
            point[size] = FastMath.log(near.sigma());
        } else {
            point[size] = FastMath.log(FastMath.max(spread, smallest));
        }
        DampedNewton.Objective objective = likelihood.weighted(weights);
        for (int k = 0; k < size; k++) {
            if (!live.contains(k)) {
                point[k] = 0;
                lows[k] = 0;
                highs[k] = 0;
            }
        }
        if (near != null && !(objective.value(point) < Double.POSITIVE_INFINITY)) {
            System.arraycopy(start, 0, point, 0, size);
            point[size] = FastMath.log(FastMath.max(spread, smallest));
        }
        DampedNewton.Minimum minimum = DampedNewton.minimise(objective, point, lows, highs);
        boolean atFloor = minimum.point()[size] <= lows[size];
        List<Integer> directions = new ArrayList<>(live);
        if (!atFloor) {
            directions.add(size);
        }
        boolean determined = isDetermined(minimum.hessian(), directions);
        double[] coordinates = Arrays.copyOf(minimum.point(), size);
        Estimate.Ending ending = !minimum.flat() || !determined
                ? Estimate.Ending.NOT_CONVERGED
                : atFloor ? Estimate.Ending.AT_FLOOR : Estimate.Ending.CONVERGED;
        return new Search(new Estimate(coordinates, FastMath.exp(minimum.point()[size]), ending), minimum.value());
    }

    /** Whether the function curves upwards in every one of these directions. */
    private static boolean isDetermined(double[][] hessian, List<Integer> directions) {
        if (directions.isEmpty()) {
            return true;
        }
        double[] diagonal = directions.stream().mapToDouble(k -> hessian[k][k]).toArray();
        return new UnitDiagonal(diagonal, (i, j) -> hessian[directions.get(i)][directions.get(j)])
                .hasEigenvaluesAbove(DETERMINED);
    }

    /**
     * Coefficients that pass through every exact row and contradict no censored one; the likelihood is unbounded there.
     * Null if there are none.
     */
    private double @Nullable [] perfect(double[] weights, List<Integer> live) {
        double[] exact = weights.clone();
        for (int i = 0; i < exact.length; i++) {
            exact[i] = design.isExact(i) ? exact[i] : 0;
        }
        Design kept = design.columns(live);
        if (kept.independentColumns(exact).size() < live.size()) {
            return null;
        }
        WeightedLeastSquares solution = WeightedLeastSquares.of(kept, exact);
        if (solution.sigma() > 0) {
            return null;
        }
        for (int i = 0; i < weights.length; i++) {
            double fitted = WeightedLeastSquares.dot(kept.x()[i], solution.coefficients());
            if (weights[i] > 0 && exact[i] == 0 && !(fitted >= design.low()[i] && fitted <= design.high()[i])) {
                return null;
            }
        }
        return spread(solution.coefficients(), live);
    }

    /** Coordinates from those of the live ones; the others are 0. */
    private double[] spread(double[] values, List<Integer> live) {
        double[] all = new double[mean.coordinates().size()];
        for (int k = 0; k < values.length; k++) {
            all[live.get(k)] = values[k];
        }
        return all;
    }

    /** Where a search begins: least squares for a linear mean, otherwise the best of many points. */
    private List<double[]> starts(double[] weights, List<Integer> live) {
        return linear
                ? List.of(spread(
                        WeightedLeastSquares.of(design.columns(live), weights).coefficients(), live))
                : new Starts(mean, design, function, weights).best();
    }

    /** log L at an estimate, of T and not of log T; NaN where sigma is 0. */
    double logLikelihood(Estimate estimate) {
        if (estimate.sigma() == 0) {
            return Double.NaN;
        }
        double[] point = point(estimate);
        double sum = -likelihood.value(point, design.weights());
        for (int i = 0; i < design.rows(); i++) {
            if (mean.logarithmic() && design.isExact(i)) {
                // The density of T is that of log T over T.
                sum -= design.weights()[i] * (design.low()[i] + design.offset()[i]);
            }
        }
        return sum;
    }

    /** log L of each cell at an estimate, of T and not of log T; sigma must be positive. */
    double[] logLikelihoodOfCells(Estimate estimate) {
        double[] point = point(estimate);
        double[] ofCells = new double[design.cells()];
        for (int c = 0; c < ofCells.length; c++) {
            double[] weights = design.weights().clone();
            for (int i = 0; i < weights.length; i++) {
                weights[i] = design.cell()[i] == c ? weights[i] : 0;
                if (weights[i] > 0 && mean.logarithmic() && design.isExact(i)) {
                    ofCells[c] -= weights[i] * (design.low()[i] + design.offset()[i]);
                }
            }
            ofCells[c] -= likelihood.value(point, weights);
        }
        return ofCells;
    }

    /**
     * For each cell the coordinates without it, by one Newton step from the estimate of all rows. It costs one pass
     * over the rows. A cell without which a coordinate is not determined has null.
     */
    List<double @Nullable []> oneStepWithoutEachCell(Estimate all) {
        int size = all.coordinates().length;
        List<Integer> moving = moving(all);
        double[] point = point(all);
        double[] gradient = new double[size + 1];
        double[][] total = new double[size + 1][size + 1];
        likelihood.derivatives(point, design.weights(), gradient, total);
        List<double @Nullable []> without = new ArrayList<>();
        int[][] rows = rowsOfCells();
        double[] weights = new double[design.rows()];
        double[][] part = new double[size + 1][size + 1];
        for (int[] cell : rows) {
            for (int row : cell) {
                weights[row] = design.weights()[row];
            }
            likelihood.derivatives(point, weights, gradient, part);
            for (int row : cell) {
                weights[row] = 0;
            }
            without.add(moved(point, gradient, total, part, moving));
        }
        return without;
    }

    /** What a search moves: the live coordinates, and log sigma unless it is at its floor. */
    private List<Integer> moving(Estimate all) {
        List<Integer> moving = new ArrayList<>(live(design.weights()));
        if (all.ending() == Estimate.Ending.CONVERGED) {
            moving.add(all.coordinates().length);
        }
        return moving;
    }

    private static double @Nullable [] moved(
            double[] point, double[] gradient, double[][] total, double[][] part, List<Integer> moving) {
        double[] diagonal = moving.stream().mapToDouble(k -> total[k][k]).toArray();
        double[] slope = moving.stream().mapToDouble(k -> gradient[k]).toArray();
        double[] step = new UnitDiagonal(diagonal, (i, j) -> {
                    int a = moving.get(i);
                    int b = moving.get(j);
                    // The cell's own mixed derivatives are as small as its score. Without them a step ends where a
                    // refit does, if rows are exact and errors normal.
                    boolean mixed = a == point.length - 1 && b < a;
                    return total[a][b] - (mixed ? 0 : part[a][b]);
                })
                .solve(slope, DETERMINED);
        if (step == null) {
            return null;
        }
        double[] moved = Arrays.copyOf(point, point.length - 1);
        for (int i = 0; i < step.length; i++) {
            if (moving.get(i) < moved.length) {
                moved[moving.get(i)] += step[i];
            }
        }
        return moved;
    }

    /** The point of the likelihood at an estimate; coordinates that are not estimated are 0. */
    private double[] point(Estimate estimate) {
        int size = estimate.coordinates().length;
        double[] point = Arrays.copyOf(estimate.coordinates(), size + 1);
        for (int k = 0; k < size; k++) {
            point[k] = Double.isNaN(point[k]) ? 0 : point[k];
        }
        point[size] = FastMath.log(estimate.sigma());
        return point;
    }

    private int[][] rowsOfCells() {
        List<List<Integer>> rows = new ArrayList<>();
        for (int c = 0; c < design.cells(); c++) {
            rows.add(new ArrayList<>());
        }
        for (int i = 0; i < design.rows(); i++) {
            rows.get(design.cell()[i]).add(i);
        }
        return rows.stream()
                .map(list -> list.stream().mapToInt(Integer::intValue).toArray())
                .toArray(int[][]::new);
    }
}
