package org.spectralsweep.spark.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.spectralsweep.spark.data.IdxBuilder.gzip;
import static org.spectralsweep.spark.data.IdxBuilder.idx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdxFileTest {
    @TempDir
    private Path folder;

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
}
