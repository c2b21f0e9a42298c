package org.spectralsweep.spark.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.spectralsweep.target.Raster;

/**
 * Fashion-MNIST: gray images of 28 x 28 pixels, each with one of ten labels. Source: Xiao, Rasul and Vollgraf, arXiv 1708.07747.
 *
 * @param images n x 28 x 28
 * @param labels n, from 0 to 9
 */
public record FashionMnist(IdxFile images, IdxFile labels) {
    private static final int SIDE = 28;
    private static final int CLASSES = 10;
    private static final double LARGEST_BYTE = 255;

    /** The 60,000 images to train on. */
    public static FashionMnist train(Path folder) {
        return read(folder, "train");
    }

    /** The 10,000 images to test on. */
    public static FashionMnist test(Path folder) {
        return read(folder, "t10k");
    }

    /** Images that both files have. */
    public int count() {
        return images.dimensions().get(0);
    }

    /** Image i, v / 255 of every byte v. */
    public Raster image(int i) {
        double[] values = new double[SIDE * SIDE];
        for (int j = 0; j < values.length; j++) {
            values[j] = Byte.toUnsignedInt(images.bytes()[i * values.length + j]) / LARGEST_BYTE;
        }
        return new Raster(SIDE, SIDE, 1, values);
    }

    /** Label of image i. */
    public int label(int i) {
        return labels.bytes()[i];
    }

    private static FashionMnist read(Path folder, String part) {
        if (!Files.isDirectory(folder)) {
            throw new DataException(
                    folder,
                    "there is no such folder; Debian's package dataset-fashion-mnist puts Fashion-MNIST into"
                            + " /usr/share/datasets/fashion-mnist");
        }
        Path imageFile = folder.resolve(part + "-images-idx3-ubyte.gz");
        Path labelFile = folder.resolve(part + "-labels-idx1-ubyte.gz");
        IdxFile images = IdxFile.read(imageFile);
        IdxFile labels = IdxFile.read(labelFile);
        List<Integer> dimensions = images.dimensions();
        if (dimensions.size() != 3 || dimensions.get(1) != SIDE || dimensions.get(2) != SIDE) {
            throw new DataException(imageFile, "the dimensions must be n x 28 x 28 but were " + dimensions);
        }
        if (!labels.dimensions().equals(dimensions.subList(0, 1))) {
            throw new DataException(
                    labelFile,
                    "there must be one label for each of the " + dimensions.get(0) + " images but the dimensions were "
                            + labels.dimensions());
        }
        for (byte label : labels.bytes()) {
            if (label < 0 || label >= CLASSES) {
                throw new DataException(
                        labelFile, "a label must be from 0 to 9 but one was " + Byte.toUnsignedInt(label));
            }
        }
        return new FashionMnist(images, labels);
    }
}
