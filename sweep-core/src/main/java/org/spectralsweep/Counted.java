package org.spectralsweep;

/** Numbers of things as text. */
public final class Counted {
    private Counted() {}

    /** The text {@code 1 cell} or {@code 3 cells}. */
    public static String of(long count, String thing) {
        return count + " " + thing + (count == 1 ? "" : "s");
    }

    /** The text {@code 1 cell is} or {@code 3 cells are}. */
    public static String are(long count, String thing) {
        return of(count, thing) + (count == 1 ? " is" : " are");
    }
}
