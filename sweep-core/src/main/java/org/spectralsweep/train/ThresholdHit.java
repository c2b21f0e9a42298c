package org.spectralsweep.train;

import org.jspecify.annotations.Nullable;
import org.spectralsweep.nn.Condition;

/**
 * The step at which one threshold was reached on one set of samples. T is the smallest number of updates after which
 * its condition held when tested.
 *
 * @param condition threshold and set
 * @param lower equal to {@code upper} = T if T is exact; otherwise the last step at which the condition was tested and
 *     did not hold
 * @param upper T lies in (lower, upper]; null if the condition was never seen to hold (right-censored)
 */
public record ThresholdHit(
        Condition condition, long lower, @Nullable Long upper) {}
