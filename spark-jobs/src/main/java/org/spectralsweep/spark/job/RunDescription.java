package org.spectralsweep.spark.job;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.spark.table.RunRow;
import org.spectralsweep.sweep.CostInterval;
import org.spectralsweep.trial.TrialStatus;

/**
 * Describes a run: its sweep, and the software that computes it.
 *
 * @param sweep name
 * @param source what the sweep was read from
 * @param blas library and kernel, or null if unknown
 * @param blasThreads threads of one task
 * @param predicted processor seconds of the trials that are missing; null if nobody asked
 */
public record RunDescription(
        String sweep,
        SpecSource source,
        @Nullable String blas,
        @Nullable Integer blasThreads,
        @Nullable CostInterval predicted) {
    /** A run whose cost nobody predicted. */
    public RunDescription(String sweep, SpecSource source, @Nullable String blas, @Nullable Integer blasThreads) {
        this(sweep, source, blas, blasThreads, null);
    }

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** The start time and a random part, so that two runs of one second differ. */
    static String newRunId(Instant started) {
        return STAMP.format(started) + "-" + UUID.randomUUID().toString().substring(0, 8);
    }

    RunRow row(
            RunSweep.Summary summary,
            String sparkVersion,
            String master,
            int cores,
            Instant started,
            @Nullable Instant finished) {
        String dirty = System.getProperty("sweep.git.dirty");
        return new RunRow(
                summary.runId(),
                sweep,
                new RunRow.Source(
                        System.getProperty("sweep.git.commit"),
                        dirty == null ? null : Boolean.valueOf(dirty),
                        source.spec(),
                        source.variant(),
                        source.overrideLines()),
                new RunRow.Machine(
                        System.getProperty("java.vm.vendor") + " " + System.getProperty("java.runtime.version"),
                        sparkVersion,
                        blas,
                        blasThreads,
                        Processor.model(),
                        master,
                        cores),
                started,
                finished,
                new RunRow.Counts(
                        summary.trials(),
                        summary.skipped(),
                        summary.count(TrialStatus.CONVERGED),
                        summary.count(TrialStatus.BUDGET_EXHAUSTED),
                        summary.count(TrialStatus.TIMED_OUT),
                        summary.count(TrialStatus.DIVERGED),
                        summary.count(TrialStatus.PREDICTED),
                        summary.count(TrialStatus.FAILED)),
                new RunRow.Cost(
                        predicted == null ? null : (Double) predicted.seconds(),
                        predicted == null ? null : (Double) predicted.low(),
                        predicted == null ? null : (Double) predicted.high(),
                        finished == null ? null : (Double) summary.trialCpuSeconds(),
                        finished == null ? null : cpuSeconds()));
    }

    private static @Nullable Double cpuSeconds() {
        return ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .map(time -> time.toMillis() / 1e3)
                .orElse(null);
    }
}
