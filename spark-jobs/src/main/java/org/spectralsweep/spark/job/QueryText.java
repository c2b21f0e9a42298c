package org.spectralsweep.spark.job;

import java.util.regex.Pattern;

/** The text of a query. */
final class QueryText {
    private static final Pattern END = Pattern.compile("(?:\\s*;)+\\s*$");

    private QueryText() {}

    /** Without the semicolon at its end, which parsers of queries, unlike those of statements, refuse. */
    static String alone(String sql) {
        return END.matcher(sql).replaceFirst("");
    }
}
