package org.spectralsweep.trial;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.metric.Measurement;

/**
 * The result of a trial, in plain values only.
 *
 * @param trialId id of spec, thresholds, checkpoints and metrics
 * @param trajectoryId id of everything that changes the weights
 * @param status how the trial ended
 * @param engine the engine that trained it
 * @param simd how the engine's loops were written; null if nothing was trained
 * @param samples number of samples n
 * @param inputDimension columns of an encoded point
 * @param parameters number of weights and biases, trained and fixed
 * @param learningRate eta as resolved; null if the trial failed before
 * @param timePerStep gradient-flow time of an update, eta * c; null where the optimiser does not have one, or if the
 *     trial failed before
 * @param lambdaMax largest eigenvalue of the loss's own kernel matrix, so that eta * lambdaMax below 2 is stable; null
 *     where it was not computed
 * @param kernelSource whether lambdaMax and the predictions belong to the closed form or to the empirical kernel; null
 *     where there is no kernel
 * @param predictedSteps the kernel's own steps to the slowest threshold that ends the trial; null where it is not
 *     predicted
 * @param maxSteps updates allowed, resolved; null if the trial failed before
 * @param steps updates done
 * @param initialLoss loss before the first update; null if nothing was trained, or if there was no time to compute it
 * @param finalLoss loss after the last update; null in the same cases
 * @param targetEnergy the loss of the zero function on the training samples, in the trial's convention; null if the
 *     trial ended before
 * @param seconds wall time of the trial
 * @param trainingSeconds the part of it spent in the trainer's steps
 * @param gflops multiplications and additions of the matrix products that the steps stand for, in 1e9 a second. They
 *     count whether the engine does them or finds the result with fewer. Null if nothing was trained.
 * @param warnings clear sentences
 * @param error cause of a FAILED trial
 * @param hits one row for each threshold and region
 * @param measurements one row for each number
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
        String name = cause.getClass().getSimpleName();
        String message = cause.getMessage();
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
                message == null ? name : name + ": " + message,
                List.of(),
                List.of());
    }
}
