/**
 * What is measured at a checkpoint. Start with {@link org.spectralsweep.metric.Metric}. A
 * {@link org.spectralsweep.metric.Probe} shows it one checkpoint of a network, a {@link org.spectralsweep.metric.Scene}
 * what stays the same during a trial.
 */
@NullMarked
package org.spectralsweep.metric;

import org.jspecify.annotations.NullMarked;
