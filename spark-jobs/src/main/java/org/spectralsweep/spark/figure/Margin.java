package org.spectralsweep.spark.figure;

import org.jspecify.annotations.Nullable;

/**
 * How far a number may lie from another, or nothing where that is not judged.
 *
 * @param value positive, or null
 */
public record Margin(@Nullable Double value) {
    /** It is not judged. */
    public static final Margin NONE = new Margin(null);

    /** Checks. */
    public Margin {
        if (value != null && !(value > 0)) {
            throw new IllegalArgumentException("must be positive but was " + value);
        }
    }
}
