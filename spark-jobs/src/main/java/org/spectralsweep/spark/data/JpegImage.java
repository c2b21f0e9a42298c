package org.spectralsweep.spark.data;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.event.IIOReadWarningListener;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.target.Raster;

/** Decodes a JPEG file with the JDK's reader (libjpeg), of which only the stored samples are taken; YCbCr becomes RGB of 8 bits. */
final class JpegImage {
    private final Path file;
    private final byte[] bytes;

    /** A file that begins as a JPEG file does. */
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
            ImageFile.requireSize(file, reader.getWidth(0), reader.getHeight(0));
            Warnings warnings = new Warnings();
            reader.addIIOReadWarningListener(warnings);
            Raster raster = new Samples(file, stored(reader)).opaque();
            if (warnings.first != null) {
                throw new IOException(warnings.first);
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
        if (reader.getRawImageType(0) != null) {
            // Gray or RGB. A raster, unlike an image, is not converted from an embedded profile to sRGB.
            return reader.readRaster(0, null);
        }
        ImageReadParam parameters = reader.getDefaultReadParam();
        parameters.setDestinationType(rgb(reader.getImageTypes(0)));
        return reader.read(0, parameters).getRaster();
    }

    /** The last type of three components: RGB of the embedded profile where there is one, so that nothing is converted to sRGB. */
    private ImageTypeSpecifier rgb(Iterator<ImageTypeSpecifier> types) {
        ImageTypeSpecifier rgb = null;
        while (types.hasNext()) {
            ImageTypeSpecifier type = types.next();
            if (type.getNumComponents() == 3) {
                rgb = type;
            }
        }
        if (rgb == null) {
            throw new DataException(
                    file,
                    "a JPEG image must be gray or RGB but this one is CMYK or has an alpha channel; convert it to RGB");
        }
        return rgb;
    }

    /** What libjpeg says of data that it replaces by gray, as of a file that is cut off. */
    private static final class Warnings implements IIOReadWarningListener {
        private @Nullable String first;

        @Override
        public void warningOccurred(ImageReader source, String warning) {
            if (first == null) {
                first = warning;
            }
        }
    }
}
