package org.spectralsweep.train;

import org.jspecify.annotations.Nullable;

/**
 * When one threshold was reached on one set of samples, T = least number of updates after which its condition held when tested.
 *
 * @param threshold name
 * @param region density region, or -1 for the whole domain
 * @param lower T where lower = upper; otherwise the last step at which the condition was tested and did not hold
 * @param upper T lies in (lower, upper]; null where the condition was never seen to hold (right-censored)
 */
public record ThresholdHit(
        String threshold, int region, long lower, @Nullable Long upper) {}
