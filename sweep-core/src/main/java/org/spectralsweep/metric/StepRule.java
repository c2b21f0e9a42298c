package org.spectralsweep.metric;

import java.util.function.LongToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * What a metric needs to know of the update rule.
 *
 * @param learningRate eta of the update after a number of updates
 * @param limit the largest eta lambda_max at which a quadratic loss does not grow, 2 (1 + mu) with momentum mu; null if
 *     the rule has none, as Adam
 * @param share by how much an update's loss is smaller than the whole one: B/n for a sum over mini-batches, otherwise 1
 */
public record StepRule(
        LongToDoubleFunction learningRate, @Nullable Double limit, double share) {}
