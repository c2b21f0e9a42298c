package org.spectralsweep.nn;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What turns a threshold into a bound on a set R of samples, see {@link Threshold#bound}, and a stored curve into the
 * time at which any other level was reached.
 *
 * @param bound below which sum_R r^2 has to fall; proportional to the threshold's level
 * @param targetSquares sum_R y^2, over samples and outputs
 * @param samples #R
 * @param outputs of a sample; a mean over R has samples times outputs terms
 */
public record SampleSet(double bound, double targetSquares, int samples, int outputs) {
    /**
     * The sets of all conditions of thresholds on training samples, in the order of {@link Condition#of(List, int)}.
     * O(n).
     *
     * @throws IllegalArgumentException if a region holds no sample, or a relative error is asked for where the target
     *     is zero
     */
    public static Map<Condition, SampleSet> of(Samples data, Loss loss, List<Threshold> thresholds) {
        double[] squares = new double[data.regions()];
        int[] counts = new int[data.regions()];
        double[] zero = new double[data.y().length];
        int[] labels = data.region();
        for (int i = 0; i < labels.length; i++) {
            counts[labels[i]]++;
            squares[labels[i]] += loss.error(zero, data.y(), i, 1, data.outputs());
        }
        double total = 0;
        for (int label = 0; label < counts.length; label++) {
            if (counts[label] == 0) {
                throw new IllegalArgumentException("regions must hold at least one sample each but region " + label
                        + " held none of " + data.count());
            }
            total += squares[label];
        }
        Map<Condition, SampleSet> sets = new LinkedHashMap<>();
        for (Threshold threshold : thresholds) {
            for (Condition condition : Condition.of(threshold, data.regions())) {
                int count = condition.isWhole() ? data.count() : counts[condition.region()];
                double square = condition.isWhole() ? total : squares[condition.region()];
                sets.put(
                        condition,
                        new SampleSet(threshold.bound(count, square, data.count()), square, count, data.outputs()));
            }
        }
        return sets;
    }
}
