package org.spectralsweep.train;

import org.spectralsweep.Default;

/**
 * Log-spaced checkpoints: step 0, then the distinct integers round(first * 10^(i / perDecade)), and always the last step.
 *
 * @param first the first step after 0, at least 1
 * @param perDecade checkpoints a decade, at least 1
 */
public record CheckpointSchedule(
        @Default("1") long first, @Default("8") int perDecade) {}
