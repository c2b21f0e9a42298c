package org.spectralsweep.spark.table;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One {@code run} of a sweep: what is needed to repeat it, and how it went.
 *
 * @param runId start time and a random part; rows of {@code trials} name the run that committed them
 * @param sweep name
 * @param gitCommit of the source tree, or null outside one
 * @param gitDirty whether the tree had changes, or null
 * @param spec the text of the spec file
 * @param variant the variant that was chosen, or null
 * @param overrides {@code --set} options, one a line
 * @param jdk vendor and version
 * @param spark version
 * @param blas library and kernel
 * @param blasThreads of one task
 * @param cpuModel of the driver
 * @param master Spark's
 * @param cores that ran tasks
 * @param startedAt when
 * @param finishedAt when, or null if the driver was killed or is still running
 * @param trials in the sweep
 * @param skipped how many of them were committed before
 * @param converged number committed by this run
 * @param budgetExhausted likewise
 * @param timedOut likewise
 * @param diverged likewise
 * @param predicted likewise; null in tables from before trials could train nothing
 * @param failed likewise
 */
public record RunRow(
        String runId,
        String sweep,
        @Nullable String gitCommit,
        @Nullable Boolean gitDirty,
        String spec,
        @Nullable String variant,
        String overrides,
        String jdk,
        String spark,
        @Nullable String blas,
        @Nullable Integer blasThreads,
        String cpuModel,
        String master,
        int cores,
        Instant startedAt,
        @Nullable Instant finishedAt,
        int trials,
        int skipped,
        int converged,
        int budgetExhausted,
        int timedOut,
        int diverged,
        @Nullable Integer predicted,
        int failed) {}
