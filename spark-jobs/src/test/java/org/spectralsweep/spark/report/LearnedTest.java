package org.spectralsweep.spark.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spectralsweep.trial.LearnedGrid;

/** Pictures of functions that are known. */
class LearnedTest {
    private static final LearnedGrid.Pixels GRAY = new LearnedGrid.Pixels(2, 2, 1, 1);
    private static final double[] ORIGINAL = {0, 0.2, 0.4, 1};

    @TempDir
    Path folder;

    private static Learned image(double... f) {
        return new Learned("a picture", GRAY, ORIGINAL, List.of(new Learned.Step(7, f)));
    }

    private static Learned curve() {
        double[] target = {0, 1, 0, -1};
        return new Learned(
                "a <curve>",
                new LearnedGrid.Curve("angle (radians)", new double[] {0, 1, 2, 3}),
                target,
                List.of(
                        new Learned.Step(0, new double[4]),
                        new Learned.Step(10, new double[] {0, 0.9, 0, -0.9}),
                        new Learned.Step(20, target)));
    }

    @Test
    void aTenthOffEverywhereIsTwentyDecibels() {
        Learned learned = image(0.1, 0.3, 0.5, 0.9);
        assertThat(learned.squaredError(learned.last())).isCloseTo(0.01, within(1e-15));
        assertThat(learned.distance(learned.last())).isCloseTo(20, within(1e-12));
        assertThat(learned.words(learned.last())).isEqualTo("20.0 dB");
        Learned exact = image(ORIGINAL);
        assertThat(exact.words(exact.last())).isEqualTo("exact");
    }

    @Test
    void theErrorOfACurveIsAPartOfTheTarget() {
        Learned curve = curve();
        assertThat(curve.steps().stream().map(curve::words)).containsExactly("error 100 %", "error 10 %", "error 0 %");
    }

    @Test
    void imagesHaveTheirOwnPixels() throws IOException {
        Map<String, Path> files = image(-0.5, 0.2, 0.9, 1.5).writeImages(folder, "x");
        assertThat(files.values().stream().map(file -> file.getFileName().toString()))
                .containsExactly("x-original.png", "x-step-7.png", "x-error.png");
        BufferedImage f = ImageIO.read(folder.resolve("x-step-7.png").toFile());
        assertThat(f.getWidth()).isEqualTo(2);
        // Clipped to 0 and 255; 0.2 is 51 of 255, and 0.9 is 229.5, rounded up.
        assertThat(new int[] {f.getRGB(0, 0) & 0xff, f.getRGB(1, 0) & 0xff, f.getRGB(0, 1) & 0xff, f.getRGB(1, 1) & 0xff
                })
                .containsExactly(0, 51, 230, 255);
        BufferedImage error = ImageIO.read(folder.resolve("x-error.png").toFile());
        assertThat(error.getRGB(1, 0)).isEqualTo(Palette.sequential(0).getRGB());
        assertThat(error.getRGB(0, 0)).isEqualTo(Palette.sequential(1).getRGB());
        assertThat(files.keySet()).contains("error at step 7, from 0 (dark) to 0.50");
        assertThat(curve().writeImages(folder, "y")).isEmpty();
    }

    @Test
    void everyKindHasAPictureInTwoFormats() throws IOException {
        double[] places = {-1, 0, 1};
        LearnedGrid map = new LearnedGrid.Surface("across", "up", places, places, false);
        double[] values = {1, 2, 3, 4, 5, 6, 7, 8, 9};
        for (Learned learned : List.of(
                curve(),
                image(0.1, 0.3, 0.5, 0.9),
                new Learned("a map", map, values, List.of(new Learned.Step(3, new double[9]))))) {
            Path png = folder.resolve("p.png");
            Path svg = folder.resolve("p.svg");
            assertThat(learned.write(png, svg)).isEmpty();
            assertThat(Objects.requireNonNull(ImageIO.read(png.toFile())).getWidth())
                    .isGreaterThan(300);
            assertThat(Files.readString(svg))
                    .contains("<svg", learned.grid() instanceof LearnedGrid.Curve ? "stroke-dasharray" : "<image");
        }
    }

    /** f is 0.1 too large everywhere, and the mean of z^2 over S^2 is 1/3: the error is sqrt(0.03). */
    @Test
    void theErrorOnTheSphereIsByArea() {
        double[] latitudes = new double[180];
        double[] target = new double[180];
        double[] f = new double[180];
        for (int i = 0; i < 180; i++) {
            latitudes[i] = i - 89.5;
            target[i] = Math.sin(Math.toRadians(latitudes[i]));
            f[i] = target[i] + 0.1;
        }
        LearnedGrid map = new LearnedGrid.Surface("across", "up", new double[] {0}, latitudes, true);
        Learned learned = new Learned("a map", map, target, List.of(new Learned.Step(1, f)));
        assertThat(learned.distance(learned.last())).isCloseTo(100 * Math.sqrt(0.03), within(0.01));
    }

    /** A picture of 1 x 400 pixels is as high as one of 400 x 400, and its labels have room. */
    @Test
    void longImagesStaySmall() throws IOException {
        for (int[] size : new int[][] {{1, 400}, {400, 1}}) {
            double[] values = new double[400];
            Learned learned = new Learned(
                    "long",
                    new LearnedGrid.Pixels(size[0], size[1], 1, 1),
                    values,
                    List.of(new Learned.Step(0, values)));
            Path png = folder.resolve("long.png");
            assertThat(learned.write(png, folder.resolve("long.svg"))).isEmpty();
            BufferedImage picture = Objects.requireNonNull(ImageIO.read(png.toFile()));
            assertThat(picture.getWidth()).isBetween(2 * 3 * 170, 2 * 3 * 240);
            assertThat(picture.getHeight()).isBetween(100, 2 * 320);
        }
    }

    @Test
    void tablesHaveTheNumbers() {
        assertThat(curve().csv("x"))
                .isEqualTo("angle (radians),target,step_0,step_10,step_20\n0.0,0.0,0.0,0.0,0.0\n1.0,1.0,0.0,0.9,1.0\n"
                        + "2.0,0.0,0.0,0.0,0.0\n3.0,-1.0,0.0,-0.9,-1.0\n");
        assertThat(image(0.5, 0.7, 0.9, 0.5).csv("x"))
                .startsWith("step,mean_squared_error,psnr,file\n7,0.25,6.02")
                .endsWith(",x-step-7.png\n");
    }

    @Test
    void aPageHasThePictureAndItsWords() {
        String page = curve().part("seen").html(new PageIds());
        assertThat(page)
                .contains("<h3>a &lt;curve&gt;</h3>", "seen", "<td class=\"number\">0.9</td>")
                .doesNotContain("<curve>");
        assertThat(image(0.1, 0.3, 0.5, 0.9).part("seen").html(new PageIds()))
                .contains(
                        "<div class=\"tiles\">",
                        "alt=\"step 7, 20.0 dB\" width=\"2\"",
                        "data:image/png;base64,",
                        "seen");
    }

    @Test
    void needsAStep() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Learned("none", GRAY, ORIGINAL, List.of()))
                .withMessage("steps must hold at least one step but was []");
    }
}
