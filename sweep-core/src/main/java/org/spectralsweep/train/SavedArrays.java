package org.spectralsweep.train;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.spectralsweep.linalg.Precision;
import org.spectralsweep.linalg.RealArray;

/** The leading elements of arrays in a saved state: their number, then each in the array's own format. */
final class SavedArrays {
    private static final int BLOCK = 4096;

    private SavedArrays() {}

    static void write(DataOutput out, RealArray array, int count) throws IOException {
        out.writeInt(count);
        double[] values = new double[Math.min(BLOCK, count)];
        ByteBuffer bytes = ByteBuffer.allocate(Double.BYTES * values.length);
        for (int at = 0; at < count; at += BLOCK) {
            int length = Math.min(BLOCK, count - at);
            array.read(at, values, 0, length);
            bytes.clear();
            for (int i = 0; i < length; i++) {
                if (array.precision() == Precision.FLOAT32) {
                    bytes.putFloat((float) values[i]);
                } else {
                    bytes.putDouble(values[i]);
                }
            }
            out.write(bytes.array(), 0, bytes.position());
        }
    }

    static void read(DataInput in, RealArray array, int count) throws IOException {
        requireSize(in.readInt(), count);
        double[] values = new double[Math.min(BLOCK, count)];
        ByteBuffer bytes = ByteBuffer.allocate(Double.BYTES * values.length);
        for (int at = 0; at < count; at += BLOCK) {
            int length = Math.min(BLOCK, count - at);
            in.readFully(bytes.array(), 0, length * array.precision().bytes());
            bytes.clear();
            for (int i = 0; i < length; i++) {
                values[i] = array.precision() == Precision.FLOAT32 ? bytes.getFloat() : bytes.getDouble();
            }
            array.write(at, values, 0, length);
        }
    }

    static void requireSize(int size, int expected) throws IOException {
        if (size != expected) {
            throw new IOException("the state has " + size + " numbers instead of " + expected);
        }
    }
}
