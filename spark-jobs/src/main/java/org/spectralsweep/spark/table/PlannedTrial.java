package org.spectralsweep.spark.table;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One trial of a sweep, and the committed rows that belong to it.
 *
 * @param trialId id under which its rows are or will be committed
 * @param trajectoryId id of everything that changes the weights; one training may serve several trial ids of a sweep
 * @param cell id that replicates share in a fit, computed from the spec without metrics, checkpoints and spectra; the
 *     column of that name in {@code trials} includes these
 * @param specTrialId the trial's own id; differs from {@code trialId} if rows of a trial that measured more serve this
 *     one too
 * @param metrics names in {@code measurements} that belong to the trial; null if all names of the rows do
 */
public record PlannedTrial(
        String trialId,
        String trajectoryId,
        String cell,
        String specTrialId,
        @Nullable List<String> metrics) {
    /** Copies the names. */
    public PlannedTrial {
        metrics = metrics == null ? null : List.copyOf(metrics);
    }

    /** The trial if its rows are committed under its own id. */
    public static PlannedTrial ofItself(String trialId, String trajectoryId, String cell) {
        return new PlannedTrial(trialId, trajectoryId, cell, trialId, null);
    }

    /** Whether a name in {@code measurements} belongs to the trial. */
    public boolean measures(String metric) {
        return metrics == null || metrics.contains(metric);
    }
}
