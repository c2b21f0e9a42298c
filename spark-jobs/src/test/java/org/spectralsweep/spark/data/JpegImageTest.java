package org.spectralsweep.spark.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spectralsweep.targets.Raster;

class JpegImageTest {
    private static final int START_OF_FRAME = 0xc0;

    @TempDir
    private Path folder;

    private Raster read(byte[] jpeg) throws IOException {
        return ImageFile.read(Files.write(folder.resolve("image.jpg"), jpeg)).raster();
    }

    private static byte[] written(IIOImage image, float quality, boolean progressive) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            ImageWriteParam parameters = writer.getDefaultWriteParam();
            parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            parameters.setCompressionQuality(quality);
            if (progressive) {
                parameters.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
            }
            writer.write(null, image, parameters);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    /** Blocks of 8 x 8 pixels of one colour each, in a row. */
    private static byte[] blocks(int[]... colours) throws IOException {
        boolean gray = colours[0].length == 1;
        BufferedImage image = new BufferedImage(
                8 * colours.length, 8, gray ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_3BYTE_BGR);
        for (int x = 0; x < image.getWidth(); x++) {
            for (int y = 0; y < image.getHeight(); y++) {
                image.getRaster().setPixel(x, y, colours[x / 8]);
            }
        }
        return written(new IIOImage(image, null, null), 1, false);
    }

    /** An image of some colours that vary smoothly. */
    private static byte[] photograph(boolean progressive) throws IOException {
        BufferedImage image = new BufferedImage(40, 30, BufferedImage.TYPE_3BYTE_BGR);
        for (int x = 0; x < image.getWidth(); x++) {
            for (int y = 0; y < image.getHeight(); y++) {
                image.getRaster().setPixel(x, y, new int[] {6 * x, 8 * y, (x * y) % 256});
            }
        }
        return written(new IIOImage(image, null, null), 0.9f, progressive);
    }

    /** The file with a segment after its first marker, in place of as many bytes. */
    private static byte[] withSegment(byte[] jpeg, int marker, byte[] data, int insteadOf) {
        return ByteBuffer.allocate(jpeg.length - insteadOf + 4 + data.length)
                .put(jpeg, 0, 2)
                .put((byte) 0xff)
                .put((byte) marker)
                .putShort((short) (2 + data.length))
                .put(data)
                .put(jpeg, 2 + insteadOf, jpeg.length - 2 - insteadOf)
                .array();
    }

    private static byte[] withProfile(byte[] jpeg, byte[] profile) {
        byte[] name = "ICC_PROFILE\0\1\1".getBytes(StandardCharsets.ISO_8859_1);
        byte[] data = ByteBuffer.allocate(name.length + profile.length)
                .put(name)
                .put(profile)
                .array();
        return withSegment(jpeg, 0xe2, data, 0);
    }

    private static int frame(byte[] jpeg) {
        for (int i = 0; i < jpeg.length; i++) {
            if ((jpeg[i] & 0xff) == 0xff && (jpeg[i + 1] & 0xff) == START_OF_FRAME) {
                return i;
            }
        }
        throw new AssertionError("there is no frame");
    }

    @Test
    void readsConstantGrayBlocksExactly() throws IOException {
        Raster raster = read(blocks(new int[] {0}, new int[] {17}, new int[] {128}, new int[] {255}));
        assertThat(raster.channels()).isEqualTo(1);
        assertThat(raster.width()).isEqualTo(32);
        assertThat(raster.height()).isEqualTo(8);
        for (int x = 0; x < 32; x++) {
            assertThat(raster.value(x, 5, 0)).isEqualTo(new int[] {0, 17, 128, 255}[x / 8] / 255.0);
        }
    }

    @Test
    void convertsToRgbWithTheRoundingOfLibjpeg() throws IOException {
        // Red is stored as (Y, Cb, Cr) = (76, 85, 255), from which JFIF's formulas make (254, 0, 0).
        Raster raster = read(blocks(new int[] {255, 0, 0}, new int[] {255, 0, 0}));
        assertThat(raster.channels()).isEqualTo(3);
        for (int x = 0; x < 16; x++) {
            assertThat(raster.value(x, 3, 0)).isEqualTo(254 / 255.0);
            assertThat(raster.value(x, 3, 1)).isEqualTo(0);
            assertThat(raster.value(x, 3, 2)).isEqualTo(0);
        }
        raster = read(photograph(false));
        assertThat(raster.value(10, 20, 0)).isCloseTo(60 / 255.0, within(0.05));
        assertThat(raster.value(10, 20, 1)).isCloseTo(160 / 255.0, within(0.05));
        assertThat(raster.value(10, 20, 2)).isCloseTo(200 / 255.0, within(0.05));
    }

    @Test
    void readsProgressiveFiles() throws IOException {
        byte[] progressive = photograph(true);
        assertThat(progressive).isNotEqualTo(photograph(false));
        assertThat(read(progressive).values()).isEqualTo(read(photograph(false)).values());
    }

    @Test
    void convertsNoColoursFromAProfile() throws IOException {
        byte[] plain = photograph(false);
        byte[] linear = ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData();
        byte[] profiled = withProfile(plain, linear);
        // The JDK by itself does convert. Otherwise this would test nothing.
        Path file = Files.write(folder.resolve("profiled.jpg"), profiled);
        double converted = ImageIO.read(file.toFile()).getRaster().getSample(10, 20, 0) / 255.0;
        assertThat(Math.abs(converted - read(plain).value(10, 20, 0))).isGreaterThan(0.1);
        assertThat(read(profiled).values()).isEqualTo(read(plain).values());

        byte[] gray = blocks(new int[] {17}, new int[] {128});
        byte[] linearGray = ICC_Profile.getInstance(ColorSpace.CS_GRAY).getData();
        assertThat(read(withProfile(gray, linearGray)).values())
                .isEqualTo(read(gray).values());
    }

    @Test
    void ignoresABrokenProfile() throws IOException {
        byte[] plain = photograph(false);
        assertThat(read(withProfile(plain, new byte[200])).values())
                .isEqualTo(read(plain).values());
    }

    @Test
    void keepsRgbThatWasStoredAsRgb() throws IOException {
        // The file has no JFIF segment (18 bytes), and Adobe's segment says "not transformed". So Y, Cb and Cr are red,
        // green and blue.
        byte[] adobe = {'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, 0};
        byte[] stored = withSegment(blocks(new int[] {255, 0, 0}, new int[] {255, 0, 0}), 0xee, adobe, 18);
        byte[] profiled = withProfile(
                stored, ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData());
        for (byte[] jpeg : new byte[][] {stored, profiled}) {
            Raster raster = read(jpeg);
            assertThat(raster.value(4, 4, 0)).isEqualTo(76 / 255.0);
            assertThat(raster.value(4, 4, 1)).isEqualTo(85 / 255.0);
            assertThat(raster.value(4, 4, 2)).isEqualTo(1);
        }
    }

    @Test
    void refusesCmyk() throws IOException {
        WritableRaster inks = java.awt.image.Raster.createInterleavedRaster(0, 16, 16, 4, null);
        Path file = Files.write(folder.resolve("inks.jpg"), written(new IIOImage(inks, null, null), 1, false));
        assertThatThrownBy(() -> ImageFile.read(file))
                .isInstanceOf(DataException.class)
                .hasMessage(file + ": a JPEG image must be gray or RGB but this one is CMYK or has an alpha channel;"
                        + " convert it to RGB");
    }

    @Test
    void refusesAFileThatIsCutOff() throws IOException {
        byte[] jpeg = photograph(false);
        Path file = folder.resolve("image.jpg");
        for (int length = 3; length < jpeg.length - 2; length += 7) {
            Files.write(file, Arrays.copyOf(jpeg, length));
            assertThatThrownBy(() -> ImageFile.read(file))
                    .as("%d of %d bytes", length, jpeg.length)
                    .isInstanceOf(DataException.class)
                    .hasMessageStartingWith(file + ": the JPEG file cannot be decoded: ");
        }
    }

    @Test
    void refusesDataThatTheDecoderGuessesAt() throws IOException {
        byte[] jpeg = photograph(false);
        // A part of the coded pixels becomes ones, which is not a valid code.
        Arrays.fill(jpeg, jpeg.length - 200, jpeg.length - 150, (byte) 0xfe);
        Path file = Files.write(folder.resolve("image.jpg"), jpeg);
        assertThatThrownBy(() -> ImageFile.read(file))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(file + ": the JPEG file cannot be decoded: ");
    }

    @Test
    void refusesAHugeImageByItsHeader() throws IOException {
        byte[] jpeg = photograph(false);
        int size = frame(jpeg) + 5;
        ByteBuffer.wrap(jpeg).putShort(size, (short) 65000).putShort(size + 2, (short) 65500);
        Path file = Files.write(folder.resolve("image.jpg"), jpeg);
        assertThatThrownBy(() -> ImageFile.read(file))
                .isInstanceOf(DataException.class)
                .hasMessage(file + ": an image must have at most 67108864 pixels but this one has 65500 x 65000");
    }

    @Test
    void refusesAnImageWithoutPixels() throws IOException {
        for (int offset : new int[] {5, 7}) {
            byte[] jpeg = photograph(false);
            ByteBuffer.wrap(jpeg).putShort(frame(jpeg) + offset, (short) 0);
            Path file = Files.write(folder.resolve("image.jpg"), jpeg);
            assertThatThrownBy(() -> ImageFile.read(file))
                    .isInstanceOf(DataException.class)
                    .hasMessageStartingWith(file + ": the JPEG file cannot be decoded: ");
        }
    }
}
