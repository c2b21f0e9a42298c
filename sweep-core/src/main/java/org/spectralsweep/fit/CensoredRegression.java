package org.spectralsweep.fit;

import java.util.Arrays;
import java.util.List;
import org.hipparchus.exception.MathRuntimeException;
import org.hipparchus.linear.DecompositionSolver;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.LUDecomposition;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;
import org.hipparchus.optim.InitialGuess;
import org.hipparchus.optim.MaxEval;
import org.hipparchus.optim.MaxIter;
import org.hipparchus.optim.nonlinear.scalar.GoalType;
import org.hipparchus.optim.nonlinear.scalar.ObjectiveFunction;
import org.hipparchus.optim.nonlinear.scalar.ObjectiveFunctionGradient;
import org.hipparchus.optim.nonlinear.scalar.gradient.NonLinearConjugateGradientOptimizer;
import org.hipparchus.optim.nonlinear.scalar.gradient.NonLinearConjugateGradientOptimizer.Formula;
import org.hipparchus.util.FastMath;
import org.jspecify.annotations.Nullable;

/**
 * Maximum likelihood for log T = x beta + sigma e with normal e, where T may be exact, interval-, left- or
 * right-censored. This is the log-normal accelerated failure time model, R's {@code survreg(dist = "lognormal")}.
 * Without censored rows it is least squares in closed form with sigma^2 = RSS/n. Otherwise {@link CensoredLikelihood}
 * is minimised by conjugate gradients (Polak-Ribiere).
 *
 * <p>The problem is first made well conditioned. beta_0, s_0 and R come from least squares of the middles of the
 * bounds, with right-censored rows at their lower bound. Then y becomes (y - x beta_0)/s_0 and x becomes x R^-1
 * sqrt(n). Both maps are linear in Olsen's parameters. The start is (0, 1), and the Hessian there is near the unit
 * matrix.
 */
public final class CensoredRegression {
    private CensoredRegression() {}

    /**
     * Fits the law. The result does not depend on the order of the observations.
     *
     * @param observations any mixture of exact and censored times; if they are too few, or all censored, the result's
     *     status says so and nothing is thrown
     * @throws IllegalArgumentException if an observation lacks a covariate of the law
     */
    public static FitResult fit(ScalingLaw law, List<Observation> observations, CellBootstrap bootstrap) {
        return new LawFit(law, new Likelihood(Likelihood.FLAT), bootstrap).of(observations);
    }

    /**
     * The estimator; its constants are in units of the standardised problem.
     *
     * @param flat norm of the gradient at which the minimum counts as reached
     */
    record Likelihood(double flat) implements Estimator {
        private static final int ITERATIONS = 200;
        private static final int EVALUATIONS = 50_000;
        /** The gradient norm that a line search by function values can reach; the error is at most 1e-7 sigma. */
        static final double FLAT = 1e-7;
        /** An error of 1e-4 sigma does not show in a standard error, and the fit takes a third of the time. */
        private static final double FLAT_FOR_RESAMPLES = 1e-4;

        private static final double SLACK = 50;
        private static final double SMALLEST_SCALE = 1e-6;
        private static final double LINE_SEARCH = 1e-6;
        private static final double RUNAWAY = 1e4;
        private static final double CERTAIN = 1e-8;
        private static final double DIFFERENCE = 1e-5;
        private static final int NEWTON_STEPS = 20;
        /**
         * A parameter without a bound leaves at most a few times the gradient, 4e-4. Rows that bound it leave their
         * share of all rows.
         */
        private static final double LEVEL = 1e-3;

        @Override
        public FitMethod method() {
            return FitMethod.MAXIMUM_LIKELIHOOD;
        }

        @Override
        public Design rows(Design design) {
            return design;
        }

        @Override
        public Estimator forResamples() {
            return new Likelihood(FLAT_FOR_RESAMPLES);
        }

        @Override
        public Estimate estimate(Design design, double[] weights) {
            WeightedLeastSquares start = WeightedLeastSquares.of(design, weights);
            double[] exact = weights.clone();
            boolean censored = false;
            for (int i = 0; i < weights.length; i++) {
                if (!design.isExact(i)) {
                    censored |= weights[i] > 0;
                    exact[i] = 0;
                }
            }
            if (!censored) {
                return new Estimate(start.coefficients(), start.sigma(), true);
            }
            double @Nullable [] perfect = perfect(design, weights, exact);
            return perfect != null ? new Estimate(perfect, 0, true) : maximise(design, weights, start);
        }

        /**
         * Coefficients that pass through every exact row and contradict no censored one; the likelihood is unbounded
         * there. Null if there are none.
         */
        private static double @Nullable [] perfect(Design design, double[] weights, double[] exact) {
            if (design.independentColumns(exact).size() < design.x()[0].length) {
                return null;
            }
            WeightedLeastSquares solution = WeightedLeastSquares.of(design, exact);
            if (solution.sigma() > 0) {
                return null;
            }
            for (int i = 0; i < weights.length; i++) {
                double fitted = WeightedLeastSquares.dot(design.x()[i], solution.coefficients());
                if (weights[i] > 0 && exact[i] == 0 && !(fitted >= design.low()[i] && fitted <= design.high()[i])) {
                    return null;
                }
            }
            return solution.coefficients();
        }

        private Estimate maximise(Design design, double[] weights, WeightedLeastSquares start) {
            double scale = FastMath.max(start.sigma(), SMALLEST_SCALE);
            double total = 0;
            for (double weight : weights) {
                total += weight;
            }
            RealMatrix whitening = MatrixUtils.inverse(start.triangle()).scalarMultiply(FastMath.sqrt(total));
            CensoredLikelihood likelihood = standardised(design, weights, start.coefficients(), scale, whitening);
            int width = start.coefficients().length;
            double[] point = polished(likelihood, minimise(likelihood, width));
            double tau = point[width];
            double[] gamma = Arrays.copyOf(point, width);
            if (!(tau > 0) || !(norm(likelihood.gradient(point)) < SLACK * flat) || !(norm(gamma) < RUNAWAY * tau)) {
                return new Estimate(start.coefficients(), scale, false);
            }
            double[] shift = whitening.operate(gamma);
            double[] beta = new double[width];
            for (int k = 0; k < width; k++) {
                beta[k] = start.coefficients()[k] + shift[k] * scale / tau;
            }
            // If the law lies within every interval, tau grows until every probability is 1. Then the rows bounded from
            // both sides must identify every parameter. One that only right-censored rows constrain has no upper end.
            boolean perfect = likelihood.value(point) < CERTAIN;
            boolean unique = perfect ? boundedRowsIdentify(design, weights) : leastCurvature(likelihood, point) > LEVEL;
            return new Estimate(beta, perfect ? 0 : scale / tau, unique);
        }

        private static boolean boundedRowsIdentify(Design design, double[] weights) {
            double[] bounded = weights.clone();
            for (int i = 0; i < bounded.length; i++) {
                if (!design.isBounded(i)) {
                    bounded[i] = 0;
                }
            }
            return design.independentColumns(bounded).size() == design.x()[0].length;
        }

        private static CensoredLikelihood standardised(
                Design design, double[] weights, double[] centre, double scale, RealMatrix whitening) {
            int n = design.rows();
            double[][] x = new double[n][];
            double[] low = new double[n];
            double[] high = new double[n];
            for (int i = 0; i < n; i++) {
                double middle = WeightedLeastSquares.dot(design.x()[i], centre);
                x[i] = whitening.preMultiply(design.x()[i]);
                low[i] = (design.low()[i] - middle) / scale;
                high[i] = (design.high()[i] - middle) / scale;
            }
            return new CensoredLikelihood(x, low, high, weights);
        }

        /** The minimum, or the start if none was found within the budget; the caller checks the gradient. */
        private double[] minimise(CensoredLikelihood likelihood, int width) {
            double[] guess = new double[width + 1];
            guess[width] = 1;
            NonLinearConjugateGradientOptimizer optimizer = new NonLinearConjugateGradientOptimizer(
                    Formula.POLAK_RIBIERE,
                    (iteration, previous, current) ->
                            iteration > ITERATIONS || norm(likelihood.gradient(current.getPoint())) < flat,
                    LINE_SEARCH,
                    LINE_SEARCH,
                    1);
            try {
                return optimizer
                        .optimize(
                                MaxIter.unlimited(),
                                new MaxEval(EVALUATIONS),
                                new ObjectiveFunction(likelihood::value),
                                new ObjectiveFunctionGradient(likelihood::gradient),
                                GoalType.MINIMIZE,
                                new InitialGuess(guess))
                        .getPoint();
            } catch (MathRuntimeException e) {
                return guess;
            }
        }

        /**
         * Continues to the same minimum until the gradient is flat. Conjugate gradients search each line by function
         * values, which near the minimum no longer differ while the gradient is still 1e-4. So Newton's steps follow on
         * the convex function, as long as the gradient shrinks.
         */
        private double[] polished(CensoredLikelihood likelihood, double[] start) {
            double[] point = start;
            for (int i = 0; i < NEWTON_STEPS; i++) {
                double[] gradient = likelihood.gradient(point);
                if (norm(gradient) < flat) {
                    return point;
                }
                DecompositionSolver solver = new LUDecomposition(hessian(likelihood, point)).getSolver();
                if (!solver.isNonSingular()) {
                    return point;
                }
                RealVector step = solver.solve(MatrixUtils.createRealVector(gradient));
                double[] next =
                        MatrixUtils.createRealVector(point).subtract(step).toArray();
                if (!(next[next.length - 1] > 0) || !(norm(likelihood.gradient(next)) < norm(gradient))) {
                    return point;
                }
                point = next;
            }
            return point;
        }

        /**
         * Smallest eigenvalue of the Hessian. It is near 0 where the likelihood only creeps up towards an infinite
         * parameter.
         */
        private static double leastCurvature(CensoredLikelihood likelihood, double[] point) {
            return Arrays.stream(new EigenDecompositionSymmetric(hessian(likelihood, point)).getEigenvalues())
                    .min()
                    .orElseThrow();
        }

        /** The Hessian by central differences of the gradient, made symmetric. */
        private static RealMatrix hessian(CensoredLikelihood likelihood, double[] point) {
            int n = point.length;
            RealMatrix hessian = MatrixUtils.createRealMatrix(n, n);
            for (int k = 0; k < n; k++) {
                double[] up = point.clone();
                double[] down = point.clone();
                up[k] += DIFFERENCE;
                down[k] -= DIFFERENCE;
                double[] above = likelihood.gradient(up);
                double[] below = likelihood.gradient(down);
                for (int j = 0; j < n; j++) {
                    double slope = (above[j] - below[j]) / (4 * DIFFERENCE);
                    hessian.addToEntry(j, k, slope);
                    hessian.addToEntry(k, j, slope);
                }
            }
            return hessian;
        }

        private static double norm(double[] vector) {
            double sum = 0;
            for (double v : vector) {
                sum += v * v;
            }
            return FastMath.sqrt(sum);
        }
    }
}
