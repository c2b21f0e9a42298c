package org.spectralsweep.trial;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.metric.Measurement;

/**
 * The result of a trial, in plain values only.
 *
 * @param trialId id of spec, thresholds, checkpoints and metrics
 * @param trajectoryId id of everything that changes the weights
 * @param model what was trained
 * @param kernel what the kernel said
 * @param course how the training went
 * @param cost what it took
 * @param hits one row for each threshold and region, reached or not
 * @param measurements one row for each number
 */
public record TrialResult(
        String trialId,
        String trajectoryId,
        Model model,
        Kernel kernel,
        Course course,
        Cost cost,
        List<Hit> hits,
        List<Measurement> measurements) {
    /**
     * What was trained.
     *
     * @param samples n
     * @param inputDimension columns of an encoded point
     * @param parameters trained and fixed weights and biases in all
     * @param engine the engine that trained it
     * @param simd how its loops would be written where they come in two forms, which is in the shallow engine; null if
     *     nothing was trained
     * @param vectorBits bits of the SIMD vectors in the engine's loops, 0 for plain loops; null if the loops are not
     *     this program's, or nothing was trained
     * @param productLibrary what computed the engine's matrix products, with its version; null if it has none, or
     *     nothing was trained
     */
    public record Model(
            int samples,
            int inputDimension,
            long parameters,
            String engine,
            @Nullable String simd,
            @Nullable Integer vectorBits,
            @Nullable String productLibrary) {
        /** Of a trial that trained nothing. */
        static Model untrained(int samples, int inputDimension, long parameters, String engine) {
            return new Model(samples, inputDimension, parameters, engine, null, null, null);
        }

        /** Of a trial that failed before it was known. */
        static Model unknown(String engine) {
            return untrained(0, 0, 0, engine);
        }
    }

    /**
     * What the kernel said.
     *
     * @param learningRate eta as resolved; null if it failed before
     * @param timePerStep gradient-flow time of an update, eta * c; null where the optimiser has none, where
     *     updates differ, or if it failed
     *     before
     * @param lambdaMax largest eigenvalue of the loss's own kernel matrix, so that eta * lambdaMax below 2 is stable;
     *     null where it was not computed
     * @param kernelSource whether lambdaMax and the predictions are of the closed form or of the empirical kernel; null
     *     where there is no kernel
     * @param predictedSteps the kernel's own steps to the slowest threshold that ends the trial; null where it is not
     *     predicted
     */
    public record Kernel(
            @Nullable Double learningRate,
            @Nullable Double timePerStep,
            @Nullable Double lambdaMax,
            @Nullable String kernelSource,
            @Nullable Long predictedSteps) {
        /** Of a trial that did not come to its kernel. */
        static Kernel unknown(@Nullable Double learningRate) {
            return new Kernel(learningRate, null, null, null, null);
        }
    }

    /**
     * How training went.
     *
     * @param status how it ended
     * @param steps updates done
     * @param maxSteps updates allowed, resolved; null if it failed before
     * @param initialLoss null if nothing was trained, or there was no time to look
     * @param finalLoss likewise
     * @param targetEnergy the loss of the zero function on the training samples, in the trial's convention; null if it
     *     ended before
     * @param warnings clear sentences
     * @param error cause of a FAILED trial
     */
    public record Course(
            TrialStatus status,
            long steps,
            @Nullable Long maxSteps,
            @Nullable Double initialLoss,
            @Nullable Double finalLoss,
            @Nullable Double targetEnergy,
            List<String> warnings,
            @Nullable String error) {
        /** Of a trial that trained nothing. */
        static Course untrained(
                TrialStatus status, @Nullable Long maxSteps, @Nullable Double targetEnergy, List<String> warnings) {
            return new Course(status, 0, maxSteps, null, null, targetEnergy, warnings, null);
        }

        /** Of a trial that threw. */
        static Course failed(Throwable cause) {
            return new Course(TrialStatus.FAILED, 0, null, null, null, null, List.of(), FailureCause.text(cause));
        }
    }

    /**
     * What a trial took.
     *
     * @param seconds wall time of the trial
     * @param trainingSeconds the part of it in the trainer's steps
     * @param gflops multiplications and additions of the matrix products that the steps stand for, 1e9 a second,
     *     whether the engine does them or finds the result with fewer; null if nothing was trained
     * @param setupSeconds the part before the first step: samples, kernel, spectra and initial weights; null if the
     *     trial did not get further, or went on from a saved state
     * @param metricSeconds the part in which metrics measured; null likewise
     * @param cpuSeconds processor time of the thread that ran the trial; null likewise, or where it cannot be told
     */
    public record Cost(
            double seconds,
            double trainingSeconds,
            @Nullable Double gflops,
            @Nullable Double setupSeconds,
            @Nullable Double metricSeconds,
            @Nullable Double cpuSeconds) {
        /** Of a trial that trained nothing. */
        static Cost untrained(double seconds) {
            return new Cost(seconds, 0, null, null, null, null);
        }

        /** Of a trial of which all that was asked for is its spectra and its kernel's prediction. */
        static Cost predicted(double seconds, @Nullable Double cpuSeconds) {
            return new Cost(seconds, 0, null, seconds, 0.0, cpuSeconds);
        }
    }

    /** The result of a trial that threw. */
    public static TrialResult failed(
            String trialId, String trajectoryId, String engine, Throwable cause, double seconds) {
        return new TrialResult(
                trialId,
                trajectoryId,
                Model.unknown(engine),
                Kernel.unknown(null),
                Course.failed(cause),
                Cost.untrained(seconds),
                List.of(),
                List.of());
    }

    /** How it ended. */
    public TrialStatus status() {
        return course.status();
    }
}
