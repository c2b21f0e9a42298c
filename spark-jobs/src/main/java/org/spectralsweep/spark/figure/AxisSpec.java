package org.spectralsweep.spark.figure;

import org.spectralsweep.spec.Default;
import org.spectralsweep.spec.Refusal;

/**
 * An axis of a panel.
 *
 * @param label what it shows, with its unit
 * @param scale how it is divided
 * @param min its lower end
 * @param max its upper end
 */
public record AxisSpec(
        @Default("") String label,
        @Default("linear") AxisScale scale,
        @Default("auto") AxisEnd min,
        @Default("auto") AxisEnd max) {
    /** Checks that the ends are in order, and positive on a logarithmic axis. */
    public AxisSpec {
        if (scale == AxisScale.LOG && min.value() != null && !(min.value() > 0)) {
            throw new Refusal("min", "must be positive on a logarithmic axis but was " + min.value());
        }
        if (scale == AxisScale.LOG && max.value() != null && !(max.value() > 0)) {
            throw new Refusal("max", "must be positive on a logarithmic axis but was " + max.value());
        }
        if (min.value() != null && max.value() != null && !(max.value() > min.value())) {
            throw new Refusal("max", "must be greater than min = " + min.value() + " but was " + max.value());
        }
    }
}
