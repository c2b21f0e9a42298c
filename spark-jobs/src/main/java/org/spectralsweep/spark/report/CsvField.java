package org.spectralsweep.spark.report;

import java.util.regex.Pattern;

/** A field as in RFC 4180. Text that a spreadsheet would take for a formula gets a leading apostrophe. */
public final class CsvField {
    private static final Pattern QUOTED = Pattern.compile("[\",\r\n]");

    private static final Pattern NUMBER =
            Pattern.compile("[+-]?(?:(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?|Infinity|NaN)");

    private CsvField() {}

    /** A field in a column of numbers, times or truth values. */
    public static String value(String value) {
        return QUOTED.matcher(value).find() ? '"' + value.replace("\"", "\"\"") + '"' : value;
    }

    /** A field in a column of text, or in the header. */
    public static String text(String text) {
        boolean formula = !text.isEmpty()
                && "=+-@\t\r".indexOf(text.charAt(0)) >= 0
                && !NUMBER.matcher(text).matches();
        return value(formula ? "'" + text : text);
    }
}
