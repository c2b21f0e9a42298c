package org.spectralsweep.spark.data;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.spectralsweep.targets.Raster;

/** Decodes a PNG file with the JDK's reader. Only the stored samples are taken. */
final class PngImage {
    private static final int PALETTE = 3;

    private final Path file;
    private final byte[] bytes;
    private final PngChunks chunks;

    /**
     * Takes the bytes of a file with a PNG file's signature. A file that is damaged, too large or without pixels is
     * refused.
     */
    PngImage(Path file, byte[] bytes) {
        this.file = file;
        this.bytes = bytes;
        this.chunks = PngChunks.of(file, bytes);
        ImageFile.requireSize(file, chunks.width(), chunks.height());
    }

    /** The samples. They have 3 channels if the file has a palette. */
    Raster raster() {
        BufferedImage image = decoded();
        DecodedPixels samples = new DecodedPixels(file, image.getRaster());
        if (chunks.colorType() == PALETTE) {
            return samples.colours((IndexColorModel) image.getColorModel(), chunks.paletteEntries());
        }
        return samples.opaque(transparentColour());
    }

    private BufferedImage decoded() {
        ImageReader reader = ImageIO.getImageReadersByFormatName("png").next();
        try (ImageInputStream stream = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
            reader.setInput(stream, true, true);
            ImageReadParam parameters = reader.getDefaultReadParam();
            parameters.setDestinationType(stored(reader.getImageTypes(0)));
            return reader.read(0, parameters);
        } catch (IOException | RuntimeException e) {
            throw DataException.undecodable(file, "PNG", e);
        } finally {
            reader.dispose();
        }
    }

    /**
     * The image type that has exactly the bands of the file. For a transparent colour, the reader would otherwise add a
     * band and widen the samples.
     */
    private ImageTypeSpecifier stored(Iterator<ImageTypeSpecifier> types) {
        ImageTypeSpecifier first = types.next();
        if (chunks.colorType() == PALETTE) {
            return first;
        }
        ImageTypeSpecifier type = first;
        while (type.getColorModel().hasAlpha() && types.hasNext()) {
            type = types.next();
        }
        return type.getColorModel().hasAlpha() ? first : type;
    }

    /**
     * The colour that the chunk tRNS declares transparent, with one sample a channel. It is empty if there is no such
     * chunk.
     */
    private int[] transparentColour() {
        int[] colour = new int[chunks.transparent().length / 2];
        ByteBuffer buffer = ByteBuffer.wrap(chunks.transparent());
        for (int channel = 0; channel < colour.length; channel++) {
            colour[channel] = Short.toUnsignedInt(buffer.getShort());
        }
        return colour;
    }
}
