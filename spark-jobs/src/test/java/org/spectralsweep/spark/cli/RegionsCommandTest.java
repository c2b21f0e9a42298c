package org.spectralsweep.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spectralsweep.spark.job.NetworkTrials;
import org.spectralsweep.spark.job.YamlSweeps;

class RegionsCommandTest {
    @TempDir
    Path folder;

    private Path spec;
    private Path drawn;
    private String out = "";
    private String err = "";

    @BeforeEach
    void write() throws IOException {
        spec = folder.resolve("tiny.yaml");
        drawn = folder.resolve("drawn");
        Files.writeString(spec, """
                sweep: tiny
                trial:
                  domain: {type: cube, dimension: 2, from: -1, to: 2}
                  sampling: {type: pixels}
                  target: {type: random-image, width: 6}
                  network: {width: 8, hidden-layers: 2}
                  initialization: {weights: {type: uniform-fan-in}, bias: {type: uniform-fan-in-bias}}
                  optimizer: {type: adam, learning-rate: 1e-2, batch-size: 12}
                  loss: mean-square
                  thresholds: []
                  metrics: [{type: training-loss}]
                  max-steps: 30
                axes:
                  - points: [{encoding: {type: identity}}, {encoding: {type: positional, octaves: 1}}]
                """);
    }

    private int sweep(String... arguments) {
        Typed typed = Typed.into(new SweepCommand(new YamlSweeps(), new NetworkTrials()), arguments);
        out = typed.out();
        err = typed.err();
        return typed.code();
    }

    private int regions(String... arguments) {
        String[] all = {"regions", spec.toString(), "--out", drawn.toString()};
        String[] joined = Arrays.copyOf(all, all.length + arguments.length);
        System.arraycopy(arguments, 0, joined, all.length, arguments.length);
        return sweep(joined);
    }

    private List<double[]> polygons() throws IOException {
        List<String> lines = Files.readAllLines(drawn.resolve("regions.csv"));
        assertThat(lines.get(0)).isEqualTo("id,area,vertices,centroid_s,centroid_t");
        return lines.subList(1, lines.size()).stream()
                .map(line -> Arrays.stream(line.split(",", -1))
                        .mapToDouble(Double::parseDouble)
                        .toArray())
                .toList();
    }

    private static Set<Integer> colors(BufferedImage image) {
        Set<Integer> colors = new HashSet<>();
        for (int i = 0; i < image.getWidth(); i++) {
            for (int j = 0; j < image.getHeight(); j++) {
                colors.add(image.getRGB(i, j));
            }
        }
        return colors;
    }

    @Test
    void drawsTheSquareOfATrainedNetwork() throws IOException {
        assertThat(regions("--size", "90")).as(err).isZero();
        List<double[]> polygons = polygons();
        assertThat(polygons).hasSizeGreaterThan(8);
        assertThat(polygons.stream().mapToDouble(row -> row[1]).sum()).isCloseTo(9, within(1e-9));
        // First moments of the square [-1, 2]^2: its centre.
        for (int axis : new int[] {3, 4}) {
            assertThat(polygons.stream().mapToDouble(row -> row[1] * row[axis]).sum() / 9)
                    .isCloseTo(0.5, within(1e-9));
        }
        BufferedImage image = ImageIO.read(drawn.resolve("regions.png").toFile());
        // The plane of 90 by 90, with axes on the left and axes and a key below.
        assertThat(image.getWidth()).isGreaterThan(90).isLessThan(180);
        assertThat(image.getHeight()).isGreaterThan(image.getWidth());
        assertThat(colors(image)).hasSizeGreaterThan(polygons.size());
        assertThat(Files.readString(drawn.resolve("regions.svg")))
                .startsWith("<?xml")
                .endsWith("</style></svg>");
        assertThat(Files.readString(drawn.resolve("regions.svg")).split("<polygon ", -1))
                .hasSize(polygons.size() + 1);
        assertThat(out)
                .contains("-> ")
                .contains("octaves\":1")
                .contains("step       30")
                .contains("polygons   " + polygons.size())
                .contains("sum 9.000");
    }

    @Test
    void drawsTheStartToo() throws IOException {
        assertThat(regions()).as(err).isZero();
        int trained = polygons().size();
        assertThat(regions("--step", "0")).as(err).isZero();
        int start = polygons().size();
        assertThat(out).contains("step       0");
        assertThat(start).isNotEqualTo(trained);
    }

    @Test
    void slicesTheSpaceOfEncodedInputs() throws IOException {
        assertThat(regions(
                        "--trial", "2", "--step", "0", "--axes", "2,3", "--from", "-1,-2", "--to", "1,2", "--size",
                        "90"))
                .as(err)
                .isZero();
        assertThat(polygons().stream().mapToDouble(row -> row[1]).sum()).isCloseTo(8, within(1e-9));
        assertThat(drawn.resolve("regions.svg"))
                .content()
                .contains(">network input 2, counted from 0<", ">network input 3, counted from 0<");
        String id = out.lines()
                .filter(line -> line.startsWith("  ->"))
                .map(line -> line.trim().split(" +", -1)[2])
                .findFirst()
                .orElseThrow();
        assertThat(regions("--trial", id.substring(0, 12), "--step", "0", "--axes", "0,1"))
                .as(err)
                .isZero();
    }

    private void refuses(String sentence, String... arguments) {
        assertThat(regions(arguments)).isEqualTo(2);
        assertThat(err).contains(sentence);
        assertThat(drawn).doesNotExist();
    }

    @Test
    void refusesWhatCannotBeDrawn() {
        refuses(
                "error: --axes must be two columns of the encoded inputs for encoding positional, which bends the plane of the"
                        + " coordinates so that only the metric region-map can show it, but was empty",
                "--trial",
                "2");
        refuses("error: --axes must be columns of the network's 2 inputs", "--axes", "1,2");
        refuses("error: --to must be above from (0.0) on each axis but was -1.0", "--from", "0,0", "--to", "1,-1");
        refuses("--trial must be a number from 1 to 2", "--trial", "3");
        refuses("--step must be at least 0 but was -1", "--step", "-1");
        refuses("--size must be from 16 to 4000 but was 5", "--size", "5");
    }
}
