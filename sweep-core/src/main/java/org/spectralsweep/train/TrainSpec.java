package org.spectralsweep.train;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.linalg.Simd;
import org.spectralsweep.linalg.SymmetricOperator;
import org.spectralsweep.nn.Loss;
import org.spectralsweep.nn.Threshold;
import org.spectralsweep.spec.Refusal;

/**
 * How a network is trained, with everything resolved.
 *
 * @param optimizer the rule
 * @param learningRate eta, a positive number, in place of the optimiser's own
 * @param loss the loss that is minimised
 * @param thresholds whose crossings are recorded
 * @param stopWhen names of thresholds; training ends when all of them are reached on all sets of their scope; empty
 *     means that no threshold ends it
 * @param maxSteps the maximum number of updates
 * @param checkpoints when the listener is called, and when thresholds are tested under mini-batches
 * @param engine which implementation does the updates
 * @param simd how the shallow engine's loops are written
 * @param residualMap P where the optimiser backpropagates P r in place of the residual r; otherwise null
 */
public record TrainSpec(
        OptimizerSpec optimizer,
        double learningRate,
        Loss loss,
        List<Threshold> thresholds,
        Set<String> stopWhen,
        long maxSteps,
        CheckpointSchedule checkpoints,
        EngineName engine,
        Simd simd,
        @Nullable SymmetricOperator residualMap) {
    /** A training by the residuals themselves. */
    public TrainSpec(
            OptimizerSpec optimizer,
            double learningRate,
            Loss loss,
            List<Threshold> thresholds,
            Set<String> stopWhen,
            long maxSteps,
            CheckpointSchedule checkpoints,
            EngineName engine,
            Simd simd) {
        this(optimizer, learningRate, loss, thresholds, stopWhen, maxSteps, checkpoints, engine, simd, null);
    }

    /**
     * Copies the collections. Refuses duplicate and unknown names, thresholds for a loss that is not squared, a rate
     * that is not positive, and a negative number of steps. Also refuses a map without an optimiser that takes one, and
     * the reverse.
     */
    public TrainSpec {
        thresholds = List.copyOf(thresholds);
        stopWhen = Set.copyOf(stopWhen);
        if (!(learningRate > 0) || learningRate == Double.POSITIVE_INFINITY) {
            throw new Refusal("learning-rate", "must be a positive number but was " + learningRate);
        }
        if (!loss.isSquared() && !thresholds.isEmpty()) {
            throw new Refusal(
                    "thresholds",
                    "must be empty for the loss cross-entropy, since they are about squared" + " residuals, but held "
                            + thresholds.get(0).name());
        }
        Set<String> names = new HashSet<>();
        for (Threshold threshold : thresholds) {
            if (!names.add(threshold.name())) {
                throw new Refusal("thresholds", "must have different names but two were " + threshold.name());
            }
        }
        for (String name : stopWhen) {
            if (!names.contains(name)) {
                throw new Refusal("stop-when", "must name thresholds but held " + name);
            }
        }
        if (optimizer.mapsResiduals() != (residualMap != null)) {
            throw new IllegalArgumentException("a map of residuals must come with an optimizer that takes one but was "
                    + (residualMap == null ? "missing" : "given to another"));
        }
        if (maxSteps < 0) {
            throw new Refusal("max-steps", "must be at least 0 but was " + maxSteps);
        }
    }
}
