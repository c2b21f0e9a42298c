package org.spectralsweep.fit;

/** A time or a value that may enter a law, with the numbers that the law may use. */
public interface LawTime {
    /** When a threshold was reached, or what was measured. */
    Response response();

    /** The density region that it is about; negative for the whole domain. */
    int region();

    /** The value of a column; NaN where it has none or is not a number. */
    double number(String column);

    /** The value of a column as text, such as {@code 3} or {@code adam}; empty where it has none. */
    String text(String column);

    /** The grid point of the sweep, which the intervals treat as one. */
    String cell();
}
