package org.spectralsweep.spark.table;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.trial.TrialStatus;

/**
 * One trial.
 *
 * @param trialId id of trajectory, thresholds, checkpoints and metrics
 * @param trajectoryId id of everything that changes the weights
 * @param runId the run that committed it
 * @param cell id that replicates share, computed with metrics and checkpoints; in the view planned that of the plan
 * @param spec the spec's columns; null where the spec could not be read by the task
 * @param outcome how it went
 * @param specJson the spec in its canonical form
 * @param counts its rows in the other tables; null where an early version wrote it
 */
public record TrialRow(
        String trialId,
        String trajectoryId,
        String runId,
        String cell,
        @Nullable SpecColumns spec,
        Outcome outcome,
        String specJson,
        @Nullable RowCounts counts) {

    /** Makes a trial whose rows are not counted yet; its {@link UnitStore.Unit} counts them. */
    public TrialRow(
            String trialId,
            String trajectoryId,
            String runId,
            String cell,
            @Nullable SpecColumns spec,
            Outcome outcome,
            String specJson) {
        this(trialId, trajectoryId, runId, cell, spec, outcome, specJson, null);
    }

    /** The same trial, committed again by another run, with one more warning. */
    public TrialRow keptBy(String run, String warning) {
        List<String> warnings = Stream.concat(outcome.warnings().stream(), Stream.of(warning))
                .distinct()
                .toList();
        Outcome warned = new Outcome(
                outcome.model(),
                outcome.kernel(),
                outcome.course(),
                outcome.cost(),
                warnings,
                outcome.error(),
                outcome.host(),
                outcome.attempt());
        return new TrialRow(trialId, trajectoryId, run, cell, spec, warned, specJson);
    }

    /** The same trial with its counts. */
    TrialRow counting(RowCounts rows) {
        return new TrialRow(trialId, trajectoryId, runId, cell, spec, outcome, specJson, rows);
    }

    /**
     * How a trial went, and where.
     *
     * @param model what was trained
     * @param kernel what the kernel said
     * @param course how training went
     * @param cost what it took
     * @param warnings sentences about what a reader of the numbers should know
     * @param error what a FAILED trial threw; null for others
     * @param host host that ran it
     * @param attempt number of Spark's attempt at its task, from 0
     */
    public record Outcome(
            Model model,
            Kernel kernel,
            Course course,
            Cost cost,
            List<String> warnings,
            @Nullable String error,
            String host,
            int attempt) {
        /** Copies the warnings. */
        public Outcome {
            warnings = List.copyOf(warnings);
        }

        /** How it ended. */
        public TrialStatus status() {
            return course.status();
        }
    }

    /**
     * What was trained.
     *
     * @param samples n, how many samples it was trained on
     * @param inputDimension numbers that the network reads of a point, after the encoding
     * @param parameters how many weights and biases the network has
     * @param engine implementation that trained it
     * @param simd vector or scalar: how loops would be written where they come in two forms, which is in the shallow
     *     engine; no result depends on it
     * @param vectorBits bits of the SIMD vectors in its loops, 0 for plain loops; null where the loops are a library's,
     *     and in tables of before it was a column
     * @param productLibrary what computed its matrix products, with its version; null where nothing did, and in tables
     *     of before it was a column
     */
    public record Model(
            int samples,
            int inputDimension,
            long parameters,
            String engine,
            @Nullable String simd,
            @Nullable Integer vectorBits,
            @Nullable String productLibrary) {}

    /**
     * What the kernel said.
     *
     * @param learningRate learning rate eta, as resolved
     * @param timePerStep gradient-flow time of an update; null where the optimiser has none
     * @param lambdaMax largest eigenvalue of the kernel matrix of the loss; null without a kernel
     * @param etaLambdaMax learning rate times the largest eigenvalue; gradient descent is stable below 2
     * @param kernelSource whether lambdaMax and predictions come from the closed form or from the empirical kernel;
     *     null without a kernel
     * @param predictedSteps the kernel's own steps to the slowest threshold that ends the trial; null where not
     *     predicted
     */
    public record Kernel(
            @Nullable Double learningRate,
            @Nullable Double timePerStep,
            @Nullable Double lambdaMax,
            @Nullable Double etaLambdaMax,
            @Nullable String kernelSource,
            @Nullable Long predictedSteps) {}

    /**
     * How training went.
     *
     * @param status how it ended, such as {@code CONVERGED}
     * @param steps updates done
     * @param maxSteps updates allowed, resolved; null if the trial failed before an automatic budget was known
     * @param initialLoss loss before the first update, in the trial's convention
     * @param finalLoss loss after the last update, in the trial's convention
     * @param targetEnergy loss of the zero function, in the trial's convention: a start far above it has an output to
     *     forget first; null in tables from before this column
     */
    public record Course(
            TrialStatus status,
            long steps,
            @Nullable Long maxSteps,
            @Nullable Double initialLoss,
            @Nullable Double finalLoss,
            @Nullable Double targetEnergy) {}

    /**
     * What it took.
     *
     * @param wallSeconds seconds that the trial took
     * @param trainingSeconds seconds of it in updates
     * @param predictedSeconds seconds that the cost model predicted
     * @param gflops rate of the updates, in billions of operations a second
     * @param setupSeconds seconds before the first step: samples, kernel, spectra and initial weights; null if the
     *     trial did not get further or went on from a saved state, and in tables of before it was a column
     * @param metricSeconds seconds in which metrics measured; null where {@code setup_seconds} is
     * @param cpuSeconds processor seconds of the trial's thread; null where {@code setup_seconds} is
     */
    public record Cost(
            double wallSeconds,
            double trainingSeconds,
            double predictedSeconds,
            @Nullable Double gflops,
            @Nullable Double setupSeconds,
            @Nullable Double metricSeconds,
            @Nullable Double cpuSeconds) {}
}
