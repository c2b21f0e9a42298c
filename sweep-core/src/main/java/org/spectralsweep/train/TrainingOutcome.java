package org.spectralsweep.train;

import java.util.List;

/**
 * The result of training.
 *
 * @param reason why it ended
 * @param steps updates done
 * @param initialLoss on the whole training set, before the first update; NaN if there was no time to evaluate it
 * @param finalLoss likewise, after the last update
 * @param hits one for each condition of the thresholds, reached or not
 * @param seconds wall time without the checkpoint listener
 * @param flops multiplications and additions of the matrix products done
 */
public record TrainingOutcome(
        StopReason reason,
        long steps,
        double initialLoss,
        double finalLoss,
        List<ThresholdHit> hits,
        double seconds,
        double flops) {
    /** Copies the hits. */
    public TrainingOutcome {
        hits = List.copyOf(hits);
    }
}
