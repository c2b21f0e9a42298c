package org.spectralsweep.fit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.hipparchus.exception.MathRuntimeException;
import org.hipparchus.linear.CholeskyDecomposition;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;
import org.hipparchus.random.RandomGenerator;
import org.hipparchus.random.Well19937c;
import org.hipparchus.util.FastMath;
import org.jspecify.annotations.Nullable;

/**
 * Tests of R theta = r by a score wild bootstrap over cells, the null imposed (Kline and Santos 2012, J. Econometric
 * Methods 1, 23). theta are a law's coordinates. Each equality is solved for one of them: these are 1, the others with
 * log sigma are 2. With s_g the score of cell g at the maximum of the likelihood under the null and H the observed
 * information
 *
 * <pre>
 * W = S' V^-1 S,   S = sum_g u_g,   V = sum_g v_g v_g',   u_g = s_1g - H_12 H_22^-1 s_2g
 * </pre>
 *
 * <p>u_g is the efficient score. H is that of the fit without the null: under it the block of theta and log sigma would
 * hold S itself. v_g is u_g with the coordinates 2 moved by half a Newton step towards their estimate without cell g. A
 * cell draws its own residuals towards zero, and the half step undoes that in V to first order in 1/G, as CR2 does
 * (Bell and McCaffrey 2002, Survey Methodology 28, 169); a whole one would be CR3. Without either the tests reject too
 * often.
 *
 * <p>A draw takes w_g v_g for u_g and v_g, with weights w_g of mean 0 and variance 1, and p is the share of draws with
 * a W that is no less. From ten cells on the weights are -1 and 1 (Rademacher). Below they are Webb's six,
 * -+sqrt(3/2), -+1, -+sqrt(1/2) (Webb 2023, Canad. J. Economics 56, 839), because 2^G signs make few values of p.
 * Where all draws are no more than {@code draws}, all are taken; otherwise p = (1 + count)/(1 + draws). The law is
 * fitted once under each null; a draw costs G q^2 + q^3 for q equalities.
 *
 * @param draws at least 99
 * @param seed of the WELL19937c generator; equal seeds and observations give equal p
 */
public record ScoreWildBootstrap(int draws, long seed) {
    /** The number of draws unless another is given. */
    public static final int DRAWS = 9999;

    private static final int FEW_CELLS = 10;
    private static final double[] RADEMACHER = {-1, 1};
    private static final double[] WEBB = {
        -FastMath.sqrt(1.5), -1, -FastMath.sqrt(0.5), FastMath.sqrt(0.5), 1, FastMath.sqrt(1.5)
    };
    /** Share of the step that leaves a cell out. */
    private static final double HALF = 0.5;

    private static final double TIE = 1e-10;
    private static final double SYMMETRIC = 1e-8;
    private static final double SINGULAR = 1e-12;

    /** Refuses fewer than 99 draws. */
    public ScoreWildBootstrap {
        if (draws < 99) {
            throw new IllegalArgumentException("draws must be at least 99 but was " + draws);
        }
    }

    /** With {@value #DRAWS} draws. */
    public static ScoreWildBootstrap seeded(long seed) {
        return new ScoreWildBootstrap(DRAWS, seed);
    }

    /**
     * Tests a family of hypotheses of one fit.
     *
     * @throws IllegalArgumentException if a hypothesis names a coordinate that the law does not have
     */
    public List<HypothesisTest> test(FittedLaw fit, List<Hypothesis> hypotheses) {
        return HypothesisTest.adjusted(
                hypotheses.stream().map(hypothesis -> test(fit, hypothesis)).toList());
    }

    private HypothesisTest test(FittedLaw fit, Hypothesis hypothesis) {
        Estimator estimator = fit.estimator();
        Estimate all = fit.estimate();
        if (estimator == null || all == null) {
            return none(hypothesis, fit.result().note());
        }
        List<Coordinates.Entry> entries = estimator.mean().coordinates().entries();
        List<String> names = estimator.mean().coordinates().names();
        int count = hypothesis.values().size();
        double[][] left = new double[count][names.size()];
        double[] right = new double[count];
        for (int i = 0; i < count; i++) {
            right[i] = hypothesis.values().get(i);
            for (Map.Entry<String, Double> weight :
                    hypothesis.combinations().get(i).entrySet()) {
                int k = names.indexOf(weight.getKey());
                if (k < 0) {
                    throw new IllegalArgumentException("names must be of " + names + " but one was " + weight.getKey());
                }
                if (Double.isNaN(all.coordinates()[k])) {
                    return none(hypothesis, weight.getKey() + " is not estimated.");
                }
                left[i][k] = weight.getValue();
                if (isOneFactor(hypothesis, entries.get(k))) {
                    right[i] = FastMath.log(right[i]);
                }
            }
        }
        Result result = p(estimator, all, left, right);
        if (count > 1) {
            return new HypothesisTest(
                    hypothesis,
                    null,
                    null,
                    null,
                    null,
                    result.p(),
                    null,
                    result.draws(),
                    result.exact(),
                    result.problem());
        }
        boolean log = entries.stream().anyMatch(entry -> isOneFactor(hypothesis, entry));
        Side side = side(fit, all, left[0]);
        return new HypothesisTest(
                hypothesis,
                shown(side.value(), log),
                side.low() == null ? null : (Double) shown(side.low(), log),
                side.high() == null ? null : (Double) shown(side.high(), log),
                hypothesis.values().get(0),
                result.p(),
                null,
                result.draws(),
                result.exact(),
                result.problem());
    }

    private static double shown(double value, boolean log) {
        return log ? FastMath.exp(value) : value;
    }

    private static boolean isOneFactor(Hypothesis hypothesis, Coordinates.Entry entry) {
        Map<String, Double> first = hypothesis.combinations().get(0);
        return hypothesis.values().size() == 1
                && first.size() == 1
                && Double.valueOf(1).equals(first.get(entry.name()))
                && entry.logarithmic();
    }

    private static HypothesisTest none(Hypothesis hypothesis, String problem) {
        Double value = hypothesis.values().size() == 1 ? hypothesis.values().get(0) : null;
        return new HypothesisTest(hypothesis, null, null, null, value, null, null, 0, false, problem);
    }

    /** The left side of an equality, and the ends of its interval. */
    private record Side(
            double value, @Nullable Double low, @Nullable Double high) {}

    private static Side side(FittedLaw fit, Estimate all, double[] left) {
        double value = sum(left, all.coordinates());
        Intervals.Spread spread = fit.spread();
        if (spread.standardErrors() == null) {
            return new Side(value, null, null);
        }
        int[] named = IntStream.range(0, left.length).filter(k -> left[k] != 0).toArray();
        if (named.length == 1) {
            double[] ends = spread.interval(named[0], all.coordinates()[named[0]]);
            double one = left[named[0]] * ends[0];
            double other = left[named[0]] * ends[1];
            return new Side(value, FastMath.min(one, other), FastMath.max(one, other));
        }
        int cells = spread.without().size();
        if (cells == 0) {
            return new Side(value, null, null);
        }
        double squares = 0;
        for (double[] without : spread.without()) {
            double change = sum(left, without) - value;
            squares += change * change;
        }
        double reach = spread.reach() * FastMath.sqrt((cells - 1.0) / cells * squares);
        return new Side(value, value - reach, value + reach);
    }

    private static double sum(double[] weights, double[] values) {
        double sum = 0;
        for (int k = 0; k < weights.length; k++) {
            sum += weights[k] == 0 ? 0 : weights[k] * values[k];
        }
        return sum;
    }

    private record Result(@Nullable Double p, int draws, boolean exact, String problem) {
        static Result none(String problem) {
            return new Result(null, 0, false, problem);
        }
    }

    private Result p(Estimator estimator, Estimate all, double[][] left, double[] right) {
        int cells = (int) Arrays.stream(estimator.design().cell()).distinct().count();
        if (cells < left.length + 2) {
            return Result.none(cells + " cells are too few for a test of " + left.length + " equalities: at least "
                    + (left.length + 2) + " are needed.");
        }
        if (all.sigma() == 0) {
            return Result.none("The law passes through every row.");
        }
        CensoredLikelihood likelihood = new CensoredLikelihood(
                estimator.design(),
                MeanFunction.of(estimator.mean(), estimator.design()),
                estimator.errors(),
                all.coordinates().length);
        RestrictedFit fit = RestrictedFit.of(estimator, all, likelihood, left, right);
        if (fit == null) {
            return Result.none("The law cannot be fitted under the hypothesis.");
        }
        double[] unrestricted = Arrays.copyOf(all.coordinates(), all.coordinates().length + 1);
        for (int k = 0; k < unrestricted.length; k++) {
            unrestricted[k] = Double.isNaN(unrestricted[k]) ? 0 : unrestricted[k];
        }
        unrestricted[unrestricted.length - 1] = FastMath.log(all.sigma());
        Scores scores = scores(estimator.design(), likelihood, unrestricted, fit);
        return scores == null ? Result.none("The rows do not determine the coordinates.") : p(scores);
    }

    /**
     * The cells' efficient scores.
     *
     * @param sum of them
     * @param without of each cell, from coordinates estimated without it
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Scores(double[] sum, double[][] without) {}

    /** The scores; null where the information cannot be inverted. */
    private static @Nullable Scores scores(
            Design design, CensoredLikelihood likelihood, double[] unrestricted, RestrictedFit fit) {
        int size = fit.point().length;
        int tested = fit.pivots().length;
        RealMatrix slopes = MatrixUtils.createRealMatrix(fit.slopes());
        double[] gradient = new double[size];
        RealMatrix curved =
                hessian(likelihood, unrestricted, design.weights(), gradient).multiply(slopes);
        RealMatrix ofRest = slopes.transposeMultiply(curved);
        RealMatrix cross = MatrixUtils.createRealMatrix(slopes.getColumnDimension(), tested);
        for (int q = 0; q < tested; q++) {
            cross.setColumnVector(q, curved.getRowVector(fit.pivots()[q]));
        }
        RealMatrix share = solved(ofRest, cross);
        // Without the column of log sigma, the last.
        int[] all = IntStream.range(0, size).toArray();
        int[] theta = IntStream.range(0, slopes.getColumnDimension())
                .filter(j -> slopes.getEntry(size - 1, j) == 0)
                .toArray();
        RealMatrix ofTheta =
                theta.length == 0 ? MatrixUtils.createRealMatrix(size, 1) : slopes.getSubMatrix(all, theta);
        RealMatrix there = ofTheta.transposeMultiply(
                hessian(likelihood, fit.point(), design.weights(), gradient).multiply(ofTheta));
        if (share == null) {
            return null;
        }
        List<double[]> without = new ArrayList<>();
        double[] sum = new double[tested];
        double[] weights = new double[design.rows()];
        for (int cell : Arrays.stream(design.cell()).distinct().sorted().toArray()) {
            for (int i = 0; i < weights.length; i++) {
                weights[i] = design.cell()[i] == cell ? design.weights()[i] : 0;
            }
            RealMatrix own = hessian(likelihood, fit.point(), weights, gradient).multiply(ofTheta);
            RealVector slope = MatrixUtils.createRealVector(gradient);
            double[] plain = efficient(slope, slopes, share, fit.pivots());
            for (int q = 0; q < tested; q++) {
                sum[q] += plain[q];
            }
            RealMatrix step = solved(
                    there.subtract(ofTheta.transposeMultiply(own)),
                    MatrixUtils.createColumnRealMatrix(ofTheta.preMultiply(gradient)));
            without.add(
                    step == null
                            ? plain
                            : efficient(
                                    slope.add(
                                            own.operate(step.getColumnVector(0)).mapMultiply(HALF)),
                                    slopes,
                                    share,
                                    fit.pivots()));
        }
        return new Scores(sum, without.toArray(double[][]::new));
    }

    private static double[] efficient(RealVector gradient, RealMatrix slopes, RealMatrix share, int[] pivots) {
        RealVector others = slopes.preMultiply(gradient);
        double[] efficient = new double[pivots.length];
        for (int q = 0; q < pivots.length; q++) {
            efficient[q] = share.getColumnVector(q).dotProduct(others) - gradient.getEntry(pivots[q]);
        }
        return efficient;
    }

    private static RealMatrix hessian(
            CensoredLikelihood likelihood, double[] point, double[] weights, double[] gradient) {
        int size = point.length;
        double[][] lower = new double[size][size];
        likelihood.derivatives(point, weights, gradient, lower);
        RealMatrix hessian = MatrixUtils.createRealMatrix(size, size);
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                hessian.setEntry(i, j, lower[i][j]);
                hessian.setEntry(j, i, lower[i][j]);
            }
        }
        return hessian;
    }

    /** The solution of a positive definite system; null where it is not that. */
    private static @Nullable RealMatrix solved(RealMatrix matrix, RealMatrix right) {
        int size = matrix.getRowDimension();
        RealMatrix unit = matrix.copy();
        RealMatrix scaled = right.copy();
        double[] scales = new double[size];
        for (int i = 0; i < size; i++) {
            scales[i] = 1 / FastMath.sqrt(matrix.getEntry(i, i));
            scaled.setRowVector(i, right.getRowVector(i).mapMultiply(scales[i]));
            for (int j = 0; j <= i; j++) {
                double entry = matrix.getEntry(i, j) * scales[i] * scales[j];
                if (!Double.isFinite(entry)) {
                    return null;
                }
                unit.setEntry(i, j, entry);
                unit.setEntry(j, i, entry);
            }
        }
        try {
            RealMatrix solution = new CholeskyDecomposition(unit, SYMMETRIC, SINGULAR)
                    .getSolver()
                    .solve(scaled);
            for (int i = 0; i < size; i++) {
                solution.setRowVector(i, solution.getRowVector(i).mapMultiply(scales[i]));
            }
            return solution;
        } catch (MathRuntimeException e) {
            return null;
        }
    }

    private Result p(Scores scores) {
        double[][] effects = scores.without();
        int cells = effects.length;
        double[] values = cells < FEW_CELLS ? WEBB : RADEMACHER;
        double[] weights = new double[cells];
        Arrays.fill(weights, 1);
        double observed = wald(effects, weights, scores.sum());
        if (Double.isNaN(observed)) {
            return Result.none("The cells' scores do not span the equalities.");
        }
        double least = observed * (1 - TIE);
        double all = FastMath.pow(values.length, cells);
        if (all <= draws) {
            int count = 0;
            for (int draw = 0; draw < all; draw++) {
                int digits = draw;
                for (int g = 0; g < cells; g++) {
                    weights[g] = values[digits % values.length];
                    digits /= values.length;
                }
                count += wald(effects, weights, null) >= least ? 1 : 0;
            }
            return new Result(count / all, (int) all, true, "");
        }
        RandomGenerator random = new Well19937c(seed);
        int count = 1;
        for (int draw = 0; draw < draws; draw++) {
            for (int g = 0; g < cells; g++) {
                weights[g] = values[random.nextInt(values.length)];
            }
            count += wald(effects, weights, null) >= least ? 1 : 0;
        }
        return new Result(count / (draws + 1.0), draws, false, "");
    }

    /** W of weighted scores, S being their sum unless it is given; NaN where V is singular. */
    private static double wald(double[][] effects, double[] weights, double @Nullable [] given) {
        int size = effects[0].length;
        double[] sum = new double[size];
        double[][] square = new double[size][size];
        for (int g = 0; g < weights.length; g++) {
            for (int i = 0; i < size; i++) {
                double one = weights[g] * effects[g][i];
                sum[i] += one;
                for (int j = 0; j <= i; j++) {
                    square[i][j] += one * weights[g] * effects[g][j];
                }
            }
        }
        if (given != null) {
            sum = given;
        }
        if (size == 1) {
            return sum[0] * sum[0] / square[0][0];
        }
        RealMatrix variance = MatrixUtils.createRealMatrix(size, size);
        RealVector scaled = MatrixUtils.createRealVector(sum);
        for (int i = 0; i < size; i++) {
            scaled.setEntry(i, sum[i] / FastMath.sqrt(square[i][i]));
            for (int j = 0; j <= i; j++) {
                double entry = square[i][j] / FastMath.sqrt(square[i][i] * square[j][j]);
                variance.setEntry(i, j, entry);
                variance.setEntry(j, i, entry);
            }
        }
        try {
            RealVector solved = new CholeskyDecomposition(variance, SYMMETRIC, SINGULAR)
                    .getSolver()
                    .solve(scaled);
            return scaled.dotProduct(solved);
        } catch (MathRuntimeException e) {
            return Double.NaN;
        }
    }
}
