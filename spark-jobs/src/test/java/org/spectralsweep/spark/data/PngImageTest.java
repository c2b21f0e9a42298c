package org.spectralsweep.spark.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spectralsweep.targets.Raster;

class PngImageTest {
    private static final Path PHOTOGRAPHS = Path.of("..", "conf", "images");

    @TempDir
    private Path folder;

    private Raster read(byte[] png) throws IOException {
        return ImageFile.read(Files.write(folder.resolve("image.png"), png)).raster();
    }

    private void assertRefused(byte[] png, String problem) throws IOException {
        Path file = Files.write(folder.resolve("image.png"), png);
        assertThatThrownBy(() -> ImageFile.read(file))
                .isInstanceOf(DataException.class)
                .hasMessage(file + ": " + problem);
    }

    private static int[] random(int count, int bits) {
        return new SplittableRandom(7).ints(count, 0, 1 << bits).toArray();
    }

    private static double[] divided(int[] samples, double largest) {
        return Arrays.stream(samples).mapToDouble(sample -> sample / largest).toArray();
    }

    @Test
    void keepsEverySampleOfEveryDepthExactly() throws IOException {
        int[][] kinds = {
            {PngBuilder.GRAY, 1, 1},
            {PngBuilder.GRAY, 1, 2},
            {PngBuilder.GRAY, 1, 4},
            {PngBuilder.GRAY, 1, 8},
            {PngBuilder.GRAY, 1, 16},
            {PngBuilder.RGB, 3, 8},
            {PngBuilder.RGB, 3, 16}
        };
        for (int[] kind : kinds) {
            int bits = kind[2];
            for (int width : new int[] {1, 7, 8, 9, 17}) {
                int height = 5;
                int[] samples = random(width * height * kind[1], bits);
                PngBuilder plain = new PngBuilder(width, height, bits, kind[0]);
                PngBuilder interlaced = new PngBuilder(width, height, bits, kind[0]).interlaced();
                for (PngBuilder png : new PngBuilder[] {plain, interlaced}) {
                    Raster raster = read(png.file(samples));
                    assertThat(raster.width()).isEqualTo(width);
                    assertThat(raster.height()).isEqualTo(height);
                    assertThat(raster.channels()).isEqualTo(kind[1]);
                    assertThat(raster.values())
                            .as("type %d, %d bits, width %d", kind[0], bits, width)
                            .isEqualTo(divided(samples, (1 << bits) - 1));
                }
            }
        }
    }

    @Test
    void everyGrayLevelOf16BitsStaysApart() throws IOException {
        int[] levels = new int[1 << 16];
        Arrays.setAll(levels, i -> i);
        double[] values =
                read(new PngBuilder(256, 256, 16, PngBuilder.GRAY).file(levels)).values();
        assertThat(values).isEqualTo(divided(levels, 65535));
        assertThat(Arrays.stream(values).distinct().count()).isEqualTo(1 << 16);
    }

    @Test
    void looksUpTheColoursOfAPalette() throws IOException {
        for (int bits : new int[] {1, 2, 4, 8}) {
            int entries = (1 << bits) - (bits > 1 ? 1 : 0);
            int[] palette = random(3 * entries, 8);
            int[] indices = new int[11 * 3];
            Arrays.setAll(indices, i -> i % entries);
            double[] expected = new double[3 * indices.length];
            Arrays.setAll(expected, i -> palette[3 * indices[i / 3] + i % 3] / 255.0);
            PngBuilder png = new PngBuilder(11, 3, bits, PngBuilder.PALETTE).with("PLTE", palette);
            Raster raster = read(png.file(indices));
            assertThat(raster.channels()).isEqualTo(3);
            assertThat(raster.values()).isEqualTo(expected);
            // An opaque entry in the table of transparency changes nothing.
            png = new PngBuilder(11, 3, bits, PngBuilder.PALETTE)
                    .with("PLTE", palette)
                    .with("tRNS", 255);
            assertThat(read(png.file(indices)).values()).isEqualTo(expected);
        }
    }

    @Test
    void refusesAnIndexThatThePaletteDoesNotHave() throws IOException {
        byte[] png = new PngBuilder(2, 2, 8, PngBuilder.PALETTE)
                .with("PLTE", 1, 2, 3, 4, 5, 6)
                .file(0, 1, 1, 2);
        assertRefused(
                png, "a pixel must have one of the 2 colours of the palette but that at column 1, row 1 has colour 2");
    }

    @Test
    void dropsAnAlphaChannelThatIsOpaqueEverywhere() throws IOException {
        for (int bits : new int[] {8, 16}) {
            int opaque = (1 << bits) - 1;
            int[] gray = {5, opaque, opaque, opaque, 200, opaque};
            Raster raster = read(new PngBuilder(3, 1, bits, PngBuilder.GRAY_ALPHA).file(gray));
            assertThat(raster.channels()).isEqualTo(1);
            assertThat(raster.values()).containsExactly(5.0 / opaque, 1, 200.0 / opaque);
            raster = read(new PngBuilder(1, 2, bits, PngBuilder.RGB_ALPHA).file(1, 2, 3, opaque, 4, 5, opaque, opaque));
            assertThat(raster.channels()).isEqualTo(3);
            assertThat(raster.values()).isEqualTo(divided(new int[] {1, 2, 3, 4, 5, opaque}, opaque));
        }
    }

    @Test
    void refusesAnImageWithAPixelThatIsNotOpaque() throws IOException {
        String problem = "the image must be opaque but its pixel at column 1, row 2 is not;"
                + " flatten it onto a background colour and save it without transparency";
        for (int bits : new int[] {8, 16}) {
            int opaque = (1 << bits) - 1;
            int[] gray = new int[3 * 4 * 2];
            Arrays.fill(gray, opaque);
            gray[2 * 7 + 1] = opaque - 1;
            assertRefused(new PngBuilder(3, 4, bits, PngBuilder.GRAY_ALPHA).file(gray), problem);
            int[] rgb = new int[3 * 4 * 4];
            Arrays.fill(rgb, opaque);
            rgb[4 * 7 + 3] = 0;
            assertRefused(new PngBuilder(3, 4, bits, PngBuilder.RGB_ALPHA).file(rgb), problem);
        }
        int[] indices = new int[12];
        indices[7] = 1;
        PngBuilder palette = new PngBuilder(3, 4, 2, PngBuilder.PALETTE).with("PLTE", 9, 9, 9, 8, 8, 8);
        assertRefused(palette.with("tRNS", 255, 254).file(indices), problem);
    }

    @Test
    void refusesATransparentColourOnlyWhereAPixelHasIt() throws IOException {
        String problem = "the image must be opaque but its pixel at column 1, row 0 is not;"
                + " flatten it onto a background colour and save it without transparency";
        for (int bits : new int[] {1, 2, 4, 8, 16}) {
            int largest = (1 << bits) - 1;
            int[] gray = {0, largest, 0};
            assertRefused(
                    new PngBuilder(3, 1, bits, PngBuilder.GRAY)
                            .with("tRNS", largest >> 8, largest & 0xff)
                            .file(gray),
                    problem);
            if (bits > 1) {
                byte[] unused = new PngBuilder(3, 1, bits, PngBuilder.GRAY)
                        .with("tRNS", 0, 1)
                        .file(gray);
                Raster raster = read(unused);
                assertThat(raster.channels()).isEqualTo(1);
                assertThat(raster.values()).containsExactly(0, 1, 0);
            }
        }
        for (int bits : new int[] {8, 16}) {
            int[] rgb = {1, 2, 4, 1, 2, 3};
            PngBuilder used = new PngBuilder(2, 1, bits, PngBuilder.RGB).with("tRNS", 0, 1, 0, 2, 0, 3);
            assertRefused(used.file(rgb), problem);
            PngBuilder unused = new PngBuilder(2, 1, bits, PngBuilder.RGB).with("tRNS", 0, 1, 0, 2, 0, 5);
            assertThat(read(unused.file(rgb)).values()).isEqualTo(divided(rgb, (1 << bits) - 1));
        }
    }

    @Test
    void convertsNoColoursWhateverTheFileSaysOfThem() throws IOException {
        int[] gray = random(64, 8);
        byte[] gamma = ByteBuffer.allocate(4).putInt(100_000).array();
        PngBuilder linear = new PngBuilder(8, 8, 8, PngBuilder.GRAY).with("gAMA", gamma);
        assertThat(read(linear.file(gray)).values()).isEqualTo(divided(gray, 255));
        int[] rgb = random(3 * 64, 8);
        byte[] profile = java.awt.color.ICC_Profile.getInstance(java.awt.color.ColorSpace.CS_LINEAR_RGB)
                .getData();
        byte[] name = "linear\0\0".getBytes(StandardCharsets.ISO_8859_1);
        byte[] packed = PngBuilder.deflated(profile);
        byte[] chunk = ByteBuffer.allocate(name.length + packed.length)
                .put(name)
                .put(packed)
                .array();
        PngBuilder profiled = new PngBuilder(8, 8, 8, PngBuilder.RGB).with("iCCP", chunk);
        assertThat(read(profiled.file(rgb)).values()).isEqualTo(divided(rgb, 255));
        // The file says that only some of the bits are significant, and it suggests a background.
        PngBuilder hints = new PngBuilder(8, 8, 8, PngBuilder.RGB)
                .with("sBIT", 5, 6, 5)
                .with("PLTE", 1, 2, 3)
                .with("bKGD", 0, 1, 0, 2, 0, 3);
        assertThat(read(hints.file(rgb)).values()).isEqualTo(divided(rgb, 255));
    }

    @Test
    void agreesWithAnIndependentDecoderOnTwoPhotographs() throws NoSuchAlgorithmException {
        // Sums of the 8-bit samples, row by row, as a decoder in another language found them with the specification's
        // filters.
        checkPhotograph("astronaut.png", 512, 512, "a8c429c18afa7b0fd5673e598d73a21225d94c864a71bbb3885126fdecb41071");
        checkPhotograph("coffee.png", 600, 400, "0ce2b51640b9c95f19617f03eabf40c3f0368589cc1ee1190b70966165ac184f");
        Raster coffee = ImageFile.read(PHOTOGRAPHS.resolve("coffee.png")).raster();
        assertThat(coffee.value(0, 0, 0)).isEqualTo(21 / 255.0);
        assertThat(coffee.value(599, 0, 1)).isEqualTo(184 / 255.0);
        assertThat(coffee.value(0, 399, 2)).isEqualTo(100 / 255.0);
    }

    private static void checkPhotograph(String name, int width, int height, String sum)
            throws NoSuchAlgorithmException {
        Raster raster = ImageFile.read(PHOTOGRAPHS.resolve(name)).raster();
        assertThat(raster.width()).isEqualTo(width);
        assertThat(raster.height()).isEqualTo(height);
        assertThat(raster.channels()).isEqualTo(3);
        byte[] samples = new byte[raster.values().length];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (byte) Math.round(255 * raster.values()[i]);
        }
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(samples);
        assertThat(HexFormat.of().formatHex(digest)).isEqualTo(sum);
    }

    @Test
    void refusesAFileThatIsCutOffAnywhere() throws IOException {
        byte[] png = new PngBuilder(9, 9, 8, PngBuilder.RGB).file(random(243, 8));
        for (int length = 8; length < png.length; length += 3) {
            assertRefused(
                    Arrays.copyOf(png, length),
                    "a PNG file must end with its chunk IEND but this one is cut off after " + length + " bytes");
        }
    }

    @Test
    void refusesAFileInWhichAnyByteWasChanged() throws IOException {
        byte[] png = new PngBuilder(3, 3, 8, PngBuilder.GRAY).file(random(9, 8));
        read(png);
        for (int at = 8; at < png.length; at++) {
            byte[] damaged = png.clone();
            damaged[at] ^= 0x10;
            Path file = Files.write(folder.resolve("image.png"), damaged);
            assertThatThrownBy(() -> ImageFile.read(file))
                    .as("byte %d", at)
                    .isInstanceOf(DataException.class)
                    .hasMessageStartingWith(file + ": ");
        }
        png[45] ^= 1;
        assertRefused(png, "the PNG file is damaged: the checksum of the chunk at byte 33 does not match");
    }

    @Test
    void refusesDataThatCannotBeDecodedBehindRightChecksums() throws IOException {
        PngBuilder png = new PngBuilder(4, 4, 8, PngBuilder.GRAY);
        Path file = folder.resolve("image.png");
        byte[] tooFew = PngBuilder.deflated(new byte[19]);
        byte[] noZip = "these bytes are not what zlib writes".getBytes(StandardCharsets.UTF_8);
        byte[] noFilter = PngBuilder.deflated(new byte[] {9, 0, 0, 0, 0, 9, 0, 0, 0, 0, 9, 0, 0, 0, 0, 9, 0, 0, 0, 0});
        for (byte[] data : new byte[][] {tooFew, noZip, noFilter, {}}) {
            Files.write(file, png.fileOf(data));
            assertThatThrownBy(() -> ImageFile.read(file))
                    .isInstanceOf(DataException.class)
                    .hasMessageStartingWith(file + ": the PNG file cannot be decoded: ");
        }
        byte[] right = PngBuilder.deflated(new byte[20]);
        assertThat(read(png.fileOf(right)).values()).isEqualTo(new double[16]);
        // There is no colour type 5 and no depth of 3 bits, and a palette must not be missing.
        for (PngBuilder wrong : new PngBuilder[] {
            new PngBuilder(4, 4, 8, 5), new PngBuilder(4, 4, 3, 0), new PngBuilder(4, 4, 8, PngBuilder.PALETTE)
        }) {
            Files.write(file, wrong.fileOf(right));
            assertThatThrownBy(() -> ImageFile.read(file))
                    .isInstanceOf(DataException.class)
                    .hasMessageStartingWith(file + ": the PNG file cannot be decoded: ");
        }
    }

    @Test
    void refusesAnImageWithoutPixels() throws IOException {
        assertRefused(
                new PngBuilder(0, 5, 8, PngBuilder.GRAY).fileOf(new byte[1]),
                "an image must have at least 1 x 1 pixels but this one has 0 x 5");
        assertRefused(
                new PngBuilder(5, 0, 8, PngBuilder.RGB).fileOf(new byte[1]),
                "an image must have at least 1 x 1 pixels but this one has 5 x 0");
    }

    @Test
    void refusesAHugeImageByItsHeader() throws IOException {
        byte[] data = PngBuilder.deflated(new byte[100]);
        assertRefused(
                new PngBuilder(8193, 8192, 1, PngBuilder.GRAY).fileOf(data),
                "an image must have at most 67108864 pixels but this one has 8193 x 8192");
        // If these were taken for signed numbers, the product would be 1.
        assertRefused(
                new PngBuilder(-1, -1, 1, PngBuilder.GRAY).fileOf(data),
                "an image must have at most 67108864 pixels but this one has 4294967295 x 4294967295");
        assertRefused(
                new PngBuilder(1 << 16, 1 << 16, 1, PngBuilder.GRAY).fileOf(data),
                "an image must have at most 67108864 pixels but this one has 65536 x 65536");
    }
}
