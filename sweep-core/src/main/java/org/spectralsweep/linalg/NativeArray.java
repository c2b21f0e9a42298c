package org.spectralsweep.linalg;

import java.util.Objects;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;

/**
 * Elements of IEEE 754 binary32 outside the Java heap, where {@link NativeProgram} works on them. They start at a
 * multiple of 64 bytes, as zeros. JavaCPP counts them against its limits on native memory and frees them when they are
 * closed, or with the garbage that holds them.
 */
public final class NativeArray implements AutoCloseable {
    private static final int LINE = 64;

    private final FloatPointer memory;
    private final FloatPointer start;
    private final int length;

    /**
     * Allocates memory.
     *
     * @param length number of elements
     * @throws OutOfMemoryError if there is not enough native memory
     */
    public NativeArray(int length) {
        this.length = length;
        int spare = LINE / Float.BYTES;
        memory = new FloatPointer((long) length + spare);
        Pointer.memset(memory, 0, ((long) length + spare) * Float.BYTES);
        start = at(memory, Math.floorMod(-memory.address(), (long) LINE) / Float.BYTES);
    }

    private static FloatPointer at(FloatPointer from, long elements) {
        // A view that holds its owner, so that the memory outlives it.
        return from.getPointer(elements);
    }

    /** Number of elements. */
    public int length() {
        return length;
    }

    /** The address of an element. */
    FloatPointer pointer(int at) {
        return at(start, at);
    }

    /** A matrix in this array, row-major and without gaps. */
    public NativeMatrix matrix(int at, int rows, int columns) {
        return new NativeMatrix(this, at, rows, columns);
    }

    /** Copies {@code count} elements of an array to the beginning of this, exactly. */
    public void write(Float32Array source, int sourceAt, int count) {
        // JavaCPP checks nothing.
        Objects.checkFromIndexSize(sourceAt, count, source.values.length);
        Objects.checkFromIndexSize(0, count, length);
        start.put(source.values, sourceAt, count);
    }

    /** Copies the first elements of this into an array, exactly. */
    public void read(Float32Array target, int count) {
        Objects.checkFromIndexSize(0, count, target.values.length);
        Objects.checkFromIndexSize(0, count, length);
        start.get(target.values, 0, count);
    }

    /** Sets all elements to zero. */
    public void clear() {
        Pointer.memset(start, 0, (long) length * Float.BYTES);
    }

    /** Frees the memory. No call on this array may be run afterwards. */
    @Override
    public void close() {
        memory.deallocate();
    }
}
