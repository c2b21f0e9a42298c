package org.spectralsweep.spark.figure;

import org.jspecify.annotations.Nullable;

/**
 * A number, or a text where the number is not at hand: a query that gives it, or what a paper says in words.
 *
 * @param number the number, or null
 * @param text the text; empty where there is a number, or nothing at all
 */
public record Quantity(@Nullable Double number, String text) {
    /** Neither. */
    public static final Quantity NONE = new Quantity(null, "");

    /** A number. */
    public static Quantity of(double number) {
        return new Quantity(number, "");
    }

    /** A text. */
    public static Quantity of(String text) {
        return new Quantity(null, text);
    }

    /** Whether there is neither a number nor a text. */
    public boolean isNone() {
        return number == null && text.isBlank();
    }
}
