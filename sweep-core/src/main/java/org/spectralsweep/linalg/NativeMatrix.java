package org.spectralsweep.linalg;

import org.bytedeco.javacpp.FloatPointer;

/**
 * A row-major matrix in a {@link NativeArray}.
 *
 * @param array that holds it
 * @param at index of its first element
 * @param rows number of rows
 * @param columns number of columns
 * @param stride distance from one row to the next, in elements; at least the number of columns
 */
public record NativeMatrix(NativeArray array, int at, int rows, int columns, int stride) {
    /** Refuses a matrix that does not lie in its array. */
    public NativeMatrix {
        long end = at + (rows - 1L) * stride + columns;
        if (at < 0 || rows < 1 || columns < 1 || stride < columns || end > array.length()) {
            throw new IllegalArgumentException("a matrix must lie in its array of " + array.length()
                    + " elements but began at " + at + " with " + rows + " rows of " + columns + ", " + stride + " apart");
        }
    }

    /** Some rows of this matrix. */
    public NativeMatrix rows(int first, int count) {
        return new NativeMatrix(array, at + first * stride, count, columns, stride);
    }

    /** The address of the first element. */
    FloatPointer pointer() {
        return array.pointer(at);
    }

    /** The leading columns of this matrix. */
    public NativeMatrix leadingColumns(int count) {
        return new NativeMatrix(array, at, rows, count, stride);
    }
}
