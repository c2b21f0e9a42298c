package org.spectralsweep.targets;

import java.io.Serializable;

/**
 * Where a trial finds images and sets of labelled images. Both are named by the SHA-256 of their files. The source is
 * shipped to Spark tasks, so it is serializable.
 */
@FunctionalInterface
public interface ImageSource extends Serializable {
    /** A source without any image. */
    ImageSource NONE = sha256 -> {
        throw new IllegalArgumentException(
                "there is no image with the sha256 " + sha256 + "; no image files were read");
    };

    /**
     * An image.
     *
     * @param sha256 of its file, 64 lower-case hexadecimal digits
     * @throws IllegalArgumentException if the source has no image with this digest
     */
    Raster image(String sha256);

    /**
     * Labelled images.
     *
     * @param sha256 of their two files, uncompressed, the images' file before the labels' file; 64 lower-case
     *     hexadecimal digits
     * @throws IllegalArgumentException if the source has no labelled images with this digest
     */
    default LabelledRasters labelled(String sha256) {
        throw new IllegalArgumentException(
                "there are no labelled images with the sha256 " + sha256 + "; no files of labelled images were read");
    }
}
