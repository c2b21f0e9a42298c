package org.spectralsweep.spark.job;

import org.jspecify.annotations.Nullable;
import org.spectralsweep.fit.LawTime;

/** A time or a value of a stored trial, with the columns of that trial, to which a law may be fitted. */
interface StoredPoint extends LawTime {
    /** Its trial. */
    StoredRow trial();

    /** A column's value, or null. */
    @Nullable
    Object value(String column);

    /** The density p of its region; 1 for the whole domain. */
    double density();

    /** The value of a numeric column, or NaN for null. */
    @Override
    default double number(String column) {
        Object value = value(column);
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        return value instanceof String text ? StoredRow.number(text) : Double.NaN;
    }

    /** The value as text, empty for null; whole numbers have no fraction. */
    @Override
    default String text(String column) {
        Object value = value(column);
        return value == null ? "" : shown(value);
    }

    /** A value as text; 3 for 3.0 and for "3.0". */
    static String shown(Object value) {
        double number = StoredRow.number(value.toString());
        return number == Math.rint(number) && Math.abs(number) < 1e15 ? Long.toString((long) number) : value.toString();
    }
}
