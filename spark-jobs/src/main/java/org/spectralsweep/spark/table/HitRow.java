package org.spectralsweep.spark.table;

import org.jspecify.annotations.Nullable;
import org.spectralsweep.nn.SampleSet;
import org.spectralsweep.trial.Hit;

/**
 * One threshold in one region, reached or not, and its time, as in {@link Hit}.
 *
 * @param trialId id of the trial's rows
 * @param region density region, -1 for the whole domain
 * @param density p of the region; 1 for the whole domain
 * @param threshold name of the threshold
 * @param convention what the threshold compares with its level, spelled as in a spec file
 * @param delta the threshold's level
 * @param stepLower the threshold was not reached before this step
 * @param stepUpper the threshold was reached by this step; null if right-censored
 * @param timeLower the lower step as gradient-flow time of the half-mean loss
 * @param timeUpper the upper step as gradient-flow time of the half-mean loss; null if right-censored
 * @param predictedStep the step that the kernel predicts on these samples
 * @param predictedTime the predicted step as gradient-flow time; null in tables of before it was stored
 * @param set the samples on which the threshold is tested; null in tables of before it was stored, and where a trial
 *     ended before it had samples
 */
public record HitRow(
        String trialId,
        int region,
        double density,
        String threshold,
        String convention,
        double delta,
        long stepLower,
        @Nullable Long stepUpper,
        @Nullable Double timeLower,
        @Nullable Double timeUpper,
        @Nullable Long predictedStep,
        @Nullable Double predictedTime,
        @Nullable SampleRow set) {
    /**
     * Samples R on which a threshold is tested. Its bound is proportional to delta, so a stored curve has a time for
     * every other level.
     *
     * @param bound the threshold holds where sum_R r^2, over samples and outputs, is below it
     * @param targetSquares sum_R y^2 of the targets, over samples and outputs
     * @param regionSamples how many samples R has
     * @param outputs how many outputs a sample has
     */
    public record SampleRow(double bound, double targetSquares, int regionSamples, int outputs) {
        static @Nullable SampleRow of(@Nullable SampleSet set) {
            return set == null ? null : new SampleRow(set.bound(), set.targetSquares(), set.samples(), set.outputs());
        }
    }

    /** A row without its set. */
    public HitRow(
            String trialId,
            int region,
            double density,
            String threshold,
            String convention,
            double delta,
            long stepLower,
            @Nullable Long stepUpper,
            @Nullable Double timeLower,
            @Nullable Double timeUpper,
            @Nullable Long predictedStep) {
        this(
                trialId,
                region,
                density,
                threshold,
                convention,
                delta,
                stepLower,
                stepUpper,
                timeLower,
                timeUpper,
                predictedStep,
                null,
                null);
    }

    /** The row of a hit of the given trial. */
    public static HitRow of(String trialId, Hit hit) {
        return new HitRow(
                trialId,
                hit.region(),
                hit.density(),
                hit.threshold(),
                SpecColumns.kebab(hit.convention()),
                hit.delta(),
                hit.stepLower(),
                hit.stepUpper(),
                hit.timeLower(),
                hit.timeUpper(),
                hit.predictedStep(),
                hit.predictedTime(),
                SampleRow.of(hit.set()));
    }

    /** The same hit for another trial of the same trajectory. */
    public HitRow of(String otherId) {
        return new HitRow(
                otherId,
                region,
                density,
                threshold,
                convention,
                delta,
                stepLower,
                stepUpper,
                timeLower,
                timeUpper,
                predictedStep,
                predictedTime,
                set);
    }
}
