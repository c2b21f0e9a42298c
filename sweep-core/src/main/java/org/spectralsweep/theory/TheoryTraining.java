package org.spectralsweep.theory;

import java.util.List;
import java.util.PrimitiveIterator;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.kernel.DescentRule;
import org.spectralsweep.nn.Loss;
import org.spectralsweep.nn.Threshold;

/**
 * How a trial would be trained.
 *
 * @param loss the training loss
 * @param learningRate eta, resolved when first asked for
 * @param rule how the optimiser moves the residual; null where no kernel can follow it
 * @param thresholds the thresholds that end training when crossed
 * @param checkpoints the schedule's steps, from 0, increasing
 */
public record TheoryTraining(
        Loss loss,
        DoubleSupplier learningRate,
        @Nullable DescentRule rule,
        List<Threshold> thresholds,
        Supplier<PrimitiveIterator.OfLong> checkpoints) {
    /** Copies the thresholds. */
    public TheoryTraining {
        thresholds = List.copyOf(thresholds);
    }
}
