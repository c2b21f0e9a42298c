package org.spectralsweep.spark.data;

import java.awt.image.IndexColorModel;
import java.nio.file.Path;
import org.spectralsweep.targets.Raster;

/** Turns the stored samples of a decoded image into numbers in [0, 1]. */
final class DecodedPixels {
    private static final double LARGEST_BYTE = 255;
    private static final int OPAQUE = 255;

    private final Path file;
    private final java.awt.image.Raster stored;
    private final int width;
    private final int height;

    DecodedPixels(Path file, java.awt.image.Raster stored) {
        this.file = file;
        this.stored = stored;
        this.width = stored.getWidth();
        this.height = stored.getHeight();
    }

    /**
     * The number v / (2^b - 1) for every sample v of b bits, without the alpha channel that a second or fourth band is.
     *
     * @param transparent a colour that means transparent, one sample a channel; empty if there is none
     * @throws DataException if a pixel is not opaque
     */
    Raster opaque(int... transparent) {
        int bands = stored.getNumBands();
        int channels = bands < 3 ? 1 : 3;
        int largest = (1 << stored.getSampleModel().getSampleSize(0)) - 1;
        double[] values = new double[width * height * channels];
        int[] row = new int[width * bands];
        int next = 0;
        for (int y = 0; y < height; y++) {
            stored.getPixels(0, y, width, 1, row);
            for (int x = 0; x < width; x++) {
                int at = x * bands;
                boolean translucent = bands > channels && row[at + channels] != largest;
                if (translucent || isColour(row, at, transparent, largest)) {
                    throw notOpaque(x, y);
                }
                for (int channel = 0; channel < channels; channel++) {
                    values[next++] = row[at + channel] / (double) largest;
                }
            }
        }
        return new Raster(width, height, channels, values);
    }

    /**
     * The colours of the palette to which the samples are indices.
     *
     * @param entries number of colours in the palette
     * @throws DataException if a pixel is not opaque or its index is not in the palette
     */
    Raster colours(IndexColorModel palette, int entries) {
        double[] values = new double[3 * width * height];
        int[] row = new int[width];
        int next = 0;
        for (int y = 0; y < height; y++) {
            stored.getPixels(0, y, width, 1, row);
            for (int x = 0; x < width; x++) {
                int index = row[x];
                if (index >= entries) {
                    throw new DataException(
                            file,
                            "a pixel must have one of the " + entries + " colours of the palette but that at column "
                                    + x + ", row " + y + " has colour " + index);
                }
                if (palette.getAlpha(index) != OPAQUE) {
                    throw notOpaque(x, y);
                }
                values[next++] = palette.getRed(index) / LARGEST_BYTE;
                values[next++] = palette.getGreen(index) / LARGEST_BYTE;
                values[next++] = palette.getBlue(index) / LARGEST_BYTE;
            }
        }
        return new Raster(width, height, 3, values);
    }

    private static boolean isColour(int[] row, int at, int[] colour, int largest) {
        for (int channel = 0; channel < colour.length; channel++) {
            // Only as many bits as a sample has are compared.
            if (row[at + channel] != (colour[channel] & largest)) {
                return false;
            }
        }
        return colour.length > 0;
    }

    private DataException notOpaque(int column, int row) {
        return new DataException(
                file,
                "the image must be opaque but its pixel at column " + column + ", row " + row
                        + " is not; flatten it onto a background colour and save it without transparency");
    }
}
