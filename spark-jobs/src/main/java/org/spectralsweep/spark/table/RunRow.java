package org.spectralsweep.spark.table;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One {@code run} of a sweep: what is needed to repeat it, and how it went.
 *
 * @param runId start time and a random part; rows of {@code trials} name the run that committed them
 * @param sweep name of the sweep
 * @param source what was run
 * @param machine what ran it
 * @param startedAt when the run began
 * @param finishedAt when the run ended; null where the driver was killed or is still running
 * @param counts how many trials there are, and how those of this run ended
 * @param cost what they were predicted to cost, and what they did; null in tables of before it had columns
 */
public record RunRow(
        String runId,
        String sweep,
        Source source,
        Machine machine,
        Instant startedAt,
        @Nullable Instant finishedAt,
        Counts counts,
        @Nullable Cost cost) {
    /**
     * What was run.
     *
     * @param gitCommit commit of the source tree; null outside one
     * @param gitDirty whether the source tree had changes that are not committed; null outside one
     * @param spec the text of the spec file
     * @param variant the spec's variant that was chosen; null if it has none
     * @param overrides {@code --set} options, one a line
     */
    public record Source(
            @Nullable String gitCommit,
            @Nullable Boolean gitDirty,
            String spec,
            @Nullable String variant,
            String overrides) {}

    /**
     * What ran it.
     *
     * @param jdk vendor and version of the driver's Java
     * @param spark version of Spark
     * @param blas library and processor kernel of matrix products
     * @param blasThreads threads of a matrix product in one task
     * @param cpuModel model of the driver's processor
     * @param master Spark's master, such as {@code local[2,4]}
     * @param cores cores that ran tasks
     */
    public record Machine(
            String jdk,
            String spark,
            @Nullable String blas,
            @Nullable Integer blasThreads,
            String cpuModel,
            String master,
            int cores) {}

    /**
     * How many trials there are, and how those ended that this run committed.
     *
     * @param trials how many trials the sweep has
     * @param skipped how many of them earlier runs had committed
     * @param converged how many of this run reached every threshold that ends them
     * @param budgetExhausted how many of this run used up their steps
     * @param timedOut how many of this run used up their wall time
     * @param diverged how many of this run diverged
     * @param predicted how many of this run were not to be trained; null in tables of before that could be
     * @param failed how many of this run threw an error
     */
    public record Counts(
            int trials,
            int skipped,
            int converged,
            int budgetExhausted,
            int timedOut,
            int diverged,
            @Nullable Integer predicted,
            int failed) {}

    /**
     * Processor seconds.
     *
     * @param predictedCpuSeconds processor seconds of the trials that were missing, as predicted before the first of
     *     them
     * @param predictedCpuLow processor seconds below which a tenth of the outcomes was expected
     * @param predictedCpuHigh processor seconds above which a tenth of the outcomes was expected
     * @param trialCpuSeconds processor seconds of the trials' threads, without trials that failed or went on from a
     *     saved state; null until the run has finished
     * @param processCpuSeconds processor seconds of the driver's process from its start to the end of the last trial,
     *     in local mode with all trials; null until the run has finished
     */
    public record Cost(
            @Nullable Double predictedCpuSeconds,
            @Nullable Double predictedCpuLow,
            @Nullable Double predictedCpuHigh,
            @Nullable Double trialCpuSeconds,
            @Nullable Double processCpuSeconds) {}
}
