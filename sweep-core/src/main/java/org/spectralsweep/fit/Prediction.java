package org.spectralsweep.fit;

import org.jspecify.annotations.Nullable;

/**
 * What a fitted law says of one point. It is the law's own value, for log-normal errors the median of T, not the range
 * of single trials.
 *
 * @param value T
 * @param ciLow lower end of its 95 % interval; null without
 * @param ciHigh upper end
 */
public record Prediction(
        double value, @Nullable Double ciLow, @Nullable Double ciHigh) {}
