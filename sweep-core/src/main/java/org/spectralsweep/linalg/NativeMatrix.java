package org.spectralsweep.linalg;

import org.bytedeco.javacpp.FloatPointer;

/**
 * A row-major matrix without gaps in a {@link NativeArray}.
 *
 * @param array that holds it
 * @param at index of its first element
 * @param rows number of rows
 * @param columns number of columns
 */
public record NativeMatrix(NativeArray array, int at, int rows, int columns) {
    /** Refuses a matrix that does not lie in its array. */
    public NativeMatrix {
        if (at < 0 || rows < 1 || columns < 1 || at + (long) rows * columns > array.length()) {
            throw new IllegalArgumentException("a matrix must lie in its array of " + array.length()
                    + " elements but began at " + at + " with " + rows + " rows of " + columns);
        }
    }

    /** The address of the first element. */
    FloatPointer pointer() {
        return array.pointer(at);
    }
}
