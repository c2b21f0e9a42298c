package org.spectralsweep.metric;

import org.jspecify.annotations.Nullable;
import org.spectralsweep.region.SamplePairs;

/**
 * Near and far pairs of training samples.
 *
 * @param local neighbours
 * @param global distant samples; null where only neighbours are compared
 */
record Pairs(SamplePairs local, @Nullable SamplePairs global) {}
