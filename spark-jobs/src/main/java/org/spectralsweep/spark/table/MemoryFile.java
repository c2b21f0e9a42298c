package org.spectralsweep.spark.table;

import java.io.ByteArrayInputStream;
import org.apache.parquet.io.DelegatingSeekableInputStream;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;

/**
 * The bytes of a file in memory, for a reader. What goes wrong while reading them is the fault of the content and not
 * of the file system.
 */
final class MemoryFile implements InputFile {
    private final byte[] bytes;

    MemoryFile(byte[] bytes) {
        this.bytes = bytes;
    }

    @Override
    public long getLength() {
        return bytes.length;
    }

    @Override
    public SeekableInputStream newStream() {
        Cursor cursor = new Cursor(bytes);
        return new DelegatingSeekableInputStream(cursor) {
            @Override
            public long getPos() {
                return cursor.position();
            }

            @Override
            public void seek(long position) {
                cursor.seek(position);
            }
        };
    }

    private static final class Cursor extends ByteArrayInputStream {
        Cursor(byte[] bytes) {
            super(bytes);
        }

        long position() {
            return pos;
        }

        void seek(long position) {
            if (position < 0 || position > count) {
                throw new IllegalArgumentException("position must be from 0 to " + count + " but was " + position);
            }
            pos = (int) position;
        }
    }
}
