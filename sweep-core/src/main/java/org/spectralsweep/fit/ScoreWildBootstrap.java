package org.spectralsweep.fit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;
import org.hipparchus.random.RandomGenerator;
import org.hipparchus.random.Well19937c;
import org.hipparchus.util.FastMath;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.Counted;

/**
 * Tests of R theta = r by a score wild bootstrap over cells, the null imposed (Kline and Santos 2012, J. Econometric
 * Methods 1, 23). theta are a law's coordinates. Each equality is solved for one of them: these are 1, the others with
 * log sigma are 2. With s_g the score of cell g at the maximum of the likelihood under the null and H the observed
 * information
 *
 * <pre>
 * W = S' V^-1 S,   S = sum_g u_g,   V = sum_g v_g^2 for one equality,
 * u_g = s_1g - H_12 H_22^-1 s_2g,   V = H_11 - H_12 H_22^-1 H_21 for several
 * </pre>
 *
 * <p>u_g is the efficient score. H is that of the fit without the null: under it the block of theta and log sigma would
 * hold S itself. v_g is u_g with the coordinates 2 moved by half a Newton step towards their estimate without cell g. A
 * cell draws its own residuals towards zero, and the half step undoes that in V to first order in 1/G, as CR2 does
 * (Bell and McCaffrey 2002, Survey Methodology 28, 169); a whole one would be CR3. Without either the tests reject too
 * often. For several equalities a V of the v_g v_g' would take in what it should measure: if one group of cells
 * departs, W could not exceed their number, however far they do. The information of the fit cannot hide it, and draws
 * of the v_g still give W its distribution.
 *
 * <p>A draw takes w_g v_g for u_g and v_g, with weights w_g of mean 0 and variance 1, and p is the share of draws with
 * a W that is no less. From ten cells on the weights are -1 and 1 (Rademacher). Below they are Webb's six,
 * -+sqrt(3/2), -+1, -+sqrt(1/2) (Webb 2023, Canad. J. Economics 56, 839), because 2^G signs make few values of p.
 * Where all draws are no more than {@code draws}, all are taken; otherwise p = (1 + count)/(1 + draws). The law is
 * fitted once under each null; a draw costs G q for q equalities.
 *
 * @param draws at least 99
 * @param seed of the WELL19937c generator; equal seeds and observations give equal p
 */
public record ScoreWildBootstrap(int draws, long seed) {
    /** The number of draws unless another is given. */
    public static final int DRAWS = 9999;

    private static final int FEW_CELLS = 10;
    /** Cells beyond the coordinates below which p is hardly ever small. */
    private static final int ENOUGH_CELLS = 4;

    private static final double[] RADEMACHER = {-1, 1};
    private static final double[] WEBB = {
        -FastMath.sqrt(1.5), -1, -FastMath.sqrt(0.5), FastMath.sqrt(0.5), 1, FastMath.sqrt(1.5)
    };
    /** Share of the step that leaves a cell out. */
    private static final double HALF = 0.5;

    private static final double TIE = 1e-10;
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
        return estimator == null || all == null
                ? none(hypothesis, fit.result().note())
                : test(estimator, all, fit.spread(), hypothesis);
    }

    HypothesisTest test(Estimator estimator, Estimate all, Intervals.Spread spread, Hypothesis hypothesis) {
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
        HypothesisTest.Sides sides = null;
        if (count == 1) {
            boolean log = entries.stream().anyMatch(entry -> isOneFactor(hypothesis, entry));
            Side side = side(spread, all, left[0]);
            sides = new HypothesisTest.Sides(
                    hypothesis.values().get(0),
                    shown(side.value(), log),
                    side.low() == null ? null : (Double) shown(side.low(), log),
                    side.high() == null ? null : (Double) shown(side.high(), log));
        }
        return new HypothesisTest(hypothesis, sides, result.p(), null, result.draws(), result.problem());
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

    static HypothesisTest none(Hypothesis hypothesis, String problem) {
        HypothesisTest.Sides sides = hypothesis.values().size() > 1
                ? null
                : new HypothesisTest.Sides(hypothesis.values().get(0), null, null, null);
        return new HypothesisTest(hypothesis, sides, null, null, HypothesisTest.Draws.NONE, problem);
    }

    /** The left side of an equality, and the ends of its interval. */
    private record Side(
            double value, @Nullable Double low, @Nullable Double high) {}

    private static Side side(Intervals.Spread spread, Estimate all, double[] left) {
        double[] centre = spread.centre(all);
        double value = sum(left, centre);
        if (spread.standardErrors() == null) {
            return new Side(value, null, null);
        }
        int[] named = IntStream.range(0, left.length).filter(k -> left[k] != 0).toArray();
        if (named.length == 1) {
            double[] ends = spread.interval(named[0], centre[named[0]]);
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

    private record Result(@Nullable Double p, HypothesisTest.Draws draws, String problem) {
        static Result none(String problem) {
            return new Result(null, HypothesisTest.Draws.NONE, problem);
        }
    }

    private Result p(Estimator estimator, Estimate all, double[][] left, double[] right) {
        int cells = (int) Arrays.stream(estimator.design().cell()).distinct().count();
        if (cells < left.length + 2) {
            return Result.none(Counted.are(cells, "cell") + " too few for this test: at least " + (left.length + 2)
                    + " are needed.");
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
        boolean few = hasFewCells(estimator, all, left);
        return scores == null ? Result.none("The rows do not determine the coordinates.") : p(scores, few);
    }

    /**
     * Whether a tested coordinate is seen by cells that are fewer than four more than the coordinates that these see.
     * Such cells nearly fit any value of it.
     */
    private static boolean hasFewCells(Estimator estimator, Estimate all, double[][] left) {
        Design design = estimator.design();
        MeanFunction function = MeanFunction.of(estimator.mean(), design);
        double[] point = Arrays.stream(all.coordinates())
                .map(value -> Double.isNaN(value) ? 0 : value)
                .toArray();
        boolean[][] seen = new boolean[design.cells()][point.length];
        double[] slope = new double[point.length];
        for (int i = 0; i < design.rows(); i++) {
            function.gradient(i, point, slope);
            for (int k = 0; k < slope.length; k++) {
                seen[design.cell()[i]][k] |= slope[k] != 0 && !Double.isNaN(all.coordinates()[k]);
            }
        }
        for (int k = 0; k < point.length; k++) {
            int tested = k;
            if (Arrays.stream(left).anyMatch(weights -> weights[tested] != 0)) {
                List<boolean[]> cells =
                        Arrays.stream(seen).filter(cell -> cell[tested]).toList();
                long beside = IntStream.range(0, point.length)
                        .filter(j -> cells.stream().anyMatch(cell -> cell[j]))
                        .count();
                if (cells.size() < beside + ENOUGH_CELLS) {
                    return true;
                }
            }
        }
        return false;
    }

    /**
     * The cells' efficient scores.
     *
     * @param sum of them
     * @param without of each cell, from coordinates estimated without it
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Scores(double[] sum, double[][] without) {
        /** The same scores in coordinates in which the information is the unit matrix; null where it is singular. */
        static @Nullable Scores scaled(double[] sum, List<double[]> without, RealMatrix information) {
            UnitDiagonal scaled = UnitDiagonal.of(information);
            double[][] whitened = scaled.whitened(without.toArray(double[][]::new), SINGULAR);
            double[][] ofSum = scaled.whitened(new double[][] {sum}, SINGULAR);
            return whitened == null || ofSum == null ? null : new Scores(ofSum[0], whitened);
        }
    }

    /** The scores; null where the information cannot be inverted. */
    private static @Nullable Scores scores(
            Design design, CensoredLikelihood likelihood, double[] unrestricted, RestrictedFit fit) {
        int size = fit.point().length;
        int tested = fit.pivots().length;
        RealMatrix slopes = MatrixUtils.createRealMatrix(fit.slopes());
        double[] gradient = new double[size];
        RealMatrix information = hessian(likelihood, unrestricted, design.weights(), gradient);
        RealMatrix curved = information.multiply(slopes);
        RealMatrix ofRest = slopes.transposeMultiply(curved);
        RealMatrix cross = MatrixUtils.createRealMatrix(slopes.getColumnDimension(), tested);
        for (int q = 0; q < tested; q++) {
            cross.setColumnVector(q, curved.getRowVector(fit.pivots()[q]));
        }
        RealMatrix share = UnitDiagonal.of(ofRest).solve(cross, SINGULAR);
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
            double[] step = UnitDiagonal.of(there.subtract(ofTheta.transposeMultiply(own)))
                    .solve(ofTheta.preMultiply(gradient), SINGULAR);
            without.add(
                    step == null
                            ? plain
                            : efficient(
                                    slope.add(own.operate(MatrixUtils.createRealVector(step))
                                            .mapMultiply(HALF)),
                                    slopes,
                                    share,
                                    fit.pivots()));
        }
        if (tested == 1) {
            return new Scores(sum, without.toArray(double[][]::new));
        }
        return Scores.scaled(
                sum,
                without,
                information.getSubMatrix(fit.pivots(), fit.pivots()).subtract(cross.transposeMultiply(share)));
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

    private Result p(Scores scores, boolean few) {
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
            return new Result(count / all, new HypothesisTest.Draws((int) all, true, few), "");
        }
        RandomGenerator random = new Well19937c(seed);
        int count = 1;
        for (int draw = 0; draw < draws; draw++) {
            for (int g = 0; g < cells; g++) {
                weights[g] = values[random.nextInt(values.length)];
            }
            count += wald(effects, weights, null) >= least ? 1 : 0;
        }
        return new Result(count / (draws + 1.0), new HypothesisTest.Draws(draws, false, few), "");
    }

    /** W of weighted scores, S being their sum unless it is given; NaN where V is 0. */
    private static double wald(double[][] effects, double[] weights, double @Nullable [] given) {
        int size = effects[0].length;
        double[] sum = new double[size];
        double variance = 0;
        for (int g = 0; g < weights.length; g++) {
            for (int i = 0; i < size; i++) {
                double one = weights[g] * effects[g][i];
                sum[i] += one;
                variance += one * one;
            }
        }
        double length = 0;
        for (double one : given == null ? sum : given) {
            length += one * one;
        }
        return size == 1 ? length / variance : length;
    }
}
