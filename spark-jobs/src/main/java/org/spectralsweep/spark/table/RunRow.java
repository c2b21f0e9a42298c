package org.spectralsweep.spark.table;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One {@code run} of a sweep: what is needed to repeat it, and how it went.
 *
 * @param runId start time and a random part; rows of {@code trials} name the run that committed them
 * @param sweep name
 * @param source what was run
 * @param machine what ran it
 * @param startedAt when
 * @param finishedAt when, or null where the driver was killed or is still running
 * @param counts of its trials
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
     * @param gitCommit of the source tree, or null outside one
     * @param gitDirty whether the tree had changes, or null
     * @param spec the text of the spec file
     * @param variant the variant that was chosen, or null
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
     * @param jdk vendor and version
     * @param spark version
     * @param blas library and kernel
     * @param blasThreads of one task
     * @param cpuModel of the driver
     * @param master Spark's
     * @param cores that ran tasks
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
     * @param trials in the sweep
     * @param skipped how many of them were committed before
     * @param converged number committed by this run
     * @param budgetExhausted likewise
     * @param timedOut likewise
     * @param diverged likewise
     * @param predicted likewise; null in tables of before trials could train nothing
     * @param failed likewise
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
     * @param predictedCpuSeconds of the trials that were missing, as predicted before the first of them
     * @param predictedCpuLow a tenth of the outcomes was expected below
     * @param predictedCpuHigh a tenth of the outcomes was expected above
     * @param trialCpuSeconds of the trials' threads, without trials that failed or went on from a saved state; null
     *     until the run has finished
     * @param processCpuSeconds of the driver's process from its start to the end of the last trial, in local mode with
     *     all trials; null likewise
     */
    public record Cost(
            @Nullable Double predictedCpuSeconds,
            @Nullable Double predictedCpuLow,
            @Nullable Double predictedCpuHigh,
            @Nullable Double trialCpuSeconds,
            @Nullable Double processCpuSeconds) {}
}
