package org.spectralsweep.spark.job;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * One trial of a sweep with its ids and its predicted cost, as it is shipped to a task.
 *
 * @param trialId id
 * @param trajectoryId id of what changes the weights
 * @param cell id of what replicates share
 * @param fitCell likewise, without what is only observed along with the times
 * @param label the values of the axes, for people
 * @param engine the engine that will train it
 * @param specJson the spec in its canonical form
 * @param predictedSeconds cost on one core
 * @param maxSteps budget of updates; null if it is automatic
 * @param budgetFactor factor of an automatic budget
 */
public record CostedTrial(
        String trialId,
        String trajectoryId,
        String cell,
        String fitCell,
        String label,
        String engine,
        String specJson,
        double predictedSeconds,
        @Nullable Long maxSteps,
        double budgetFactor)
        implements Serializable {
    /** Checks the cost, which determines the order of the stage. */
    public CostedTrial {
        if (!(predictedSeconds >= 0)) {
            throw new IllegalArgumentException("predicted-seconds must be at least 0 but was " + predictedSeconds);
        }
    }

    /** The same trial at another cost. */
    CostedTrial costing(double seconds) {
        return new CostedTrial(
                trialId, trajectoryId, cell, fitCell, label, engine, specJson, seconds, maxSteps, budgetFactor);
    }
}
