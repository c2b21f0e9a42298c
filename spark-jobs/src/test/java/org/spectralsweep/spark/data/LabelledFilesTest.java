package org.spectralsweep.spark.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.spectralsweep.spark.data.IdxBuilder.idx;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spectralsweep.targets.DataPart;
import org.spectralsweep.targets.LabelledRasters;

class LabelledFilesTest {
    @TempDir
    private Path folder;

    private static byte[] numbered(int count) {
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++) {
            bytes[i] = (byte) (7 * i);
        }
        return bytes;
    }

    private LabelledFiles train() {
        return LabelledFiles.read(folder, DataPart.TRAIN, null);
    }

    @Test
    void joinImagesAndLabels() throws IOException {
        IdxBuilder.write(folder, "train", idx(8, numbered(2 * 3 * 5), 2, 3, 5), idx(8, new byte[] {9, (byte) 200}, 2));
        IdxBuilder.write(folder, "t10k", 28, new byte[784], new byte[] {3});
        LabelledRasters train = train().images();
        assertThat(train.count()).isEqualTo(2);
        assertThat(train.height()).isEqualTo(3);
        assertThat(train.width()).isEqualTo(5);
        assertThat(train.label(0)).isEqualTo(9);
        assertThat(train.label(1)).isEqualTo(200);
        // Row 2, column 3 of the second image is byte 15 + 2 * 5 + 3.
        assertThat(train.value(1, 2 * 5 + 3)).isEqualTo(7 * 28 / 255.0);
        LabelledRasters test = LabelledFiles.read(folder, DataPart.TEST, null).images();
        assertThat(test.count()).isEqualTo(1);
        assertThat(test.label(0)).isEqualTo(3);
    }

    @Test
    void haveTheSumOfTheirContentsCompressedOrNot() throws IOException {
        byte[] images = idx(8, numbered(2 * 4), 2, 2, 2);
        byte[] labels = idx(8, new byte[] {1, 0}, 2);
        IdxBuilder.write(folder, "train", images, labels);
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.write(images);
        both.write(labels);
        String sum = train().sha256();
        assertThat(sum).isEqualTo(Sha256.of(both.toByteArray()));

        Files.delete(folder.resolve("train-images-idx3-ubyte.gz"));
        Files.write(folder.resolve("train-images-idx3-ubyte"), images);
        assertThat(train().sha256()).isEqualTo(sum);

        Files.write(folder.resolve("train-images-idx3-ubyte"), idx(8, numbered(2 * 4), 2, 1, 4));
        assertThat(train().sha256()).isNotEqualTo(sum);
        assertThatThrownBy(() -> LabelledFiles.read(folder, DataPart.TRAIN, sum))
                .isInstanceOf(DataException.class)
                .hasMessage(folder + ": sha256 must be " + sum + " but that of its train images and labels is "
                        + train().sha256());
    }

    @Test
    void areRefusedWhereTheyDoNotFitTogether() throws IOException {
        Path images = folder.resolve("train-images-idx3-ubyte.gz");
        IdxBuilder.write(folder, "train", idx(8, new byte[2 * 784], 2, 28, 28), idx(8, new byte[3], 3));
        assertThatThrownBy(this::train)
                .hasMessage(folder.resolve("train-labels-idx1-ubyte.gz")
                        + ": there must be one label for each of the 2 images but the dimensions were [3]");
        String must = ": the dimensions must be images x rows x columns, none of them 0, but were ";
        IdxBuilder.write(folder, "train", idx(8, new byte[2 * 784], 2, 784), idx(8, new byte[2], 2));
        assertThatThrownBy(this::train).hasMessage(images + must + "[2, 784]");
        IdxBuilder.write(folder, "train", 28, new byte[0], new byte[0]);
        assertThatThrownBy(this::train).hasMessage(images + must + "[0, 28, 28]");
    }

    @Test
    void sayWhereFashionMnistComesFrom() {
        Path missing = folder.resolve("fashion-mnist");
        assertThatThrownBy(() -> LabelledFiles.read(missing, DataPart.TEST, null))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        missing + ": there is no such folder; Debian's package dataset-fashion-mnist puts Fashion-MNIST"
                                + " into /usr/share/datasets/fashion-mnist");
        assertThatThrownBy(() -> LabelledFiles.read(folder, DataPart.TEST, null))
                .hasMessage(folder.resolve("t10k-images-idx3-ubyte.gz") + ": there is no such file");
    }
}
