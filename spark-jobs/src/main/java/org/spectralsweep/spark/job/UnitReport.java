package org.spectralsweep.spark.job;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.trial.TrialStatus;

/**
 * What a task tells the driver. Curves are not sent; they stay in the tables.
 *
 * @param unit name
 * @param trials its trials
 * @param lost why the results folder no longer belongs to the run, so that nothing was committed; null if all is well
 */
public record UnitReport(
        String unit, List<Trial> trials, @Nullable String lost) implements Serializable {
    /** The report of a committed work unit. */
    public UnitReport(String unit, List<Trial> trials) {
        this(unit, trials, null);
    }

    /** The report of a work unit that was not committed, because the folder is gone or belongs to another run. */
    static UnitReport lost(String unit, String reason) {
        return new UnitReport(unit, List.of(), reason);
    }

    /**
     * One trial.
     *
     * @param trialId id
     * @param status how it ended
     * @param predictedSeconds time predicted by the cost model
     * @param wallSeconds time measured
     * @param cpuSeconds processor time of its thread; 0 where it is not known, as after a saved state
     * @param error what it threw; null unless it failed
     */
    public record Trial(
            String trialId,
            TrialStatus status,
            double predictedSeconds,
            double wallSeconds,
            double cpuSeconds,
            @Nullable String error)
            implements Serializable {
        /** A trial that threw nothing. */
        public Trial(
                String trialId, TrialStatus status, double predictedSeconds, double wallSeconds, double cpuSeconds) {
            this(trialId, status, predictedSeconds, wallSeconds, cpuSeconds, null);
        }
    }
}
