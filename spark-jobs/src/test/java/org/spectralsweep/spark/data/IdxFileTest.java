package org.spectralsweep.spark.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spectralsweep.target.Raster;

class IdxFileTest {
    @TempDir
    private Path folder;

    private static byte[] idx(int type, byte[] data, int... dimensions) {
        ByteBuffer buffer = ByteBuffer.allocate(4 + 4 * dimensions.length + data.length);
        buffer.putShort((short) 0).put((byte) type).put((byte) dimensions.length);
        Arrays.stream(dimensions).forEach(buffer::putInt);
        return buffer.put(data).array();
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }

    private static byte[] numbered(int count) {
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++) {
            bytes[i] = (byte) (7 * i);
        }
        return bytes;
    }

    private void assertRefused(byte[] content, String problem) throws IOException {
        Path file = Files.write(folder.resolve("data.gz"), content);
        assertThatThrownBy(() -> IdxFile.read(file))
                .isInstanceOf(DataException.class)
                .hasMessage(file + ": " + problem);
    }

    @Test
    void readsDimensionsAndBytesPackedOrNot() throws IOException {
        byte[] data = numbered(2 * 3 * 5);
        byte[] plain = idx(8, data, 2, 3, 5);
        for (byte[] content : new byte[][] {plain, gzip(plain)}) {
            IdxFile idx = IdxFile.read(Files.write(folder.resolve("data.gz"), content));
            assertThat(idx.dimensions()).containsExactly(2, 3, 5);
            assertThat(idx.bytes()).isEqualTo(data);
        }
        IdxFile none = IdxFile.read(Files.write(folder.resolve("none"), idx(8, new byte[0], 0)));
        assertThat(none.dimensions()).containsExactly(0);
        assertThat(none.bytes()).isEmpty();
    }

    @Test
    void refusesAnotherBeginning() throws IOException {
        String must = "an idx file of unsigned bytes must begin with 00 00 08 and the number of dimensions"
                + " but this one begins with ";
        assertRefused(idx(13, new byte[8], 2), must + "00 00 0d 01");
        assertRefused(idx(8, new byte[8]), must + "00 00 08 00");
        assertRefused(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13}, must + "89 50 4e 47");
    }

    @Test
    void refusesAFileThatIsCutOffAnywhere() throws IOException {
        byte[] plain = idx(8, numbered(30), 5, 6);
        byte[] packed = gzip(plain);
        for (byte[] content : new byte[][] {plain, packed}) {
            for (int length = 0; length < content.length; length++) {
                assertRefused(Arrays.copyOf(content, length), "the file is cut off after " + length + " bytes");
            }
        }
    }

    @Test
    void refusesWhatGoesOn() throws IOException {
        byte[] longer = idx(8, numbered(31), 5, 6);
        assertRefused(longer, "the file must end after its 30 bytes of data but goes on");
        assertRefused(gzip(longer), "the file must end after its 30 bytes of data but goes on");
    }

    @Test
    void refusesDamageThatTheChecksumOfGzipShows() throws IOException {
        byte[] packed = gzip(idx(8, numbered(30), 5, 6));
        packed[packed.length - 6] ^= 1;
        assertRefused(packed, "the idx file cannot be decoded: Corrupt GZIP trailer");
    }

    @Test
    void refusesAHugeArrayByItsHeader() throws IOException {
        assertRefused(
                idx(8, new byte[9], 60_000, 28_000, 28_000),
                "an array must have at most 536870912 bytes but this one's dimensions are at least 60000 x 28000");
        assertRefused(
                idx(8, new byte[9], -1, 0),
                "an array must have at most 536870912 bytes but this one's dimensions are at least 4294967295");
        assertRefused(
                idx(8, new byte[9], 0, -1),
                "an array must have at most 536870912 bytes but this one's dimensions are at least 0 x 4294967295");
    }

    private void write(String part, byte[] images, byte[] labels) throws IOException {
        Files.write(folder.resolve(part + "-images-idx3-ubyte.gz"), gzip(images));
        Files.write(folder.resolve(part + "-labels-idx1-ubyte.gz"), gzip(labels));
    }

    @Test
    void joinsImagesAndLabelsOfFashionMnist() throws IOException {
        byte[] data = numbered(2 * 784);
        write("train", idx(8, data, 2, 28, 28), idx(8, new byte[] {9, 0}, 2));
        write("t10k", idx(8, new byte[784], 1, 28, 28), idx(8, new byte[] {3}, 1));
        FashionMnist train = FashionMnist.train(folder);
        assertThat(train.count()).isEqualTo(2);
        assertThat(List.of(train.label(0), train.label(1))).containsExactly(9, 0);
        Raster second = train.image(1);
        assertThat(second.channels()).isEqualTo(1);
        // Column 3, row 2 of the second image is byte 784 + 2 * 28 + 3.
        assertThat(second.value(3, 2, 0)).isEqualTo(7 * 843 % 256 / 255.0);
        assertThat(train.image(0).value(27, 27, 0)).isEqualTo(7 * 783 % 256 / 255.0);
        assertThat(FashionMnist.test(folder).label(0)).isEqualTo(3);
    }

    @Test
    void refusesImagesAndLabelsThatDoNotFitTogether() throws IOException {
        Path labels = folder.resolve("train-labels-idx1-ubyte.gz");
        write("train", idx(8, new byte[2 * 784], 2, 28, 28), idx(8, new byte[3], 3));
        assertThatThrownBy(() -> FashionMnist.train(folder))
                .hasMessage(labels + ": there must be one label for each of the 2 images but the dimensions were [3]");
        write("train", idx(8, new byte[2 * 784], 2, 28, 28), idx(8, new byte[] {1, -1}, 2));
        assertThatThrownBy(() -> FashionMnist.train(folder))
                .hasMessage(labels + ": a label must be from 0 to 9 but one was 255");
        write("train", idx(8, new byte[2 * 784], 2, 784), idx(8, new byte[2], 2));
        assertThatThrownBy(() -> FashionMnist.train(folder))
                .hasMessage(folder.resolve("train-images-idx3-ubyte.gz")
                        + ": the dimensions must be n x 28 x 28 but were [2, 784]");
    }

    @Test
    void saysWhereFashionMnistComesFrom() {
        Path missing = folder.resolve("fashion-mnist");
        assertThatThrownBy(() -> FashionMnist.test(missing))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        missing + ": there is no such folder; Debian's package dataset-fashion-mnist puts Fashion-MNIST"
                                + " into /usr/share/datasets/fashion-mnist");
        assertThatThrownBy(() -> FashionMnist.test(folder))
                .hasMessage(folder.resolve("t10k-images-idx3-ubyte.gz") + ": there is no such file");
    }
}
