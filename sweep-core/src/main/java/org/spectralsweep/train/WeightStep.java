package org.spectralsweep.train;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A step whose weights are kept: a number of updates, or {@code end}, the last step of the training.
 *
 * @param value the number, or null for the end
 */
public record WeightStep(@Nullable Long value) implements Serializable {
    /** The last step of the training, whatever ends it. */
    public static final WeightStep END = new WeightStep(null);

    /** Refuses negative numbers. */
    public WeightStep {
        if (value != null && value < 0) {
            throw new IllegalArgumentException("a step whose weights are kept must be at least 0 but was " + value);
        }
    }

    /** The word or the number, as in a spec. */
    @Override
    public String toString() {
        return value == null ? "end" : value.toString();
    }
}
