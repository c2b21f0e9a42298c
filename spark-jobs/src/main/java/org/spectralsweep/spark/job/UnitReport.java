package org.spectralsweep.spark.job;

import java.io.Serializable;
import java.util.List;
import org.spectralsweep.trial.TrialStatus;

/**
 * What a task tells the driver; curves stay in the tables.
 *
 * @param unit name
 * @param trials its trials
 */
public record UnitReport(String unit, List<Trial> trials) implements Serializable {
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
