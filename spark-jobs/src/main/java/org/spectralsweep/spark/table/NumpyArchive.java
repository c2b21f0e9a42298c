package org.spectralsweep.spark.table;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * Arrays by name in NumPy's format .npz: a zip archive with one file .npy for each. As NumPy's {@code savez} does, it
 * does not compress. Equal arrays give equal bytes, whenever and wherever they are written.
 */
final class NumpyArchive {
    private static final String SUFFIX = ".npy";

    /** All files are of this time. From 1981 on a zip archive holds it without a time zone. */
    private static final LocalDateTime TIME = LocalDateTime.of(2000, 1, 1, 0, 0);

    private NumpyArchive() {}

    /** Writes all arrays, without closing the stream. The elements of each are asked for twice. */
    static void write(OutputStream out, Map<String, NumpyArray> arrays) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out);
        zip.setMethod(ZipOutputStream.STORED);
        for (Map.Entry<String, NumpyArray> named : arrays.entrySet()) {
            NumpyArray array = named.getValue();
            CRC32 checksum = new CRC32();
            array.writeTo(new CheckedOutputStream(OutputStream.nullOutputStream(), checksum));
            ZipEntry entry = new ZipEntry(named.getKey() + SUFFIX);
            entry.setTimeLocal(TIME);
            entry.setSize(array.bytes());
            entry.setCrc(checksum.getValue());
            zip.putNextEntry(entry);
            array.writeTo(zip);
            zip.closeEntry();
        }
        zip.finish();
    }

    /**
     * Reads all arrays.
     *
     * @throws IOException if there is anything else, or an array is damaged
     */
    static Map<String, NumpyArray> read(InputStream in) throws IOException {
        Map<String, NumpyArray> arrays = new LinkedHashMap<>();
        ZipInputStream zip = new ZipInputStream(in);
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            String name = entry.getName();
            if (!name.endsWith(SUFFIX)) {
                throw new IOException("the archive holds '" + name + "', which is not an array");
            }
            arrays.put(name.substring(0, name.length() - SUFFIX.length()), NumpyArray.read(zip));
        }
        return arrays;
    }
}
