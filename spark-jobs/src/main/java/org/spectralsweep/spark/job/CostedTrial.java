package org.spectralsweep.spark.job;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.spark.table.PlannedTrial;
import org.spectralsweep.train.WeightStep;
import org.spectralsweep.trial.TrialId;
import org.spectralsweep.trial.TrialJson;
import org.spectralsweep.trial.TrialSpec;

/**
 * One trial of a sweep with its ids and its predicted cost, as it is shipped to a task.
 *
 * @param ids of the trial and of what it shares with others
 * @param label the values of the axes, for people
 * @param engine the engine that will train it
 * @param specJson the spec in its canonical form
 * @param predictedSeconds cost on one core
 * @param maxSteps budget of updates; null if it is automatic
 * @param budgetFactor factor of an automatic budget
 * @param keepWeights steps whose weights are kept
 * @param speed number of the group of trials whose updates cost alike, in which a prediction is wrong by one factor;
 *     zero for all before a prediction tells them apart
 */
public record CostedTrial(
        Ids ids,
        String label,
        String engine,
        String specJson,
        double predictedSeconds,
        @Nullable Long maxSteps,
        double budgetFactor,
        List<WeightStep> keepWeights,
        int speed)
        implements Serializable {
    /** A trial that nothing tells apart from others. */
    public CostedTrial(
            Ids ids,
            String label,
            String engine,
            String specJson,
            double predictedSeconds,
            @Nullable Long maxSteps,
            double budgetFactor,
            List<WeightStep> keepWeights) {
        this(ids, label, engine, specJson, predictedSeconds, maxSteps, budgetFactor, keepWeights, 0);
    }

    /** Copies the steps, and checks the cost, which determines the order of the stage. */
    public CostedTrial {
        keepWeights = List.copyOf(keepWeights);
        if (!(predictedSeconds >= 0)) {
            throw new IllegalArgumentException("predicted-seconds must be at least 0 but was " + predictedSeconds);
        }
    }

    /** The same trial at another cost. */
    CostedTrial costing(double seconds) {
        return new CostedTrial(ids, label, engine, specJson, seconds, maxSteps, budgetFactor, keepWeights, speed);
    }

    /** The same trial in a group of those whose updates cost alike. */
    CostedTrial ofSpeed(int group) {
        return new CostedTrial(
                ids, label, engine, specJson, predictedSeconds, maxSteps, budgetFactor, keepWeights, group);
    }

    /** Its spec, read anew. */
    public TrialSpec spec() {
        return TrialJson.read(specJson);
    }

    /** Whether it trains nothing. */
    boolean trainsNothing() {
        return maxSteps != null && maxSteps == 0;
    }

    /** Its id. */
    public String trialId() {
        return ids.trial();
    }

    /** The id of what changes the weights. */
    public String trajectoryId() {
        return ids.trajectory();
    }

    /** The id of what replicates share. */
    public String cell() {
        return ids.cell();
    }

    /** Its ids under the former version of its engine; null if there was none. */
    TrialId.@Nullable Former former() {
        return ids.former();
    }

    /** Whether oneDNN computes it, which came with another version of its engine. */
    public boolean isNative() {
        return ids.former() != null;
    }

    /** The trial with the rows that a former version of its engine wrote. */
    PlannedTrial planned(TrialId.Former former) {
        return new PlannedTrial(former.trial(), former.trajectory(), fitCell(), trialId(), null);
    }

    /** The cell for fits. */
    public String fitCell() {
        return ids.fitCell();
    }

    /**
     * The ids of a trial.
     *
     * @param trial of all that a result depends on
     * @param trajectory of what changes the weights
     * @param cell of what replicates share
     * @param fitCell likewise, without what is only observed along with the times
     * @param former those of the former version of the trial's engine; null if there was none
     */
    public record Ids(String trial, String trajectory, String cell, String fitCell, TrialId.@Nullable Former former)
            implements Serializable {
        /** The ids of a spec. */
        static Ids of(TrialSpec spec) {
            return of(TrialId.all(spec));
        }

        static Ids of(TrialId.All all) {
            return new Ids(all.trial(), all.trajectory(), all.cell(), all.fitCell(), all.former());
        }
    }
}
