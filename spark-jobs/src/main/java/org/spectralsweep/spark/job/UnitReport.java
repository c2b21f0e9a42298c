package org.spectralsweep.spark.job;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.trial.TrialStatus;

/**
 * What a task tells the driver; curves stay in the tables.
 *
 * @param unit name
 * @param trials its trials
 * @param lost why the results folder is not the run's any more, so that nothing was committed; null if all is well
 */
public record UnitReport(
        String unit, List<Trial> trials, @Nullable String lost) implements Serializable {
    /** The report of a committed unit. */
    public UnitReport(String unit, List<Trial> trials) {
        this(unit, trials, null);
    }

    /** The report of a unit that was not committed, since the folder is not there or another's. */
    static UnitReport lost(String unit, String reason) {
        return new UnitReport(unit, List.of(), reason);
    }

    /**
     * One trial.
     *
     * @param trialId id
     * @param status how it ended
     * @param predictedSeconds by the cost model
     * @param wallSeconds as measured
     */
    public record Trial(String trialId, TrialStatus status, double predictedSeconds, double wallSeconds)
            implements Serializable {}
}
