package org.spectralsweep.targets;

import java.io.Serializable;
import org.spectralsweep.spec.Refusal;

/**
 * The pixels of an image: samples in [0, 1], row-major from the top left, with the channels of a pixel next to each
 * other.
 */
public final class Raster implements Serializable {
    private static final long serialVersionUID = 1;

    // ITU-R BT.601, the weights of PIL's convert("L").
    private static final double RED = 0.299;
    private static final double GREEN = 0.587;
    private static final double BLUE = 0.114;

    private final int width;
    private final int height;
    private final int channels;

    private final double[] values;

    /**
     * An image. The array is kept, not copied, and must not change afterwards. O(width x height x channels).
     *
     * @param width columns
     * @param height rows
     * @param channels 1 (gray) or 3 (red, green, blue)
     * @param values height x width x channels, row-major; 0 is black, 1 the largest sample that the file's format can
     *     hold
     */
    public Raster(int width, int height, int channels, double[] values) {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException(
                    "an image must have at least 1 x 1 pixels but had " + width + " x " + height);
        }
        if (channels != 1 && channels != 3) {
            throw new IllegalArgumentException("channels must be 1 or 3 but was " + channels);
        }
        // Divided, not multiplied, since width x height x channels can exceed what an array can hold.
        if (values.length % channels != 0 || values.length / channels != (long) width * height) {
            throw new IllegalArgumentException("values must hold " + height + " x " + width + " x " + channels
                    + " numbers but held " + values.length);
        }
        for (double value : values) {
            if (!(value >= 0 && value <= 1)) {
                throw new IllegalArgumentException("values must be from 0 to 1 but one was " + value);
            }
        }
        this.width = width;
        this.height = height;
        this.channels = channels;
        this.values = values;
    }

    /** Number of columns. */
    public int width() {
        return width;
    }

    /** Number of rows. */
    public int height() {
        return height;
    }

    /** Samples per pixel: 1 (gray) or 3 (red, green, blue). */
    public int channels() {
        return channels;
    }

    /** One sample; (0, 0) is the pixel at the top left. */
    public double value(int column, int row, int channel) {
        if (column < 0 || column >= width || row < 0 || row >= height || channel < 0 || channel >= channels) {
            throw new IndexOutOfBoundsException("no channel " + channel + " of the pixel at column " + column + ", row "
                    + row + " in an image of " + size() + " pixels of " + channels + " channels");
        }
        return values[(row * width + column) * channels + channel];
    }

    /** All samples, height x width x channels, row-major. This is the live array and must not be changed. */
    public double[] values() {
        return values;
    }

    /**
     * The part of the given size whose top left pixel is at (left, top). O(width x height).
     *
     * @throws IllegalArgumentException if it does not lie inside the image
     */
    public Raster crop(int left, int top, int width, int height) {
        boolean inside = left >= 0
                && top >= 0
                && width >= 1
                && height >= 1
                && left <= this.width - width
                && top <= this.height - height;
        if (!inside) {
            throw new Refusal(
                    "crop",
                    "must lie inside the image of " + size() + " pixels but was " + width + " x " + height
                            + " from column " + left + ", row " + top);
        }
        int length = width * channels;
        double[] part = new double[height * length];
        for (int row = 0; row < height; row++) {
            int from = ((top + row) * this.width + left) * channels;
            System.arraycopy(values, from, part, row * length, length);
        }
        return new Raster(width, height, channels, part);
    }

    /**
     * The image with fewer pixels. A new pixel covers W / width columns and H / height rows of this image of W x H
     * pixels, and is the mean of what it covers. A pixel that it covers in part counts by the part. Means are of the
     * stored, gamma-encoded samples, as PIL's {@code resize} with {@code BOX} takes them. Samples stay in [0, 1] to the
     * last bit. O(W x H x channels).
     *
     * @throws IllegalArgumentException if the size is larger in one direction, since no detail can be added
     */
    public Raster shrunk(int newWidth, int newHeight) {
        if (newWidth < 1 || newHeight < 1 || newWidth > width || newHeight > height) {
            throw new Refusal(
                    "resize",
                    "must be at most the image's " + size() + " pixels but was " + newWidth + " x " + newHeight);
        }
        double[] narrow = means(values, height, width, channels, newWidth);
        return new Raster(newWidth, newHeight, channels, means(narrow, 1, height, newWidth * channels, newHeight));
    }

    /**
     * Means over the middle one of three indices. Weights are whole numbers, overlaps in units of 1 / (from x to), so
     * that their sum is exact.
     */
    private static double[] means(double[] samples, int outer, int from, int inner, int to) {
        if (to == from) {
            return samples;
        }
        double[] means = new double[outer * to * inner];
        for (int block = 0; block < outer; block++) {
            for (int place = 0; place < to; place++) {
                long begin = (long) place * from;
                long end = begin + from;
                int mean = (block * to + place) * inner;
                for (long covered = begin / to; covered * to < end; covered++) {
                    long overlap = Math.min(end, (covered + 1) * to) - Math.max(begin, covered * to);
                    int sample = (block * from + (int) covered) * inner;
                    for (int i = 0; i < inner; i++) {
                        means[mean + i] += overlap * samples[sample + i];
                    }
                }
                for (int i = 0; i < inner; i++) {
                    means[mean + i] /= from;
                }
            }
        }
        return means;
    }

    /**
     * The luma 0.299 R + 0.587 G + 0.114 B of the stored, gamma-encoded samples (ITU-R BT.601). PIL's {@code
     * convert("L")} computes the same, but rounds to 8 bits. An image with one channel is returned as it is. O(width x
     * height).
     */
    public Raster gray() {
        if (channels == 1) {
            return this;
        }
        double[] luma = new double[width * height];
        for (int i = 0; i < luma.length; i++) {
            double sum = RED * values[3 * i] + GREEN * values[3 * i + 1] + BLUE * values[3 * i + 2];
            // The weights add up to 1 only up to rounding.
            luma[i] = Math.min(1, sum);
        }
        return new Raster(width, height, 1, luma);
    }

    private String size() {
        return width + " x " + height;
    }
}
