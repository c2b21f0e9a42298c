package org.spectralsweep.fit;

import org.hipparchus.exception.LocalizedCoreFormats;
import org.hipparchus.exception.MathIllegalStateException;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.util.FastMath;

/**
 * The variance of each coordinate of a linear law with normal errors, from the scatter of all cells together. A row i
 * has the regressors x_i, the score s_i (the slope of its log-likelihood by its mean) and the information h_i (minus
 * the second derivative), both times sigma^2 and its weight. The estimate is off by C sum_i x_i s_i with C = (sum_i h_i
 * x_i x_i')^-1. A cell g has h_g = sum h_i, the mean regressors x_g (weighted by h_i) and the residual e_g = sum s_i /
 * h_g. With c the row of C that belongs to a coordinate, a row counts q_i = c x_i, of which q_g = c x_g is shared by
 * its cell. The two parts of the variance are
 *
 * <pre>
 * between cells   tau^2 sum_g (h_g q_g)^2,   tau^2 = sum_g h_g e_g^2 / tr M
 * within cells    psi^2 sum_g W_g,           psi^2 = sum_g w_g^2 / tr N
 * with            w_g = sum_i (q_i - q_g) s_i,   W_g = sum_i h_i (q_i - q_g)^2
 * </pre>
 *
 * <p>So the means of all cells are taken to scatter alike, and so are the slopes within cells. Where the rows of all
 * cells have the same regressors but for one that the cell shares, these are Donald and Lang's two steps (2007, Rev.
 * Econ. Stat. 89, 221), but for the weights of the rows. M and N say what the fit takes off both sums: with X the rows
 * x_g', H = diag(h_g) and v_g = sum_i h_i (q_i - q_g)(x_i - x_g)
 *
 * <pre>M = (I - H X C X') H (I - X C X' H),   N = diag(W_g) - (v_g' C v_k)_gk</pre>
 *
 * <p>The degrees of freedom are (tr M)^2 / tr M^2 and (tr N)^2 / tr N^2, and those of the sum of both parts are
 * Satterthwaite's (1946, Biometrics Bulletin 2, 110). It costs rows * K^2 + cells * K^2.
 */
final class CellScatter {
    private static final double POSITIVE = 1e-14;
    /** A part of less than this share of the variance of independent rows is rounding. */
    private static final double ROUNDING = 1e-12;

    private final Design design;
    private final int size;
    private final double[] score;
    private final double[] information;
    private final double[] ofCell;
    private final double[][] mean;
    private final RealMatrix inverse;
    private final double between;
    private final double betweenDegrees;

    /**
     * Sums over all rows.
     *
     * @throws org.hipparchus.exception.MathRuntimeException if the rows do not determine a coordinate
     */
    CellScatter(Design design, double[] estimate, double sigma) {
        this.design = design;
        size = estimate.length;
        score = new double[design.rows()];
        information = new double[design.rows()];
        ofCell = new double[design.cells()];
        mean = new double[design.cells()][size];
        double[] scores = new double[design.cells()];
        double[][] total = new double[size][size];
        RowLikelihood row = new RowLikelihood(ErrorDistribution.LOG_NORMAL);
        for (int i = 0; i < score.length; i++) {
            double[] x = design.x()[i];
            double centre = WeightedLeastSquares.dot(x, estimate);
            row.set((design.low()[i] - centre) / sigma, (design.high()[i] - centre) / sigma, design.isExact(i));
            score[i] = design.weights()[i] * row.byMean() * sigma;
            information[i] = -design.weights()[i] * row.byMeanMean();
            int cell = design.cell()[i];
            scores[cell] += score[i];
            ofCell[cell] += information[i];
            add(mean[cell], information[i], x);
            for (int k = 0; k < size; k++) {
                add(total[k], information[i] * x[k], x);
            }
        }
        inverse = inverse(total);
        double squares = 0;
        for (int g = 0; g < ofCell.length; g++) {
            if (ofCell[g] > 0) {
                squares += scores[g] * scores[g] / ofCell[g];
                for (int k = 0; k < size; k++) {
                    mean[g][k] /= ofCell[g];
                }
            }
        }
        // M = (I - H X C X') H (I - X C X' H) has the eigenvalues of H - Y K Y' with Y = H X.
        RealMatrix[] moments = {moment(1), moment(2), moment(3)};
        RealMatrix taken =
                inverse.scalarMultiply(2).subtract(inverse.multiply(moments[0]).multiply(inverse));
        RealMatrix once = taken.multiply(moments[1]);
        double trace = -once.getTrace();
        double ofSquare =
                once.multiply(once).getTrace() - 2 * taken.multiply(moments[2]).getTrace();
        for (double h : ofCell) {
            trace += h;
            ofSquare += h * h;
        }
        between = squares / trace;
        betweenDegrees = trace * trace / ofSquare;
    }

    /**
     * The variance of a coordinate.
     *
     * @param value the variance
     * @param degrees its degrees of freedom
     */
    record Variance(double value, double degrees) {}

    Variance of(int coordinate) {
        double[] c = inverse.getRow(coordinate);
        double[] shared = new double[ofCell.length];
        double first = 0;
        for (int g = 0; g < shared.length; g++) {
            shared[g] = WeightedLeastSquares.dot(c, mean[g]);
            first += ofCell[g] * ofCell[g] * shared[g] * shared[g];
        }
        first *= between;
        double[] own = new double[shared.length];
        double[] spread = new double[shared.length];
        double[][] slopes = new double[shared.length][size];
        for (int i = 0; i < score.length; i++) {
            int g = design.cell()[i];
            double q = WeightedLeastSquares.dot(c, design.x()[i]) - shared[g];
            own[g] += q * score[i];
            spread[g] += information[i] * q * q;
            add(slopes[g], information[i] * q, design.x()[i]);
            add(slopes[g], -information[i] * q, mean[g]);
        }
        double total = 0;
        double squares = 0;
        double trace = 0;
        double ofSquare = 0;
        RealMatrix sum = MatrixUtils.createRealMatrix(size, size);
        for (int g = 0; g < own.length; g++) {
            total += spread[g];
            squares += own[g] * own[g];
            double[] turned = inverse.operate(slopes[g]);
            double taken = WeightedLeastSquares.dot(slopes[g], turned);
            trace += spread[g] - taken;
            ofSquare += spread[g] * spread[g] - 2 * spread[g] * taken;
            for (int k = 0; k < size; k++) {
                for (int j = 0; j < size; j++) {
                    sum.addToEntry(k, j, turned[k] * slopes[g][j]);
                }
            }
        }
        ofSquare += sum.multiply(sum).getTrace();
        if (!(total > ROUNDING * inverse.getEntry(coordinate, coordinate)) || !(trace > ROUNDING * total)) {
            return new Variance(first, betweenDegrees);
        }
        double second = squares / trace * total;
        double both = first + second;
        return new Variance(
                both, both * both / (first * first / betweenDegrees + second * second * ofSquare / (trace * trace)));
    }

    private RealMatrix inverse(double[][] total) {
        RealMatrix solved = UnitDiagonal.of(MatrixUtils.createRealMatrix(total))
                .solve(MatrixUtils.createRealIdentityMatrix(size), POSITIVE);
        if (solved == null) {
            throw new MathIllegalStateException(LocalizedCoreFormats.SINGULAR_MATRIX);
        }
        return solved;
    }

    /** sum_g h_g^power x_g x_g'. */
    private RealMatrix moment(int power) {
        double[][] sum = new double[size][size];
        for (int g = 0; g < ofCell.length; g++) {
            double h = FastMath.pow(ofCell[g], power);
            for (int k = 0; k < size; k++) {
                add(sum[k], h * mean[g][k], mean[g]);
            }
        }
        return MatrixUtils.createRealMatrix(sum);
    }

    private static void add(double[] sum, double factor, double[] values) {
        for (int k = 0; k < sum.length; k++) {
            sum[k] += factor * values[k];
        }
    }
}
