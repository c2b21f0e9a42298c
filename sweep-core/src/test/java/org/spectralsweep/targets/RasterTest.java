package org.spectralsweep.targets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RasterTest {
    private static final int WIDTH = 4;
    private static final int HEIGHT = 3;

    /** Sample c of the pixel at (column, row) is (100 column + 10 row + c) / 1000. */
    private static Raster numbered(int channels) {
        double[] values = new double[WIDTH * HEIGHT * channels];
        int next = 0;
        for (int row = 0; row < HEIGHT; row++) {
            for (int column = 0; column < WIDTH; column++) {
                for (int channel = 0; channel < channels; channel++) {
                    values[next++] = (100 * column + 10 * row + channel) / 1000.0;
                }
            }
        }
        return new Raster(WIDTH, HEIGHT, channels, values);
    }

    @Test
    void countsPixelsFromTheTopLeft() {
        Raster image = numbered(3);
        assertThat(image.value(0, 0, 0)).isEqualTo(0);
        assertThat(image.value(3, 0, 2)).isEqualTo(0.302);
        assertThat(image.value(1, 2, 1)).isEqualTo(0.121);
        assertThat(numbered(1).value(3, 2, 0)).isEqualTo(0.32);
        assertThat(image.values()).startsWith(0, 0.001, 0.002, 0.1).hasSize(36).isSameAs(image.values());
    }

    @Test
    void refusesAPixelOutsideTheImage() {
        Raster image = numbered(3);
        assertThatThrownBy(() -> image.value(4, 0, 0))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("no channel 0 of the pixel at column 4, row 0 in an image of 4 x 3 pixels of 3 channels");
        assertThatThrownBy(() -> image.value(0, 0, 3)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> image.value(-1, 1, 0)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> image.value(0, 3, 0)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void cropsEveryPartThatLiesInside() {
        for (int channels : new int[] {1, 3}) {
            Raster image = numbered(channels);
            int crops = 0;
            for (int left = 0; left < WIDTH; left++) {
                for (int top = 0; top < HEIGHT; top++) {
                    for (int width = 1; left + width <= WIDTH; width++) {
                        for (int height = 1; top + height <= HEIGHT; height++) {
                            checkCrop(image, left, top, width, height);
                            crops++;
                        }
                    }
                }
            }
            assertThat(crops).isEqualTo(60);
        }
    }

    @Test
    void aPixelOfAShrunkImageIsTheMeanOfItsArea() {
        Raster halves = numbered(3).shrunk(2, 1);
        assertThat(halves.width()).isEqualTo(2);
        assertThat(halves.height()).isEqualTo(1);
        // Columns 0 and 1, rows 0 to 2: (0 + 100) / 2 + (0 + 10 + 20) / 3 = 60.
        assertThat(halves.values())
                .containsExactly(new double[] {0.060, 0.061, 0.062, 0.260, 0.261, 0.262}, within(1e-15));
        double[] row = {0.3, 0.9, 0.6};
        assertThat(new Raster(3, 1, 1, row).shrunk(2, 1).values())
                .containsExactly(new double[] {(0.3 + 0.45) / 1.5, (0.45 + 0.6) / 1.5}, within(1e-15));
        assertThat(new Raster(1, 3, 1, row).shrunk(1, 2).values())
                .containsExactly(new double[] {(0.3 + 0.45) / 1.5, (0.45 + 0.6) / 1.5}, within(1e-15));
    }

    @Test
    void shrinkingKeepsMeansAndWhite() {
        Raster image = numbered(1);
        double mean = Arrays.stream(image.values()).average().orElseThrow();
        for (int width = 1; width <= WIDTH; width++) {
            for (int height = 1; height <= HEIGHT; height++) {
                double[] shrunk = image.shrunk(width, height).values();
                assertThat(shrunk).hasSize(width * height);
                assertThat(Arrays.stream(shrunk).average().orElseThrow()).isCloseTo(mean, within(1e-15));
            }
        }
        assertThat(image.shrunk(WIDTH, HEIGHT).values()).isEqualTo(image.values());
        double[] white = new double[7 * 11];
        Arrays.fill(white, 1);
        assertThat(new Raster(7, 11, 1, white).shrunk(3, 5).values()).containsOnly(1);
    }

    @Test
    void refusesToEnlarge() {
        Raster image = numbered(3);
        assertThatThrownBy(() -> image.shrunk(5, 2))
                .hasMessage("resize must be at most the image's 4 x 3 pixels but was 5 x 2");
        assertThatThrownBy(() -> image.shrunk(2, 4)).hasMessageStartingWith("resize must be at most");
    }

    private static void checkCrop(Raster image, int left, int top, int width, int height) {
        Raster part = image.crop(left, top, width, height);
        assertThat(part.width()).isEqualTo(width);
        assertThat(part.height()).isEqualTo(height);
        for (int row = 0; row < height; row++) {
            for (int column = 0; column < width; column++) {
                for (int channel = 0; channel < image.channels(); channel++) {
                    assertThat(part.value(column, row, channel))
                            .isEqualTo(image.value(left + column, top + row, channel));
                }
            }
        }
    }

    @Test
    void refusesACropThatLeavesTheImage() {
        Raster image = numbered(3);
        assertThatThrownBy(() -> image.crop(2, 1, 3, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("crop must lie inside the image of 4 x 3 pixels but was 3 x 2 from column 2, row 1");
        int[][] others = {
            {-1, 0, 2, 2},
            {0, -1, 2, 2},
            {0, 0, 0, 1},
            {0, 0, 1, 0},
            {0, 0, 5, 1},
            {0, 2, 1, 2},
            {1, 0, Integer.MAX_VALUE, 1},
            {Integer.MAX_VALUE, 0, 1, 1},
            {0, 0, Integer.MIN_VALUE, 1}
        };
        for (int[] crop : others) {
            assertThatThrownBy(() -> image.crop(crop[0], crop[1], crop[2], crop[3]))
                    .as(Arrays.toString(crop))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("crop must lie inside");
        }
    }

    @Test
    void weighsTheColoursAsBt601Does() {
        Raster image = new Raster(5, 1, 3, new double[] {1, 0, 0, 0, 1, 0, 0, 0, 1, 0.25, 0.5, 1, 1, 1, 1});
        Raster gray = image.gray();
        assertThat(gray.channels()).isEqualTo(1);
        assertThat(gray.width()).isEqualTo(5);
        assertThat(gray.values()).containsExactly(new double[] {0.299, 0.587, 0.114, 0.48225, 1}, within(1e-15));
        assertThat(gray.gray()).isSameAs(gray);
    }

    @Test
    void grayOfEqualChannelsKeepsTheirValue() {
        double[] values = new double[3 * 256];
        for (int i = 0; i < values.length; i++) {
            int level = i / 3;
            values[i] = level / 255.0;
        }
        double[] gray = new Raster(16, 16, 3, values).gray().values();
        for (int level = 0; level < 256; level++) {
            assertThat(gray[level]).isCloseTo(level / 255.0, within(2e-16)).isBetween(0.0, 1.0);
        }
    }

    @Test
    void refusesInvalidImages() {
        assertThatThrownBy(() -> new Raster(0, 2, 1, new double[0]))
                .hasMessage("an image must have at least 1 x 1 pixels but had 0 x 2");
        assertThatThrownBy(() -> new Raster(2, -1, 1, new double[0]))
                .hasMessage("an image must have at least 1 x 1 pixels but had 2 x -1");
        assertThatThrownBy(() -> new Raster(1, 1, 4, new double[4])).hasMessage("channels must be 1 or 3 but was 4");
        assertThatThrownBy(() -> new Raster(2, 2, 3, new double[11]))
                .hasMessage("values must hold 2 x 2 x 3 numbers but held 11");
        // 2^16 x 2^16 is 0 as an int.
        assertThatThrownBy(() -> new Raster(1 << 16, 1 << 16, 1, new double[0]))
                .isInstanceOf(IllegalArgumentException.class);
        for (double bad : new double[] {-1e-9, 1.0000001, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> new Raster(2, 1, 1, new double[] {0.5, bad}))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("values must be from 0 to 1 but one was " + bad);
        }
    }

    @Test
    void isTheSameAfterJavaSerialization() throws IOException, ClassNotFoundException {
        Raster image = numbered(3);
        Raster copy = (Raster) copied(image);
        assertThat(copy.width()).isEqualTo(WIDTH);
        assertThat(copy.height()).isEqualTo(HEIGHT);
        assertThat(copy.channels()).isEqualTo(3);
        assertThat(copy.values()).isEqualTo(image.values());
    }

    @Test
    void theEmptySourceHasNoImageEvenAfterSerialization() throws IOException, ClassNotFoundException {
        ImageSource none = (ImageSource) copied(ImageSource.NONE);
        assertThatThrownBy(() -> none.image("ab12"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there is no image with the sha256 ab12; no image files were read");
    }

    private static Object copied(Object object) throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(object);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return in.readObject();
        }
    }
}
