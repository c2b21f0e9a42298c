package org.spectralsweep.spark.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.spectralsweep.spark.figure.AxisEnd;
import org.spectralsweep.spark.figure.AxisScale;
import org.spectralsweep.spark.figure.AxisSpec;
import org.spectralsweep.spark.figure.LayerColor;
import org.spectralsweep.spark.figure.LayerSpec;
import org.spectralsweep.spark.figure.LayerStyle;

class FigureTest {
    private static final int BLUE = 0x0072B2;
    private static final int ORANGE = 0xD55E00;

    @TempDir
    private Path folder;

    private static AxisSpec axis(AxisScale scale) {
        return new AxisSpec("label", scale, AxisEnd.AUTO, AxisEnd.AUTO);
    }

    private static Figure.Layer layer(LayerStyle style, List<Mark> marks) {
        return new Figure.Layer(new LayerSpec("SELECT 1", style, "label", LayerColor.AUTO), marks);
    }

    private static Figure.Panel panel(AxisScale scale, Figure.Layer... layers) {
        return new Figure.Panel("Panel", axis(scale), axis(scale), axis(AxisScale.LINEAR), null, List.of(layers));
    }

    private static List<Mark> marks(int series) {
        List<Mark> marks = new ArrayList<>();
        for (int s = 1; s <= series; s++) {
            for (int x = 1; x <= 9; x++) {
                double y = s * x * x;
                marks.add(new Mark(x, y, series == 1 ? "" : Integer.toString(s), 0.8 * y, 1.2 * y, x - 5));
            }
        }
        return marks;
    }

    private BufferedImage drawn(int columns, Figure.Panel... panels) throws IOException {
        Path png = folder.resolve("figure.png");
        Path csv = folder.resolve("figure.csv");
        Figure figure = new Figure("Title", "source", List.of(), columns, List.of(panels));
        assertThat(figure.write(folder, "figure", PictureStyle.SCREEN)).isEmpty();
        assertThat(csv).exists();
        assertThat(Files.readString(folder.resolve("figure.svg")))
                .contains("<svg")
                .endsWith("</svg>\n");
        return ImageIO.read(png.toFile());
    }

    private static Set<Integer> colours(BufferedImage image) {
        Set<Integer> colours = new HashSet<>();
        for (int x = 0; x < image.getWidth(); x++) {
            for (int y = 0; y < image.getHeight(); y++) {
                colours.add(image.getRGB(x, y) & 0xffffff);
            }
        }
        return colours;
    }

    @ParameterizedTest
    @EnumSource(
            value = LayerStyle.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"MAP", "BARS"})
    void drawsEveryStyleOnEitherKindOfAxis(LayerStyle style) throws IOException {
        for (AxisScale scale : List.of(AxisScale.LINEAR, AxisScale.LOG)) {
            assertThat(colours(drawn(1, panel(scale, layer(style, marks(2)))))).contains(BLUE, ORANGE);
        }
    }

    @Test
    void aSeriesHasOneColourInAllLayers() throws IOException {
        Figure.Layer second = layer(
                LayerStyle.DASHED,
                marks(2).stream().filter(m -> m.series().equals("2")).toList());
        assertThat(colours(drawn(1, panel(AxisScale.LOG, layer(LayerStyle.POINTS, marks(2)), second))))
                .contains(BLUE, ORANGE)
                .doesNotContain(0x009E73);
    }

    @Test
    void manySeriesHaveARampInsteadOfALegend() throws IOException {
        Figure.Panel fifty = panel(AxisScale.LOG, layer(LayerStyle.LINES, marks(50)));
        Set<Integer> colours = colours(drawn(1, fifty));
        assertThat(colours)
                .contains(Palette.ramp(0).getRGB() & 0xffffff, Palette.ramp(1).getRGB() & 0xffffff)
                .doesNotContain(BLUE, ORANGE);
    }

    @Test
    void aMapOfBothSignsIsBlueAndOrangeOnAGridAndScattered() throws IOException {
        List<Mark> grid = new ArrayList<>();
        List<Mark> scattered = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            for (int j = 0; j < 20; j++) {
                grid.add(new Mark(i, j, "", Double.NaN, Double.NaN, i - 9.5));
                scattered.add(new Mark(i + 0.01 * j, j + 0.01 * i, "", Double.NaN, Double.NaN, i - 9.5));
            }
        }
        for (List<Mark> marks : List.of(grid, scattered)) {
            assertThat(colours(drawn(1, panel(AxisScale.LINEAR, layer(LayerStyle.MAP, marks)))))
                    .contains(
                            Palette.diverging(0).getRGB() & 0xffffff,
                            Palette.diverging(1).getRGB() & 0xffffff);
        }
    }

    @Test
    void findsTheNearestMarkAsTheSlowSearchDoes() {
        java.util.Random random = new java.util.Random(1);
        for (int n : new int[] {1, 2, 7, 300}) {
            double[] x = random.doubles(n).toArray();
            double[] y = random.doubles(n).map(v -> 0.01 * v).toArray();
            NearestMark nearest = new NearestMark(x, y);
            for (int k = 0; k < 500; k++) {
                double atX = 1.4 * random.nextDouble() - 0.2;
                double atY = 0.4 * random.nextDouble() - 0.2;
                int slow = 0;
                for (int i = 1; i < n; i++) {
                    if (Math.hypot(x[i] - atX, y[i] - atY) < Math.hypot(x[slow] - atX, y[slow] - atY)) {
                        slow = i;
                    }
                }
                assertThat(nearest.to(atX, atY)).isEqualTo(slow);
            }
        }
    }

    @Test
    void putsPanelsSideBySide() throws IOException {
        Figure.Panel one = panel(AxisScale.LINEAR, layer(LayerStyle.BARS, marks(1)));
        BufferedImage single = drawn(2, one);
        BufferedImage pair = drawn(2, one, one);
        BufferedImage three = drawn(2, one, one, one);
        assertThat(pair.getWidth()).isGreaterThan(single.getWidth());
        assertThat(three.getWidth()).isEqualTo(pair.getWidth());
        assertThat(three.getHeight()).isGreaterThan(pair.getHeight() * 3 / 2);
    }

    @Test
    void anEmptyPanelSaysWhatIsMissing() throws IOException {
        drawn(1, panel(AxisScale.LOG, layer(LayerStyle.LINES, List.of())));
        assertThat(Files.readString(folder.resolve("figure.svg"))).contains("nothing to draw: no rows for");
    }

    @Test
    void countsWhatALogarithmicAxisHasNoPlaceFor() {
        List<Mark> marks = List.of(Mark.of(0, 1, ""), Mark.of(1, -1, ""), Mark.of(1, 1, ""));
        assertThat(panel(AxisScale.LOG, layer(LayerStyle.POINTS, marks)).homeless())
                .isEqualTo(2);
        assertThat(panel(AxisScale.LINEAR, layer(LayerStyle.POINTS, marks)).homeless())
                .isZero();
    }

    @Test
    void labelsTicksAsPeopleWriteThem() {
        assertThat(LinearTicks.of(0, 1, 5)).containsExactly(0, 0.2, 0.4, 0.6, 0.8, 1);
        assertThat(LinearTicks.of(-0.3, 0.3, 3)).containsExactly(-0.2, 0, 0.2);
        assertThat(LinearTicks.label(0.1 + 0.2)).isEqualTo("0.3");
        assertThat(LinearTicks.label(-1.5e-7)).isEqualTo("−1.5·10⁻⁷");
        assertThat(LinearTicks.label(1e6)).isEqualTo("10⁶");
        assertThat(LinearTicks.angle(-Math.PI / 2)).isEqualTo("−π/2");
        assertThat(LinearTicks.angle(3 * Math.PI / 4)).isEqualTo("3π/4");
        assertThat(LinearTicks.angle(2 * Math.PI)).isEqualTo("2π");
        assertThat(LinearTicks.ofAngles(-Math.PI, Math.PI, 4)).hasSize(5);
    }
}
