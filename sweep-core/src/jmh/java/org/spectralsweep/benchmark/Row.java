package org.spectralsweep.benchmark;

import java.util.Locale;

/**
 * A row of the table in Markdown.
 *
 * @param network what is trained
 * @param libtorch microseconds a step of libtorch with default settings, or NaN
 * @param tuned likewise for the libtorch that was made faster
 * @param ours likewise for our trainer
 * @param floor microseconds that OpenBLAS alone needs, or NaN
 * @param remark a remark in words
 */
record Row(String network, double libtorch, double tuned, double ours, double floor, String remark) {
    /** The table's head. */
    static final String HEADER = """
            | network | libtorch, us a step | tuned libtorch | ours | ratio | ratio to tuned | share of the floor | remarks |
            |---|--:|--:|--:|--:|--:|--:|---|""";

    /** A row that only has words. */
    static Row remark(String network, String remark) {
        return new Row(network, Double.NaN, Double.NaN, Double.NaN, Double.NaN, remark);
    }

    @Override
    public String toString() {
        return "| " + network + " | " + numbers().replace(", ", " | ") + " | " + remark + " |";
    }

    /** The numbers of the row: the times, libtorch's times over ours, and the share of ours that the floor is. */
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
