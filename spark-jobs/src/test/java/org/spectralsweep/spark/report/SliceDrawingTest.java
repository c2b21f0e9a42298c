package org.spectralsweep.spark.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.hipparchus.random.Well19937c;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spectralsweep.linalg.Precision;
import org.spectralsweep.nn.BiasMode;
import org.spectralsweep.nn.Initialization;
import org.spectralsweep.nn.Mlp;
import org.spectralsweep.nn.MlpSpec;
import org.spectralsweep.nn.Normal;
import org.spectralsweep.nn.OuterWeights;
import org.spectralsweep.nn.Parameterization;
import org.spectralsweep.nn.ZeroBias;
import org.spectralsweep.region.Slice;

class SliceDrawingTest {
    private static final List<String> NAMES = List.of("across", "upward");

    @TempDir
    Path folder;

    /** Units that switch at s = 0.5 (i + 0.5) / units, and as many that switch at the same values of t. */
    private static Mlp network(int units) {
        Initialization start = new Initialization(new Normal(1), new ZeroBias(), OuterWeights.LIKE_HIDDEN, false);
        MlpSpec spec =
                new MlpSpec(2, List.of(2 * units), 1, Parameterization.STANDARD, 1, BiasMode.ALL, start, true, false);
        Mlp network = Mlp.initialized(spec, Precision.FLOAT64, new Well19937c(3));
        for (int i = 0; i < 2 * units; i++) {
            network.values().set(i, i < units ? 1 : 0);
            network.values().set(2 * units + i, i < units ? 0 : 1);
            network.values().set(4 * units + i, -0.5 * (i % units + 0.5) / units);
        }
        return network;
    }

    private BufferedImage draw(int units, boolean down) throws IOException {
        SliceDrawing.draw(network(units), Slice.plane(0, 1), NAMES, folder, 100, down, 1_000_000);
        BufferedImage whole = ImageIO.read(folder.resolve("regions.png").toFile());
        SliceFrame frame = new SliceFrame(Slice.plane(0, 1), NAMES, 100, 100, down);
        assertThat(whole.getWidth()).isEqualTo(frame.totalWidth());
        assertThat(whole.getHeight()).isEqualTo(frame.totalHeight());
        return whole.getSubimage(frame.left(), frame.top(), 100, 100);
    }

    @Test
    void axesStandWhereTheirLabelsSayAndAKeyBelow() throws IOException {
        for (boolean down : new boolean[] {false, true}) {
            SliceFrame frame = new SliceFrame(Slice.plane(0, 1), NAMES, 400, 400, down);
            List<SliceFrame.Text> ones = frame.texts(7, true).stream()
                    .filter(text -> text.text().equals("1"))
                    .toList();
            assertThat(ones).hasSize(2);
            assertThat(ones.get(0).x()).isEqualTo(frame.left() + 400.0);
            double end = down ? frame.top() + 400.0 : frame.top();
            assertThat(ones.get(1).y() - 0.35 * frame.size()).isCloseTo(end, within(1e-9));
        }
        draw(1, false);
        assertThat(folder.resolve("regions.svg"))
                .content()
                .contains(">across<", ">upward<", "4 polygons", "dark lines");
        assertThat(new SliceFrame(Slice.plane(0, 1), NAMES, 400, 400, true).texts(30_000, false))
                .extracting(SliceFrame.Text::text)
                .noneMatch(text -> text.contains("switches"));
    }

    @Test
    void theSecondCoordinateGrowsUpwardsOrAsRowsOfAnImage() throws IOException {
        // There are columns on both sides of s = 0.25 and rows on both sides of t = 0.25, so there are four colours.
        BufferedImage up = draw(1, false);
        BufferedImage down = draw(1, true);
        for (int column : new int[] {10, 60}) {
            assertThat(down.getRGB(column, 10))
                    .isEqualTo(down.getRGB(column, 22))
                    .isNotEqualTo(down.getRGB(column, 28));
            assertThat(down.getRGB(column, 28)).isEqualTo(down.getRGB(column, 90));
            assertThat(up.getRGB(column, 90)).isEqualTo(down.getRGB(column, 10));
            assertThat(up.getRGB(column, 70)).isEqualTo(up.getRGB(column, 10)).isEqualTo(down.getRGB(column, 90));
        }
        assertThat(down.getRGB(10, 10)).isNotEqualTo(down.getRGB(60, 10));
        assertThat(Files.readAllLines(folder.resolve("regions.csv"))).hasSize(5).contains("0,0.5625,4,0.625,0.625");
    }

    @Test
    void leavesOutEdgesAndThenVectorsOfTooManyPolygons() throws IOException {
        SliceDrawing.Drawn some =
                SliceDrawing.draw(network(100), Slice.plane(0, 1), NAMES, folder, 100, true, 1_000_000);
        assertThat(some.regions().regions()).isEqualTo(10_201);
        assertThat(some.edges()).isTrue();
        assertThat(some.vectors()).isTrue();
        SliceDrawing.Drawn more =
                SliceDrawing.draw(network(150), Slice.plane(0, 1), NAMES, folder, 100, true, 1_000_000);
        assertThat(more.edges()).isFalse();
        assertThat(more.vectors()).isTrue();
        assertThat(folder.resolve("regions.svg")).content().contains("crispEdges");
        SliceDrawing.Drawn most =
                SliceDrawing.draw(network(230), Slice.plane(0, 1), NAMES, folder, 100, true, 1_000_000);
        assertThat(most.regions().regions()).isEqualTo(53_361);
        assertThat(most.vectors()).isFalse();
        assertThat(folder.resolve("regions.svg")).doesNotExist();
        assertThat(folder.resolve("regions.csv")).exists();
    }

    @Test
    void leavesNoFilesIfThereAreTooManyRegions() throws IOException {
        assertThatThrownBy(() -> SliceDrawing.draw(network(100), Slice.plane(0, 1), NAMES, folder, 100, true, 50))
                .isInstanceOf(SliceDrawing.TooManyRegions.class);
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }
}
