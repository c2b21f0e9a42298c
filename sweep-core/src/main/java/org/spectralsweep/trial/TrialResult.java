package org.spectralsweep.trial;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.metric.Measurement;

/**
 * What a trial leaves behind: plain values only.
 *
 * @param trialId id of spec, thresholds, checkpoints and metrics
 * @param trajectoryId id of everything that changes the weights
 * @param status how it ended
 * @param engine the engine that trained it
 * @param simd how its loops were written; null if nothing was trained
 * @param samples n
 * @param inputDimension columns of an encoded point
 * @param parameters trained and fixed weights and biases in all
 * @param learningRate eta as resolved; null if it failed before
 * @param timePerStep gradient-flow time of an update, eta * c; null where the optimiser has none, or if it failed before
 * @param lambdaMax largest eigenvalue of the loss's own kernel matrix, so that eta * lambdaMax below 2 is stable; null where it
 *     was not computed
 * @param kernelSource whether lambdaMax and the predictions are of the closed form or of the empirical kernel; null where there is no kernel
 * @param predictedSteps the kernel's own steps to the slowest threshold that ends the trial; null where it is not predicted
 * @param maxSteps updates allowed, resolved; null if it failed before
 * @param steps updates done
 * @param initialLoss null if nothing was trained, or there was no time to look
 * @param finalLoss likewise
 * @param targetEnergy the loss of the zero function on the training samples, in the trial's convention; null if it ended before
 * @param seconds wall time of the trial
 * @param trainingSeconds the part of it in the trainer's steps
 * @param gflops multiplications and additions of the matrix products that the steps stand for, 1e9 a second, whether the engine does them or
 *     finds the result with fewer; null if nothing was trained
 * @param warnings clear sentences
 * @param error cause of a FAILED trial
 * @param hits one row a threshold and region
 * @param measurements one row a number
 */
public record TrialResult(
        String trialId,
        String trajectoryId,
        TrialStatus status,
        String engine,
        @Nullable String simd,
        int samples,
        int inputDimension,
        long parameters,
        @Nullable Double learningRate,
        @Nullable Double timePerStep,
        @Nullable Double lambdaMax,
        @Nullable String kernelSource,
        @Nullable Long predictedSteps,
        @Nullable Long maxSteps,
        long steps,
        @Nullable Double initialLoss,
        @Nullable Double finalLoss,
        @Nullable Double targetEnergy,
        double seconds,
        double trainingSeconds,
        @Nullable Double gflops,
        List<String> warnings,
        @Nullable String error,
        List<Hit> hits,
        List<Measurement> measurements) {
    /** The result of a trial that threw. */
    public static TrialResult failed(
            String trialId, String trajectoryId, String engine, Throwable cause, double seconds) {
        return new TrialResult(
                trialId,
                trajectoryId,
                TrialStatus.FAILED,
                engine,
                null,
                0,
                0,
                0,
                null,
                null,
                null,
                null,
                null,
                null,
                0,
                null,
                null,
                null,
                seconds,
                0,
                null,
                List.of(),
                FailureCause.text(cause),
                List.of(),
                List.of());
    }
}
