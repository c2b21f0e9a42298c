package org.spectralsweep.spark.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.targets.DataPart;
import org.spectralsweep.targets.LabelledRasters;

/**
 * Labelled images in the two files of MNIST's format. Fashion-MNIST has 60,000 images of 28 x 28 pixels to train on and
 * 10,000 to test on. The files may be compressed by gzip, with or without {@code .gz} at the end of their names.
 * Source: Xiao, Rasul and Vollgraf, arXiv 1708.07747.
 *
 * @param sha256 sum of the two files' uncompressed contents, the images before the labels
 * @param images the images with their labels
 */
public record LabelledFiles(String sha256, LabelledRasters images) {
    /**
     * Reads one part of a data set.
     *
     * @param sha256 the sum that its files must have, or null
     * @throws DataException if a file is missing, the two do not fit together, or they have another sum
     */
    public static LabelledFiles read(Path folder, DataPart part, @Nullable String sha256) {
        if (!Files.isDirectory(folder)) {
            throw new DataException(
                    folder,
                    "there is no such folder; Debian's package dataset-fashion-mnist puts Fashion-MNIST into"
                            + " /usr/share/datasets/fashion-mnist");
        }
        Path imageFile = file(folder, prefix(part) + "-images-idx3-ubyte");
        Path labelFile = file(folder, prefix(part) + "-labels-idx1-ubyte");
        IdxFile images = IdxFile.read(imageFile);
        IdxFile labels = IdxFile.read(labelFile);
        List<Integer> dimensions = images.dimensions();
        if (dimensions.size() != 3 || dimensions.contains(0)) {
            throw new DataException(
                    imageFile,
                    "the dimensions must be images x rows x columns, none of them 0, but were " + dimensions);
        }
        if (!labels.dimensions().equals(dimensions.subList(0, 1))) {
            throw new DataException(
                    labelFile,
                    "there must be one label for each of the " + dimensions.get(0) + " images but the dimensions were "
                            + labels.dimensions());
        }
        MessageDigest digest = Sha256.digest();
        images.addTo(digest);
        labels.addTo(digest);
        String sum = Sha256.text(digest.digest());
        require(folder, part, sha256, sum);
        return new LabelledFiles(
                sum, new LabelledRasters(dimensions.get(2), dimensions.get(1), images.bytes(), labels.bytes()));
    }

    /** Refuses files whose sum is not the expected one, if one is expected. */
    static void require(Path folder, DataPart part, @Nullable String expected, String sum) {
        Sha256.require(folder, expected, sum, "that of its " + prefix(part) + " images and labels");
    }

    private static String prefix(DataPart part) {
        return part == DataPart.TRAIN ? "train" : "t10k";
    }

    /** The compressed file, unless only the other one exists. */
    private static Path file(Path folder, String name) {
        Path plain = folder.resolve(name);
        return Files.exists(plain) && !Files.exists(folder.resolve(name + ".gz"))
                ? plain
                : folder.resolve(name + ".gz");
    }
}
