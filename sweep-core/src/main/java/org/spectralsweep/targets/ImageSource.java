package org.spectralsweep.targets;

import java.io.Serializable;

/** Where a trial finds the images that it names by the SHA-256 of their files, and the data sets of labelled images. It is shipped to tasks. */
@FunctionalInterface
public interface ImageSource extends Serializable {
    /** Has no image. */
    ImageSource NONE = sha256 -> {
        throw new IllegalArgumentException(
                "there is no image with the sha256 " + sha256 + "; no image files were read");
    };

    /**
     * An image.
     *
     * @param sha256 of its file, 64 lower-case hexadecimal digits
     * @throws IllegalArgumentException if it has none of this sum
     */
    Raster image(String sha256);

    /**
     * Labelled images.
     *
     * @param sha256 of their two files, uncompressed and the images' before the labels', 64 lower-case hexadecimal digits
     * @throws IllegalArgumentException if it has none of this sum
     */
    default LabelledRasters labelled(String sha256) {
        throw new IllegalArgumentException(
                "there are no labelled images with the sha256 " + sha256 + "; no files of labelled images were read");
    }
}
