package org.spectralsweep.spark.table;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One trial of a sweep and the committed rows that are its own.
 *
 * @param trialId id under which its rows are committed, or will be
 * @param trajectoryId id of everything that changes the weights; a sweep may watch one training under several ids
 * @param cell id of what replicates share in a fit, computed from the spec without metrics, checkpoints and theory; the column of
 *     that name in {@code trials} includes them
 * @param specTrialId the trial's own id; another than {@code trialId} where rows that measured more serve it as well
 * @param metrics names in {@code measurements} that belong to the trial; null where all of the rows' do
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

    /** A trial whose rows are committed under its own id. */
    public static PlannedTrial ofItself(String trialId, String trajectoryId, String cell) {
        return new PlannedTrial(trialId, trajectoryId, cell, trialId, null);
    }

    /** Whether a name in {@code measurements} belongs to the trial. */
    public boolean measures(String metric) {
        return metrics == null || metrics.contains(metric);
    }
}
