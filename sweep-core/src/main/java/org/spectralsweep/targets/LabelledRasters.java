package org.spectralsweep.targets;

import java.io.Serializable;

/** Gray images of one size, each with the number of its class. Pixels are stored as in the files, one byte each. */
public final class LabelledRasters implements Serializable {
    private static final long serialVersionUID = 1;

    private static final double LARGEST_BYTE = 255;

    private final int width;
    private final int height;
    private final byte[] pixels;
    private final byte[] labels;

    /**
     * Images with labels. The arrays are kept, not copied, and must not change afterwards.
     *
     * @param width columns of an image
     * @param height rows of an image
     * @param pixels image by image, row-major from the top left, unsigned; 0 is black, 255 white
     * @param labels the class of each image, unsigned, from 0
     */
    public LabelledRasters(int width, int height, byte[] pixels, byte[] labels) {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException(
                    "an image must have at least 1 x 1 pixels but had " + width + " x " + height);
        }
        if (labels.length == 0) {
            throw new IllegalArgumentException("labels must belong to at least one image but there were none");
        }
        if (pixels.length != (long) labels.length * width * height) {
            throw new IllegalArgumentException("pixels must be " + labels.length + " x " + height + " x " + width
                    + " bytes for " + labels.length + " labels but were " + pixels.length);
        }
        this.width = width;
        this.height = height;
        this.pixels = pixels;
        this.labels = labels;
    }

    /** Number of images. */
    public int count() {
        return labels.length;
    }

    /** Columns of an image. */
    public int width() {
        return width;
    }

    /** Rows of an image. */
    public int height() {
        return height;
    }

    /** Pixels of an image. */
    public int size() {
        return width * height;
    }

    /** A pixel of an image, in [0, 1]; pixel 0 is at the top left, row by row. */
    public double value(int image, int pixel) {
        if (pixel < 0 || pixel >= size()) {
            throw new IndexOutOfBoundsException("no pixel " + pixel + " in an image of " + size());
        }
        return Byte.toUnsignedInt(pixels[image * size() + pixel]) / LARGEST_BYTE;
    }

    /** The class of an image. */
    public int label(int image) {
        return Byte.toUnsignedInt(labels[image]);
    }
}
