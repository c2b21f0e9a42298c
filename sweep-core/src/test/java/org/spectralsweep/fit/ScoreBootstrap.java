package org.spectralsweep.fit;

import java.util.Arrays;
import org.hipparchus.exception.MathRuntimeException;
import org.hipparchus.linear.LUDecomposition;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.random.RandomGenerator;
import org.hipparchus.random.Well19937c;
import org.hipparchus.util.FastMath;
import org.jspecify.annotations.Nullable;

/**
 * The score wild bootstrap of Kline and Santos (2012, J. Econometric Methods 1, 23) with Webb's six weights, inverted:
 * the interval holds all values of a coordinate that it does not reject at 5 %. A value is rejected if the score of the
 * fit that is held there, freed of the other coordinates and over its deviation among cells, is larger than 95 % of
 * those with weighted cells.
 */
final class ScoreBootstrap {
    private static final int DRAWS = 399;
    private static final int DOUBLINGS = 5;
    private static final int BISECTIONS = 7;
    private static final double[] WEBB = {
        -FastMath.sqrt(1.5), -1, -FastMath.sqrt(0.5), FastMath.sqrt(0.5), 1, FastMath.sqrt(1.5)
    };

    private final Design design;
    private final CensoredLikelihood likelihood;
    private final double[] estimate;
    private final double least;
    private final double[][] draws;

    ScoreBootstrap(Estimator estimator, Estimate all) {
        design = estimator.design();
        int size = all.coordinates().length;
        likelihood =
                new CensoredLikelihood(design, MeanFunction.of(estimator.mean(), design), estimator.errors(), size);
        estimate = Arrays.copyOf(all.coordinates(), size + 1);
        estimate[size] = FastMath.log(all.sigma());
        double floor = Estimator.floor(design);
        least = floor > 0 ? FastMath.log(floor) : Double.NEGATIVE_INFINITY;
        RandomGenerator random = new Well19937c(5);
        draws = new double[DRAWS][design.cells()];
        for (double[] draw : draws) {
            Arrays.setAll(draw, g -> WEBB[random.nextInt(WEBB.length)]);
        }
    }

    /** The inverse of the Hessian of the negative log-likelihood at the estimate, without log sigma at its floor. */
    double[] naiveErrors() {
        int last = estimate.length - 1;
        double[][] hessian = new double[last + 1][last + 1];
        likelihood.derivatives(estimate, design.weights(), new double[last + 1], hessian);
        int size = estimate[last] <= least ? last : last + 1;
        RealMatrix matrix = MatrixUtils.createRealMatrix(size, size);
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                matrix.setEntry(i, j, hessian[Math.max(i, j)][Math.min(i, j)]);
            }
        }
        RealMatrix inverse = new LUDecomposition(matrix).getSolver().getInverse();
        double[] errors = new double[last];
        Arrays.setAll(errors, k -> FastMath.sqrt(inverse.getEntry(k, k)));
        return errors;
    }

    /** The interval of a coordinate; NaN where values 32 steps away are not rejected. */
    double[] interval(int coordinate, double step) {
        return new double[] {end(coordinate, -step), end(coordinate, step)};
    }

    private double end(int coordinate, double step) {
        double inside = 0;
        double outside = 1;
        double[] near = estimate.clone();
        for (int i = 0; !rejects(coordinate, outside * step, near); i++) {
            if (i == DOUBLINGS) {
                return Double.NaN;
            }
            inside = outside;
            outside *= 2;
        }
        for (int i = 0; i < BISECTIONS; i++) {
            double middle = 0.5 * (inside + outside);
            if (rejects(coordinate, middle * step, near)) {
                outside = middle;
            } else {
                inside = middle;
            }
        }
        return estimate[coordinate] + 0.5 * (inside + outside) * step;
    }

    private boolean rejects(int coordinate, double away, double[] near) {
        int size = estimate.length;
        double[] lows = new double[size];
        double[] highs = new double[size];
        Arrays.fill(lows, Double.NEGATIVE_INFINITY);
        Arrays.fill(highs, Double.POSITIVE_INFINITY);
        lows[size - 1] = least;
        lows[coordinate] = estimate[coordinate] + away;
        highs[coordinate] = lows[coordinate];
        DampedNewton.Minimum held = DampedNewton.minimise(likelihood.weighted(design.weights()), near, lows, highs);
        System.arraycopy(held.point(), 0, near, 0, size);
        int used = held.point()[size - 1] <= least ? size - 1 : size;
        double[][] scores = new double[design.cells()][];
        double[][] total = new double[size][size];
        double[][] part = new double[size][size];
        for (int cell = 0; cell < scores.length; cell++) {
            double[] weights = new double[design.rows()];
            for (int i = 0; i < weights.length; i++) {
                weights[i] = design.cell()[i] == cell ? design.weights()[i] : 0;
            }
            scores[cell] = new double[size];
            likelihood.derivatives(held.point(), weights, scores[cell], part);
            for (int i = 0; i < size; i++) {
                for (int j = 0; j <= i; j++) {
                    total[i][j] += part[i][j];
                }
            }
        }
        double[] freed = freed(coordinate, used, scores, total);
        double observed = statistic(freed, null);
        int above = 0;
        for (double[] draw : draws) {
            above += statistic(freed, draw) >= observed ? 1 : 0;
        }
        return (above + 1.0) / (DRAWS + 1) < 0.05;
    }

    private static double[] freed(int coordinate, int used, double[][] scores, double[][] total) {
        int others = used - 1;
        RealMatrix rest = MatrixUtils.createRealMatrix(others, others);
        double[] row = new double[others];
        for (int i = 0, a = 0; i < used; i++) {
            if (i == coordinate) {
                continue;
            }
            row[a] = total[Math.max(i, coordinate)][Math.min(i, coordinate)];
            for (int j = 0, b = 0; j < used; j++) {
                if (j != coordinate) {
                    rest.setEntry(a, b++, total[Math.max(i, j)][Math.min(i, j)]);
                }
            }
            a++;
        }
        double[] factors = new double[others];
        try {
            factors = new LUDecomposition(rest)
                    .getSolver()
                    .solve(MatrixUtils.createRealVector(row))
                    .toArray();
        } catch (MathRuntimeException e) {
            Arrays.fill(factors, 0);
        }
        double[] freed = new double[scores.length];
        for (int g = 0; g < scores.length; g++) {
            freed[g] = scores[g][coordinate];
            for (int i = 0, a = 0; i < used; i++) {
                if (i != coordinate) {
                    freed[g] -= factors[a++] * scores[g][i];
                }
            }
        }
        return freed;
    }

    private static double statistic(double[] scores, double @Nullable [] weights) {
        double sum = 0;
        double squares = 0;
        for (int g = 0; g < scores.length; g++) {
            double score = weights == null ? scores[g] : weights[g] * scores[g];
            sum += score;
            squares += score * score;
        }
        double variance = squares - sum * sum / scores.length;
        return FastMath.abs(sum) / FastMath.sqrt(FastMath.max(variance, 1e-300));
    }
}
