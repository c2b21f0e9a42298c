package org.spectralsweep.train;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;

/**
 * The binary form of a training's exact state between two updates. All numbers are big-endian:
 *
 * <pre>
 * 8 bytes   "sweeptrn"
 * int       version of the form, {@value #VERSION}
 * UTF       key: what the state belongs to, see {@link java.io.DataOutput#writeUTF}
 * ...       the parts, each of which writes its sizes
 * int       {@value #END}
 * int       CRC-32C of all bytes before
 * </pre>
 */
final class TrainingState {
    /** Raised with every change of the form. */
    static final int VERSION = 1;

    private static final long MAGIC = 0x737765657074726eL;
    private static final int END = 0x0e0d;
    private static final int SUM_BYTES = Integer.BYTES;
    private static final int BUFFER = 1 << 16;

    private TrainingState() {}

    /** Writes a state. */
    static void write(OutputStream out, String key, Resumable training) throws IOException {
        CheckedOutputStream checked = new CheckedOutputStream(new BufferedOutputStream(out, BUFFER), new CRC32C());
        DataOutputStream data = new DataOutputStream(checked);
        data.writeLong(MAGIC);
        data.writeInt(VERSION);
        data.writeUTF(key);
        training.save(data);
        data.writeInt(END);
        data.writeInt((int) checked.getChecksum().getValue());
        data.flush();
    }

    /** Whether a stream holds a whole and unharmed state of this version with this key. Reads all of it. */
    static boolean fits(InputStream in, String key) throws IOException {
        byte[] head = in.readNBytes(head(key).length);
        if (!java.util.Arrays.equals(head, head(key))) {
            return false;
        }
        CRC32C sum = new CRC32C();
        sum.update(head);
        byte[] buffer = new byte[BUFFER];
        // The last bytes of the stream are the sum itself.
        int held = 0;
        int read;
        do {
            read = in.readNBytes(buffer, held, BUFFER - held);
            int counted = held + read - SUM_BYTES;
            if (counted < 0) {
                return false;
            }
            sum.update(buffer, 0, counted);
            System.arraycopy(buffer, counted, buffer, 0, SUM_BYTES);
            held = SUM_BYTES;
        } while (read > 0);
        return ByteBuffer.wrap(buffer).getInt() == (int) sum.getValue();
    }

    /** Reads what {@link #fits}. */
    static void read(DataInputStream data, String key, Resumable training) throws IOException {
        data.skipNBytes(head(key).length);
        training.restore(data);
        if (data.readInt() != END) {
            throw new IOException("the state of a training is longer than its parts");
        }
    }

    private static byte[] head(String key) throws IOException {
        java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
        DataOutputStream data = new DataOutputStream(bytes);
        data.writeLong(MAGIC);
        data.writeInt(VERSION);
        data.writeUTF(key);
        return bytes.toByteArray();
    }
}
