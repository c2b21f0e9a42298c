package org.spectralsweep.fit;

import java.util.Arrays;
import org.hipparchus.linear.CholeskyDecomposition;
import org.hipparchus.linear.DecompositionSolver;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.util.FastMath;
import org.jspecify.annotations.Nullable;

/**
 * Where the coordinates of a linear law may lie if times are known only between checkpoints that are further apart than
 * the times scatter. Cells then share the checkpoints, so their rounding errors are neither independent nor seen in
 * their scatter: all cells may be rounded alike, or their errors may cancel. What the rows say is a region, in which
 * the law passes through all intervals but for some noise.
 *
 * <p>The coordinates theta have a flat prior, and a row in (low, high] has the likelihood F((high - x theta)/s) -
 * F((low - x theta)/s) with F normal and s the scale of the noise. Equal rows of a cell count once, since seeds that
 * are rounded alike say the same. The mean and the covariance of theta come from expectation propagation (Minka 2001,
 * UAI 17, 362): each row's factor is replaced by a normal one that gives x theta the right mean and variance beside the
 * other rows' factors. With m and v the mean and variance of x theta without the row, and l the logarithm of the row's
 * likelihood at x theta = m with the scale sqrt(s^2 + v), these are
 *
 * <pre>m + v l'(m),   v + v^2 l''(m)</pre>
 *
 * <p>All factors move at once, by a part of the way. A sweep costs rows * K^2.
 *
 * <p>Where sigma is at its floor the noise is not known. It is then the one that makes the rows most likely at the
 * estimate, from {@value #LEAST} times the floor to the floor. Below a quarter of the floor, what is seen of it may be
 * the estimate's own error: the noise is then found again at the mean of the region, as long as it falls.
 */
final class RoundingPosterior {
    private static final double LEAST = 0.03;
    /** Noise of less than this share of the floor may be the error of the estimate. */
    private static final double SMALL = 0.25;

    private static final int AGAIN = 4;
    private static final int SCALES = 16;
    private static final int SWEEPS = 500;
    private static final double STEP = 0.7;
    private static final double STILL = 1e-5;
    private static final double SYMMETRIC = 1e-9;
    /** A row alone determines its mean if the others have less than this share in its precision. */
    private static final double OTHERS = 1e-6;
    /** How many times the variance of rounding a row without two bounds has at first. */
    private static final double WIDE = 100;

    private final Design design;
    private final double scale;
    private final double[] precision;
    private final double[] pull;
    private final RowLikelihood row = new RowLikelihood(ErrorDistribution.LOG_NORMAL);

    private RoundingPosterior(Design design, double scale) {
        this.design = design;
        this.scale = scale;
        precision = new double[design.rows()];
        pull = new double[design.rows()];
    }

    /**
     * What is known of the coordinates.
     *
     * @param mean of each
     * @param variance of each
     * @param noise the scale of the noise
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Moments(double[] mean, double[] variance, double noise) {}

    /**
     * The moments where sigma is at its floor; null if the factors do not settle.
     *
     * @throws org.hipparchus.exception.MathRuntimeException if the rows do not determine a coordinate
     */
    static @Nullable Moments belowFloor(Design design, double[] estimate, double floor) {
        double noise = scale(design, estimate, floor);
        Moments moments = of(design, estimate, noise);
        boolean falls = noise < SMALL * floor;
        for (int again = 0; again < AGAIN && falls && moments != null; again++) {
            noise = scale(design, moments.mean(), floor);
            falls = noise < moments.noise();
            if (falls) {
                Moments closer = of(design, moments.mean(), noise);
                falls = closer != null;
                moments = closer == null ? moments : closer;
            }
        }
        return moments;
    }

    /**
     * The moments of the coordinates that a design has columns for; null if the factors do not settle.
     *
     * @param scale of the noise
     * @throws org.hipparchus.exception.MathRuntimeException if the rows do not determine a coordinate
     */
    static @Nullable Moments of(Design design, double[] estimate, double scale) {
        return new RoundingPosterior(design, scale).moments(estimate);
    }

    /** The noise that makes the rows most likely at an estimate, between shares of the floor of sigma. */
    static double scale(Design design, double[] estimate, double floor) {
        RowLikelihood row = new RowLikelihood(ErrorDistribution.LOG_NORMAL);
        double best = Double.NEGATIVE_INFINITY;
        double scale = floor;
        for (int step = 0; step <= SCALES; step++) {
            double tried = floor * FastMath.pow(LEAST, step / (double) SCALES);
            double sum = 0;
            for (int i = 0; i < design.rows(); i++) {
                double centre = WeightedLeastSquares.dot(design.x()[i], estimate);
                boolean exact = design.isExact(i);
                double value =
                        row.value((design.low()[i] - centre) / tried, (design.high()[i] - centre) / tried, exact);
                sum += design.weights()[i] * (value - (exact ? FastMath.log(tried) : 0));
            }
            if (sum > best) {
                best = sum;
                scale = tried;
            }
        }
        return scale;
    }

    private @Nullable Moments moments(double[] estimate) {
        start(estimate);
        double[] last = estimate.clone();
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            double[][] information = new double[last.length][last.length];
            double[] vector = new double[last.length];
            for (int i = 0; i < precision.length; i++) {
                double[] x = design.x()[i];
                for (int a = 0; a < x.length; a++) {
                    vector[a] += pull[i] * x[a];
                    for (int b = 0; b < x.length; b++) {
                        information[a][b] += precision[i] * x[a] * x[b];
                    }
                }
            }
            DecompositionSolver solver =
                    new CholeskyDecomposition(MatrixUtils.createRealMatrix(information), SYMMETRIC, 0).getSolver();
            double[][] covariance = solver.getInverse().getData();
            double[] mean = solver.solve(MatrixUtils.createRealVector(vector)).toArray();
            double moved = move(covariance, mean);
            for (int a = 0; a < mean.length; a++) {
                moved = FastMath.max(moved, FastMath.abs(mean[a] - last[a]) / FastMath.sqrt(covariance[a][a]));
            }
            last = mean;
            if (moved < STILL) {
                double[] variance = new double[mean.length];
                Arrays.setAll(variance, a -> covariance[a][a]);
                return new Moments(mean, variance, scale);
            }
        }
        return null;
    }

    /** Factors about the estimate. */
    private void start(double[] estimate) {
        double widest = 0;
        for (int i = 0; i < precision.length; i++) {
            widest = FastMath.max(widest, width(i));
        }
        for (int i = 0; i < precision.length; i++) {
            double ofRounding = (design.isBounded(i) ? width(i) * width(i) : WIDE * widest * widest) / 12;
            precision[i] = 1 / (scale * scale + ofRounding);
            pull[i] = precision[i] * WeightedLeastSquares.dot(design.x()[i], estimate);
        }
    }

    private double width(int i) {
        return design.isBounded(i) ? design.high()[i] - design.low()[i] : 0;
    }

    /**
     * Moves every factor; says by how much the precision of one changes at most, over that of its row's mean, or its
     * mean, over the deviation of that.
     */
    private double move(double[][] covariance, double[] mean) {
        double changed = 0;
        for (int i = 0; i < precision.length; i++) {
            double[] x = design.x()[i];
            double variance = 0;
            for (int a = 0; a < x.length; a++) {
                variance += x[a] * WeightedLeastSquares.dot(covariance[a], x);
            }
            double centre = WeightedLeastSquares.dot(x, mean);
            double rest = 1 / variance - precision[i];
            double[] wanted =
                    rest * variance > OTHERS ? factor(i, (centre / variance - pull[i]) / rest, 1 / rest) : alone(i);
            double stronger = wanted[0] - precision[i];
            double pulled = wanted[1] - pull[i];
            if (Double.isFinite(stronger) && Double.isFinite(pulled)) {
                changed = FastMath.max(changed, FastMath.abs(stronger) * variance);
                changed = FastMath.max(changed, FastMath.abs(pulled - stronger * centre) * FastMath.sqrt(variance));
                precision[i] += STEP * stronger;
                pull[i] += STEP * pulled;
            }
        }
        return changed;
    }

    /** The factor that leaves the mean m + v l' and the variance v + v^2 l'', once the other rows are taken off. */
    private double[] factor(int i, double m, double v) {
        double width = FastMath.sqrt(scale * scale + v);
        row.set((design.low()[i] - m) / width, (design.high()[i] - m) / width, design.isExact(i));
        double slope = row.byMean() / width;
        double curvature = row.byMeanMean() / (width * width);
        double left = 1 + v * curvature;
        return new double[] {-curvature / left, (slope - m * curvature) / left};
    }

    /** The factor of a row about whose mean no other says anything: it is anywhere between its bounds. */
    private double[] alone(int i) {
        if (!design.isBounded(i)) {
            return new double[] {precision[i], pull[i]};
        }
        double strength = 1 / (scale * scale + width(i) * width(i) / 12);
        return new double[] {strength, strength * design.middle(i)};
    }
}
