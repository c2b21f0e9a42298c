package org.spectralsweep.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.spectralsweep.Deadline;
import org.spectralsweep.nn.Condition;
import org.spectralsweep.nn.Threshold;

/**
 * Gradient descent in the lazy regime, where the kernel H does not change. The residual after t updates is r_t = (I -
 * eta f H)^t (f_0 - y), which is -(I - eta f H)^t y where the initial output f_0 is zero. f is the loss's kernel factor
 * (HALF_SUM 1, HALF_MEAN 1/n, MEAN_SQUARE 2/n). Other optimisers follow their {@link DescentRule}. The result is the
 * least t at which each threshold holds, the kernel's prediction for a network trained on these very samples.
 *
 * <p>Two exact methods are joined. The first updates are done one by one as matrix products (2 n^2 flops an update and
 * target). Conditions that do not hold by then are followed in H's eigenbasis (about 9 n^3 flops once), where a step
 * count costs no more than one update. {@link EigenbasisDescent} skips steps only while a bound proves that no pending
 * condition can hold in between. The energy of a region need not fall monotonically, so a bisection would be wrong.
 *
 * <p>The method changes when the products have cost about as much as the eigenbasis will. So it is never more than
 * about twice as slow as the better of the two, unless the eigenbasis is there from a trial before.
 *
 * <p>Where eta f lambda_max is above 2, a residual with a part in that eigenvector grows. Conditions that have not held
 * by the time its energy is 1e100 times the first residual's stay empty. So do those that do not hold by the cap.
 */
public final class KernelDescent {
    /**
     * Samples for each update done singly: with one target, n / 2 updates cost about what the eigenbasis does
     * (measured, n = 367 to 1500).
     */
    private static final int SAMPLES_PER_UPDATE = 2;

    private KernelDescent() {}

    /**
     * First crossings for one target, as {@link #firstCrossings(double[], int, List, int[], int, double, List, long)}
     * gives them for a list of one.
     *
     * @param y targets, n x outputs, row-major; the outputs share the kernel and their energies are added
     */
    public static Map<Condition, OptionalLong> firstCrossings(
            double[] gram,
            int n,
            double[] y,
            int[] region,
            int regions,
            double learningRateTimesFactor,
            List<Threshold> thresholds,
            long maxSteps) {
        return firstCrossings(gram, n, List.of(y), region, regions, learningRateTimesFactor, thresholds, maxSteps)
                .get(0);
    }

    /**
     * First crossings for several targets on the same samples, which share every matrix product and the eigenbasis.
     *
     * @param gram H, n x n, row-major, symmetric and positive semidefinite up to rounding
     * @param n samples
     * @param targets each n x outputs, row-major
     * @param region region of each sample, 0 to regions - 1
     * @param regions number of regions
     * @param learningRateTimesFactor eta f
     * @param thresholds what is asked
     * @param maxSteps the last update that is observed
     * @return for each target every condition of the thresholds; empty where it does not hold by maxSteps
     * @throws IllegalArgumentException if sizes disagree, a region is out of range, a number is NaN, or a relative
     *     threshold is given for a region where the target is zero
     */
    public static List<Map<Condition, OptionalLong>> firstCrossings(
            double[] gram,
            int n,
            List<double[]> targets,
            int[] region,
            int regions,
            double learningRateTimesFactor,
            List<Threshold> thresholds,
            long maxSteps) {
        return firstCrossings(
                new GramMatrix(gram, n),
                targets,
                targets,
                region,
                regions,
                learningRateTimesFactor,
                DescentRule.PLAIN,
                thresholds,
                maxSteps,
                Deadline.NONE);
    }

    /**
     * First crossings of descents that do not start from zero output, or whose residuals are mapped.
     *
     * @param gram the matrix of the descent: H, or H P
     * @param targets each n x outputs, row-major; they only set the level of relative thresholds
     * @param starts the first residuals f_0 - y (or y - f_0), in the order and shape of the targets
     * @param rule the optimiser
     * @param deadline checked before every product with H or its eigenbasis
     * @return as {@link #firstCrossings(double[], int, List, int[], int, double, List, long)}
     * @throws IllegalArgumentException as there
     */
    static List<Map<Condition, OptionalLong>> firstCrossings(
            DescentMatrix gram,
            List<double[]> targets,
            List<double[]> starts,
            int[] region,
            int regions,
            double learningRateTimesFactor,
            DescentRule rule,
            List<Threshold> thresholds,
            long maxSteps,
            Deadline deadline) {
        int n = gram.order();
        requireSizes(n, targets, region, regions);
        requireSizes(n, starts, region, regions);
        if (!(learningRateTimesFactor > 0) || Double.isInfinite(learningRateTimesFactor)) {
            throw new IllegalArgumentException(
                    "learning-rate times factor must be positive but was " + learningRateTimesFactor);
        }
        List<PredictedCrossings> courses = new ArrayList<>();
        for (int i = 0; i < targets.size(); i++) {
            courses.add(new PredictedCrossings(targets.get(i), starts.get(i), n, region, regions, thresholds));
        }
        long singly = Math.min(maxSteps, (long) n / SAMPLES_PER_UPDATE / Math.max(1, targets.size()));
        SteppedDescent.run(gram, learningRateTimesFactor, rule, courses, singly, deadline);
        EigenbasisDescent.run(gram, learningRateTimesFactor, rule, courses, singly + 1, maxSteps, deadline);
        return courses.stream().map(PredictedCrossings::steps).toList();
    }

    private static void requireSizes(int n, List<double[]> targets, int[] region, int regions) {
        for (double[] y : targets) {
            if (y.length == 0 || y.length % n != 0) {
                throw new IllegalArgumentException(
                        "target must hold n = " + n + " rows but had " + y.length + " values");
            }
            for (double value : y) {
                if (!Double.isFinite(value)) {
                    throw new IllegalArgumentException("target must be finite but held " + value);
                }
            }
        }
        if (region.length != n) {
            throw new IllegalArgumentException("region must hold " + n + " labels but had " + region.length);
        }
        for (int label : region) {
            if (label < 0 || label >= regions) {
                throw new IllegalArgumentException(
                        "region must be between 0 and " + (regions - 1) + " but was " + label);
            }
        }
    }
}
