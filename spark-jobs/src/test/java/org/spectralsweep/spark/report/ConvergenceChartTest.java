package org.spectralsweep.spark.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spectralsweep.fit.CellJackknife;
import org.spectralsweep.fit.ErrorDistribution;
import org.spectralsweep.fit.FittedLaw;
import org.spectralsweep.fit.LawFit;
import org.spectralsweep.fit.Observation;
import org.spectralsweep.law.Exponent;
import org.spectralsweep.law.Law;

class ConvergenceChartTest {
    private static final Law LAW = Law.power(new Exponent("a", "frequency", 1), new Exponent("b", "density", -1));
    private static final Map<String, Double> THEORY = Map.of("a", 2.0, "b", 1.0);
    private static final int BLUE = 0x0072B2;
    private static final int ORANGE = 0xD55E00;

    @TempDir
    private Path folder;

    private static List<ChartPoint> points(double budget, double... densities) {
        List<ChartPoint> points = new ArrayList<>();
        for (int frequency = 2; frequency <= 12; frequency++) {
            for (int seed = 0; seed < 3; seed++) {
                for (double density : densities) {
                    double kernel = 9 * frequency * frequency / density;
                    double time = kernel * (1 + 0.1 * Math.sin(31 * seed + frequency));
                    points.add(new ChartPoint(
                            frequency, density, Math.min(time, budget), time > budget ? null : time, kernel));
                }
            }
        }
        return points;
    }

    private static FittedLaw fit(List<ChartPoint> points) {
        List<Observation> rows = points.stream()
                .map(p -> new Observation(
                        Map.of("frequency", p.x(), "density", p.density()),
                        p.lower(),
                        p.upper() == null ? Double.POSITIVE_INFINITY : p.upper(),
                        "frequency=" + p.x()))
                .toList();
        return fitted(LAW, rows);
    }

    private static FittedLaw fitted(Law law, List<Observation> rows) {
        return new LawFit(law, ErrorDistribution.LOG_NORMAL, new CellJackknife()).to(rows);
    }

    private static ConvergencePicture picture(ConvergenceChart chart) {
        return new ConvergencePicture("Title", List.of(chart));
    }

    private Optional<String> written(ConvergencePicture picture, String name) {
        return picture.write(folder, name, PictureStyle.SCREEN, "");
    }

    private static ConvergenceChart chart(List<ChartPoint> points) {
        return new ConvergenceChart("", "time T (steps)", points, fit(points), THEORY, 4, 10);
    }

    private static ConvergenceChart withResiduals(ConvergenceChart.Contest contest) {
        List<ChartPoint> points = points(1e9, 0.5, 2);
        FittedLaw law = fit(points);
        List<ChartPoint> fitted = points.stream()
                .map(p -> new ChartPoint(
                        p.x(),
                        p.density(),
                        p.lower(),
                        p.upper(),
                        p.predicted(),
                        law.at(Map.of("frequency", p.x(), "density", p.density()), Map.of())
                                .value()))
                .toList();
        return new ConvergenceChart("", "time", fitted, law, THEORY, 4, 10, contest, ConvergenceChart.Across.FREQUENCY);
    }

    private Set<Integer> colours(ConvergenceChart chart) throws IOException {
        return colours(chart, 1134);
    }

    private Set<Integer> colours(ConvergenceChart chart, int height) throws IOException {
        Path png = folder.resolve("chart.png");
        assertThat(written(picture(chart), "chart")).isEmpty();
        BufferedImage image = ImageIO.read(png.toFile());
        assertThat(image.getWidth()).isEqualTo(1784);
        assertThat(image.getHeight()).isEqualTo(height);
        Set<Integer> colours = new HashSet<>();
        for (int x = 0; x < image.getWidth(); x++) {
            for (int y = 0; y < image.getHeight(); y++) {
                colours.add(image.getRGB(x, y) & 0xffffff);
            }
        }
        return colours;
    }

    @Test
    void drawsEveryRegionInItsOwnColour() throws IOException {
        assertThat(colours(chart(points(1e9, 1)))).contains(BLUE).doesNotContain(ORANGE);
        assertThat(colours(chart(points(1e9, 0.5, 2)))).contains(BLUE, ORANGE);
    }

    @Test
    void densitiesThatDifferByRoundingAreOneRegion() throws IOException {
        assertThat(colours(chart(points(1e9, 1.0 / 3, 0.3333333333333337))))
                .contains(BLUE)
                .doesNotContain(ORANGE);
    }

    @Test
    void writesVectorGraphicsOfTheSameChart() throws IOException {
        written(picture(chart(points(700, 0.5, 2))), "chart");
        String svg = Files.readString(folder.resolve("chart.svg"));
        assertThat(svg).contains("<svg", "rgb(0,114,178)", "rgb(213,94,0)").endsWith("</svg>\n");
    }

    @Test
    void drawsWhereEverythingIsCensoredAndNothingWasFitted() throws IOException {
        List<ChartPoint> points = points(5, 0.5, 2);
        assertThat(fit(points).result().estimate("a")).isNaN();
        assertThat(colours(chart(points))).contains(BLUE, ORANGE);
    }

    @Test
    void drawsASinglePoint() throws IOException {
        List<ChartPoint> one = List.of(new ChartPoint(4, 1, 100, 100.0, null));
        assertThat(colours(chart(one))).contains(BLUE);
    }

    @Test
    void drawsNoLineForALawOfAnotherCovariate() throws IOException {
        List<ChartPoint> points = points(1e9, 1);
        FittedLaw other = fitted(
                Law.power(new Exponent("w", "width", 1)),
                points.stream()
                        .map(p -> Observation.exact(Map.of("width", p.x()), p.lower(), "cell " + p.x()))
                        .toList());
        assertThat(colours(new ConvergenceChart("", "time", points, other, Map.of(), 4, 10)))
                .contains(BLUE);
    }

    @Test
    void drawsEveryGroupInAPanelOfItsOwn() throws IOException {
        List<ChartPoint> points = points(1e9, 1);
        ConvergencePicture picture = new ConvergencePicture(
                "Title",
                List.of(
                        new ConvergenceChart("width=16", "time", points, fit(points), THEORY, 4, 10),
                        new ConvergenceChart("width=32", "time", points, fit(points), THEORY, 4, 10),
                        new ConvergenceChart("width=64", "time", List.of(), fit(points), THEORY, 4, 10)));
        assertThat(written(picture, "chart")).isEmpty();
        String svg = Files.readString(folder.resolve("chart.svg"));
        assertThat(svg).contains("width=16: a = ", "width=32: a = ").doesNotContain("width=64");
    }

    @Test
    void residualsHaveAPlotBelow() throws IOException {
        assertThat(colours(withResiduals(ConvergenceChart.Contest.NONE), 1524)).contains(BLUE, ORANGE);
        assertThat(Files.readString(folder.resolve("chart.svg"))).contains("log measured − log law");
    }

    @Test
    void residualsAreLeftOutOfMoreThanSixPanels() throws IOException {
        ConvergenceChart one = withResiduals(ConvergenceChart.Contest.NONE);
        written(new ConvergencePicture("Title", Collections.nCopies(6, one)), "six");
        written(new ConvergencePicture("Title", Collections.nCopies(7, one)), "seven");
        assertThat(Files.readString(folder.resolve("six.svg"))).contains("log measured − log law");
        assertThat(Files.readString(folder.resolve("seven.svg"))).doesNotContain("log measured − log law");
    }

    @Test
    void theLegendNamesRivalsAndTheWinner() throws IOException {
        FittedLaw rival = fit(points(1e9, 0.5, 2));
        colours(
                withResiduals(
                        new ConvergenceChart.Contest(true, List.of(new ConvergenceChart.Rival("bent", rival, false)))),
                1524);
        assertThat(Files.readString(folder.resolve("chart.svg"))).contains("fit, wins", ">rival bent<");
    }

    @Test
    void saysInOneSentenceWhyThereIsNoPicture() {
        assertThat(written(picture(chart(List.of())), "a"))
                .hasValue("No picture: there is no convergence time to draw.");
        assertThat(written(picture(chart(points(1e9, 1))), "no/a"))
                .hasValueSatisfying(reason -> assertThat(reason).startsWith("No picture: it could not be written"));
        assertThat(folder.resolve("a.png")).doesNotExist();
    }

    @Test
    void refusesPointsThatAreNoTimes() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ChartPoint(0, 1, 1, null, null))
                .withMessage("x must be positive and finite but was 0.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ChartPoint(1, Double.NaN, 1, null, null))
                .withMessageStartingWith("density must be positive");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ChartPoint(1, 1, -1, null, null))
                .withMessageStartingWith("lower must be finite");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ChartPoint(1, 1, 2, 1.0, null))
                .withMessageStartingWith("upper must be finite");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ChartPoint(1, 1, 2, 3.0, Double.NaN))
                .withMessageStartingWith("predicted must be finite");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ConvergenceChart("t", "T", List.of(), fit(points(9, 1)), THEORY, 0, 1))
                .withMessageStartingWith("window must be");
    }
}
