package org.spectralsweep.spark.data;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.event.IIOReadWarningListener;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.spectralsweep.targets.Raster;

/**
 * Decodes a JPEG file with the JDK's reader (libjpeg). Only the stored samples are taken, and YCbCr becomes RGB of 8
 * bits.
 */
final class JpegImage {
    private final Path file;
    private final byte[] bytes;

    /** Takes the bytes of a file that begins like a JPEG file. */
    JpegImage(Path file, byte[] bytes) {
        this.file = file;
        this.bytes = bytes;
    }

    /**
     * The samples.
     *
     * @throws DataException if the file is damaged, too large or neither gray nor RGB
     */
    Raster raster() {
        ImageReader reader = ImageIO.getImageReadersByFormatName("jpeg").next();
        try (ImageInputStream stream = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
            reader.setInput(stream, true, true);
            Warnings warnings = new Warnings();
            reader.addIIOReadWarningListener(warnings);
            ImageFile.requireSize(file, reader.getWidth(0), reader.getHeight(0));
            // These warnings are about unused parts, such as a broken profile. Warnings about pixels come later.
            List<String> harmless = List.copyOf(warnings.texts);
            Raster raster = new DecodedPixels(file, stored(reader)).opaque();
            warnings.texts.removeAll(harmless);
            if (!warnings.texts.isEmpty()) {
                throw new IOException(warnings.texts.get(0));
            }
            return raster;
        } catch (DataException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw DataException.undecodable(file, "JPEG", e);
        } finally {
            reader.dispose();
        }
    }

    private java.awt.image.Raster stored(ImageReader reader) throws IOException {
        Iterator<ImageTypeSpecifier> types = reader.getImageTypes(0);
        int bands = types.hasNext() ? types.next().getNumBands() : 0;
        if (bands != 1 && bands != 3) {
            throw new DataException(
                    file,
                    "a JPEG image must be gray or RGB but this one is CMYK or has an alpha channel; convert it to RGB");
        }
        ImageReadParam parameters = reader.getDefaultReadParam();
        // If bands are named, the reader takes them as libjpeg gives them. Otherwise it would convert from an embedded
        // profile to sRGB.
        parameters.setSourceBands(IntStream.range(0, bands).toArray());
        return reader.read(0, parameters).getRaster();
    }

    /** The reader's complaints, for example about pixels that it makes gray because the file is cut off. */
    private static final class Warnings implements IIOReadWarningListener {
        private final List<String> texts = new ArrayList<>();

        @Override
        public void warningOccurred(ImageReader source, String warning) {
            texts.add(warning);
        }
    }
}
