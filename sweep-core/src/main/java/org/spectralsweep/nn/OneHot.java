package org.spectralsweep.nn;

/** Targets that are classes. Each row is 1 at the label and 0 elsewhere. */
public final class OneHot {
    private OneHot() {}

    /** Whether the targets have two or more columns and every row has this form. O(y.length). */
    public static boolean isAll(double[] y, int columns) {
        if (columns < 2) {
            return false;
        }
        for (int at = 0; at < y.length; at += columns) {
            if (!isOne(y, at, columns)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isOne(double[] y, int at, int columns) {
        int ones = 0;
        for (int c = at; c < at + columns; c++) {
            if (y[c] == 1) {
                ones++;
            } else if (y[c] != 0) {
                return false;
            }
        }
        return ones == 1;
    }

    /** The label of a row of such targets. */
    public static int label(double[] y, int row, int columns) {
        int label = 0;
        while (y[row * columns + label] != 1) {
            label++;
        }
        return label;
    }
}
