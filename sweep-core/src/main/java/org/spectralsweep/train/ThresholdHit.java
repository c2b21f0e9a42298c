package org.spectralsweep.train;

import org.jspecify.annotations.Nullable;
import org.spectralsweep.nn.Condition;

/**
 * When one threshold was reached on one set of samples, T = least number of updates after which its condition held when tested.
 *
 * @param condition threshold and set
 * @param lower T where lower = upper; otherwise the last step at which the condition was tested and did not hold
 * @param upper T lies in (lower, upper]; null where the condition was never seen to hold (right-censored)
 */
public record ThresholdHit(
        Condition condition, long lower, @Nullable Long upper) {}
