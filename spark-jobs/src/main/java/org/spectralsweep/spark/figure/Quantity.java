package org.spectralsweep.spark.figure;

import org.jspecify.annotations.Nullable;

/**
 * A number, or a text in its place: a query that gives the number, or what a paper says in words.
 *
 * @param number the number, or null
 * @param text the text; empty if there is a number, or nothing at all
 */
public record Quantity(@Nullable Double number, String text) {
    /** Neither a number nor a text. */
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
