package org.spectralsweep.nn;

/**
 * softmax(f)_c = exp(f_c) / sum exp(f), with the largest f subtracted first. Nothing overflows, and small differences
 * of probabilities from 1 are kept. The elementary functions are those of {@link StrictMath}, the same on every JDK.
 * O(columns) a row.
 */
final class Softmax {
    private Softmax() {}

    /** -log softmax(f)_label of one row. The label is the column in which y is 1; the other columns of y are 0. */
    static double negativeLogarithm(double[] f, double[] y, int at, int columns) {
        int largest = largest(f, at, columns);
        int label = largest(y, at, columns);
        double others = 0;
        for (int c = at; c < at + columns; c++) {
            if (c != largest) {
                others += StrictMath.exp(f[c] - f[largest]);
            }
        }
        return f[largest] - f[label] + StrictMath.log1p(others);
    }

    /** Writes into = factor (softmax(f) - y) for one row. */
    static void differences(double[] f, double[] y, int at, int columns, double factor, double[] into, int intoAt) {
        double largest = f[largest(f, at, columns)];
        double sum = 0;
        for (int c = 0; c < columns; c++) {
            into[intoAt + c] = StrictMath.exp(f[at + c] - largest);
            sum += into[intoAt + c];
        }
        for (int c = 0; c < columns; c++) {
            into[intoAt + c] = factor * (into[intoAt + c] / sum - y[at + c]);
        }
    }

    private static int largest(double[] values, int at, int columns) {
        int largest = at;
        for (int c = at + 1; c < at + columns; c++) {
            if (values[c] > values[largest]) {
                largest = c;
            }
        }
        return largest;
    }
}
