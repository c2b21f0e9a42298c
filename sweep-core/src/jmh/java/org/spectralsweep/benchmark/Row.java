package org.spectralsweep.benchmark;

import java.util.Locale;

/**
 * A row of the table in Markdown.
 *
 * @param network what is trained
 * @param libtorch microseconds a step as it comes, or NaN
 * @param tuned likewise of the libtorch that was made faster
 * @param ours likewise
 * @param floor microseconds that OpenBLAS alone needs, or NaN
 * @param remark in words
 */
record Row(String network, double libtorch, double tuned, double ours, double floor, String remark) {
    /** The table's head. */
    static final String HEADER = """
            | network | libtorch, us a step | tuned libtorch | ours | ratio | ratio to tuned | share of the floor | remarks |
            |---|--:|--:|--:|--:|--:|--:|---|""";

    /** A row of words only. */
    static Row remark(String network, String remark) {
        return new Row(network, Double.NaN, Double.NaN, Double.NaN, Double.NaN, remark);
    }

    @Override
    public String toString() {
        return "| " + network + " | " + numbers().replace(", ", " | ") + " | " + remark + " |";
    }

    /** The times, libtorch's over ours, the share of the floor. */
    String numbers() {
        return String.join(
                ", ",
                time(libtorch),
                time(tuned),
                time(ours),
                number("%.2f", libtorch / ours),
                number("%.2f", tuned / ours),
                number("%.2f", floor / ours));
    }

    private static String time(double microseconds) {
        return number(microseconds < 100 ? "%.1f" : "%.0f", microseconds);
    }

    private static String number(String format, double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, format, value);
    }
}
