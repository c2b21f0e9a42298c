package org.spectralsweep.spark.table;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * An array in NumPy's format .npy, version 1.0: magic bytes, the length of the header, the header as a Python literal,
 * and the elements, row-major and little-endian.
 *
 * @param type of its elements
 * @param shape its dimensions, none for a scalar
 * @param elements an element by its row-major index
 */
record NumpyArray(Type type, List<Integer> shape, IntToDoubleFunction elements) {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};

    /** The header is padded so that the elements begin at a multiple of this. */
    private static final int ALIGNMENT = 64;

    private static final int CHUNK = 1 << 13;

    private static final Pattern HEADER = Pattern.compile(
            "\\{'descr': '(<[fi][48])', 'fortran_order': False, 'shape': \\(((?:[0-9]{1,9},? ?)*)\\), \\} *\n");

    /** A type of elements. */
    enum Type {
        /** Floats. */
        FLOAT32("<f4", 4),
        /** Doubles. */
        FLOAT64("<f8", 8),
        /** Longs of at most 53 bits. */
        INT64("<i8", 8);

        private final String description;
        private final int bytes;

        Type(String description, int bytes) {
            this.description = description;
            this.bytes = bytes;
        }

        private void put(ByteBuffer to, double value) {
            switch (this) {
                case FLOAT32 -> to.putFloat((float) value);
                case FLOAT64 -> to.putDouble(value);
                case INT64 -> to.putLong((long) value);
            }
        }

        private double get(ByteBuffer from) {
            return switch (this) {
                case FLOAT32 -> from.getFloat();
                case FLOAT64 -> from.getDouble();
                case INT64 -> from.getLong();
            };
        }
    }

    /** Copies the shape. */
    NumpyArray {
        shape = List.copyOf(shape);
    }

    /** The number of elements. */
    int count() {
        return shape.stream().reduce(1, Math::multiplyExact);
    }

    /** The length of the file. */
    long bytes() {
        return header().length + (long) count() * type.bytes;
    }

    /** Writes the whole file. */
    void writeTo(OutputStream out) throws IOException {
        out.write(header());
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK * type.bytes).order(ByteOrder.LITTLE_ENDIAN);
        int count = count();
        for (int e = 0; e < count; e++) {
            type.put(chunk, elements.applyAsDouble(e));
            if (!chunk.hasRemaining() || e == count - 1) {
                out.write(chunk.array(), 0, chunk.position());
                chunk.clear();
            }
        }
    }

    private byte[] header() {
        String sizes = shape.stream().map(String::valueOf).collect(Collectors.joining(", "));
        String text = "{'descr': '" + type.description + "', 'fortran_order': False, 'shape': (" + sizes
                + (shape.size() == 1 ? "," : "") + "), }";
        int before = MAGIC.length + Short.BYTES;
        int padding = (ALIGNMENT - (before + text.length() + 1) % ALIGNMENT) % ALIGNMENT;
        byte[] line = (text + " ".repeat(padding) + "\n").getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(before + line.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(MAGIC)
                .putShort((short) line.length)
                .put(line)
                .array();
    }

    /**
     * Reads a file of this version and of these types, to the end of the stream.
     *
     * @throws IOException if it is another file or not whole
     */
    static NumpyArray read(InputStream file) throws IOException {
        DataInputStream in = new DataInputStream(file);
        byte[] start = in.readNBytes(MAGIC.length);
        if (!Arrays.equals(start, MAGIC)) {
            throw new IOException("an array does not begin as one of NumPy's format 1.0");
        }
        int length = Short.toUnsignedInt(Short.reverseBytes(in.readShort()));
        String text = new String(in.readNBytes(length), StandardCharsets.US_ASCII);
        Matcher header = HEADER.matcher(text);
        if (!header.matches()) {
            throw new IOException("an array has a header that is not read here: " + text.strip());
        }
        Type type = Arrays.stream(Type.values())
                .filter(one -> one.description.equals(header.group(1)))
                .findFirst()
                .orElseThrow(() -> new IOException("an array has elements that are not read here: " + header.group(1)));
        List<Integer> shape = Pattern.compile("[0-9]+")
                .matcher(header.group(2))
                .results()
                .map(size -> Integer.valueOf(size.group()))
                .toList();
        double[] elements = elements(in, type, shape);
        return new NumpyArray(type, shape, e -> elements[e]);
    }

    private static double[] elements(InputStream in, Type type, List<Integer> shape) throws IOException {
        long count = shape.stream().mapToLong(Integer::longValue).reduce(1, (a, b) -> Math.min(a * b, 1L << 31));
        if (count > Integer.MAX_VALUE - 8) {
            throw new IOException("an array has too many elements: its shape is " + shape);
        }
        double[] elements = new double[(int) count];
        for (int e = 0; e < elements.length; e += CHUNK) {
            int some = Math.min(CHUNK, elements.length - e);
            byte[] bytes = in.readNBytes(some * type.bytes);
            if (bytes.length < some * type.bytes) {
                throw new EOFException("an array of shape " + shape + " ends too soon");
            }
            ByteBuffer chunk = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
            for (int i = 0; i < some; i++) {
                elements[e + i] = type.get(chunk);
            }
        }
        if (in.read() >= 0) {
            throw new IOException("an array of shape " + shape + " has bytes after its elements");
        }
        return elements;
    }
}
