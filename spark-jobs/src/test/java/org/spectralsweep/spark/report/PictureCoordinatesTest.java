package org.spectralsweep.spark.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.geom.Point2D;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.spectralsweep.fit.CellJackknife;
import org.spectralsweep.fit.ErrorDistribution;
import org.spectralsweep.fit.FittedLaw;
import org.spectralsweep.fit.LawFit;
import org.spectralsweep.fit.Observation;
import org.spectralsweep.law.Exponent;
import org.spectralsweep.law.Law;
import org.spectralsweep.spark.figure.AxisEnd;
import org.spectralsweep.spark.figure.AxisScale;
import org.spectralsweep.spark.figure.AxisSpec;
import org.spectralsweep.spark.figure.LayerColor;
import org.spectralsweep.spark.figure.LayerSpec;
import org.spectralsweep.spark.figure.LayerStyle;

/** Every mark lies where its numbers are on the labelled axes, read off the picture as its reader does. */
class PictureCoordinatesTest {
    private static final String BLUE = "rgb(0,114,178)";
    private static final String ORANGE = "rgb(213,94,0)";
    private static final double NONE = Double.NaN;

    @TempDir
    private Path folder;

    private static Figure.Layer layer(LayerStyle style, String label, Mark... marks) {
        return new Figure.Layer(new LayerSpec("SELECT 1", style, label, LayerColor.AUTO), List.of(marks));
    }

    private DrawnPicture figure(AxisScale x, AxisScale y, Figure.Layer... layers) {
        AxisSpec linear = new AxisSpec("", AxisScale.LINEAR, AxisEnd.AUTO, AxisEnd.AUTO);
        Figure.Panel panel = new Figure.Panel(
                "Panel",
                new AxisSpec("across", x, AxisEnd.AUTO, AxisEnd.AUTO),
                new AxisSpec("upward", y, AxisEnd.AUTO, AxisEnd.AUTO),
                linear,
                null,
                List.of(layers));
        Path svg = folder.resolve("figure.svg");
        assertThat(new Figure("Title", "", List.of(), 1, List.of(panel)).write(folder, "figure", PictureStyle.SCREEN))
                .isEmpty();
        return DrawnPicture.read(svg);
    }

    /** Reads places of the page as values. */
    private record Reader(DrawnPicture.Axis across, DrawnPicture.Axis upward, AxisScale x, AxisScale y) {
        static Reader of(DrawnPicture picture, AxisScale x, AxisScale y) {
            return new Reader(picture.horizontalAxis(), picture.verticalAxis(), x, y);
        }

        double x(double place) {
            return x == AxisScale.LOG ? across.logarithmic(place) : across.linear(place);
        }

        double y(double place) {
            return y == AxisScale.LOG ? upward.logarithmic(place) : upward.linear(place);
        }

        Point2D at(Point2D place) {
            return new Point2D.Double(x(place.getX()), y(place.getY()));
        }
    }

    private static void assertAt(Point2D read, double x, double y) {
        assertThat(read.getX()).isCloseTo(x, Percentage.withPercentage(1e-4));
        assertThat(read.getY()).isCloseTo(y, Percentage.withPercentage(1e-4));
    }

    private static List<DrawnPicture.Shape> filled(DrawnPicture picture, String kind, String color) {
        return picture.shapes().stream()
                .filter(shape -> shape.kind().equals(kind) && shape.isFilled(color))
                .toList();
    }

    private static List<DrawnPicture.Shape> stroked(DrawnPicture picture, String kind, String color) {
        return picture.shapes().stream()
                .filter(shape -> shape.kind().equals(kind) && shape.isStroked(color))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"LINEAR, LINEAR", "LOG, LOG", "LINEAR, LOG", "LOG, LINEAR"})
    void pointsLieAtTheirValues(AxisScale x, AxisScale y) {
        double[][] values = {{2, 10}, {5, 1000}, {7, 40}, {40, 333}};
        Mark[] marks = new Mark[values.length];
        for (int i = 0; i < marks.length; i++) {
            marks[i] = Mark.of(values[i][0], values[i][1], "");
        }
        DrawnPicture picture = figure(x, y, layer(LayerStyle.POINTS, "", marks));
        Reader reader = Reader.of(picture, x, y);

        List<DrawnPicture.Shape> points = filled(picture, "ellipse", BLUE);
        assertThat(points).hasSize(4);
        for (int i = 0; i < 4; i++) {
            assertAt(reader.at(points.get(i).points().get(0)), values[i][0], values[i][1]);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = AxisScale.class,
            names = {"LINEAR", "LOG"})
    void ticksStandWhereTheirLabelsSay(AxisScale scale) {
        DrawnPicture picture = figure(
                scale,
                scale,
                layer(LayerStyle.LINES, "", Mark.of(1, 3, ""), Mark.of(30, 90, ""), Mark.of(900, 700, "")));
        for (DrawnPicture.Axis axis : List.of(picture.horizontalAxis(), picture.verticalAxis())) {
            assertThat(axis.labels()).hasSizeGreaterThan(2).doesNotHaveDuplicates();
            for (int i = 0; i < axis.labels().size(); i++) {
                double place = axis.places().get(i);
                double read = scale == AxisScale.LOG ? axis.logarithmic(place) : axis.linear(place);
                assertThat(read).isCloseTo(axis.values().get(i), within(1e-6 * 1000));
            }
        }
        assertThat(picture.verticalAxis().places()).isSortedAccordingTo((a, b) -> Double.compare(b, a));
        assertThat(picture.horizontalAxis().places()).isSorted();
    }

    @ParameterizedTest
    @EnumSource(
            value = AxisScale.class,
            names = {"LINEAR", "LOG"})
    void whiskersReachFromTheirLowToTheirHighEnd(AxisScale y) {
        DrawnPicture picture = figure(
                AxisScale.LINEAR,
                y,
                layer(
                        LayerStyle.POINTS,
                        "",
                        new Mark(1, 100, "", 40, 300, NONE),
                        new Mark(2, 200, "", 150, 800, NONE),
                        Mark.of(3, 100, "")));
        Reader reader = Reader.of(picture, AxisScale.LINEAR, y);

        List<DrawnPicture.Shape> whiskers = stroked(picture, "line", BLUE);
        assertThat(whiskers).hasSize(2);
        double[][] expected = {{1, 40, 300}, {2, 150, 800}};
        for (int i = 0; i < 2; i++) {
            assertAt(reader.at(whiskers.get(i).points().get(0)), expected[i][0], expected[i][1]);
            assertAt(reader.at(whiskers.get(i).points().get(1)), expected[i][0], expected[i][2]);
        }
    }

    @Test
    void aWhiskerWithoutAPlaceOnALogarithmicAxisEndsWithIt() {
        DrawnPicture picture = figure(
                AxisScale.LINEAR,
                AxisScale.LOG,
                layer(LayerStyle.POINTS, "", new Mark(1, 100, "", -5, 300, NONE), Mark.of(2, 20, "")));
        Reader reader = Reader.of(picture, AxisScale.LINEAR, AxisScale.LOG);
        DrawnPicture.Shape whisker = stroked(picture, "line", BLUE).get(0);
        double bottom = stroked(picture, "line", "rgb(51,51,51)").stream()
                .mapToDouble(line -> line.box().getMinY())
                .max()
                .orElseThrow();
        assertThat(whisker.points().get(0).getY()).isCloseTo(bottom, within(1.0));
        assertThat(reader.y(whisker.points().get(1).getY())).isCloseTo(300, within(0.01));
    }

    @Test
    void aBandLiesBetweenItsEnds() {
        DrawnPicture picture = figure(
                AxisScale.LINEAR,
                AxisScale.LINEAR,
                layer(
                        LayerStyle.LINES,
                        "",
                        new Mark(1, 10, "", 8, 13, NONE),
                        new Mark(2, 20, "", 11, 21, NONE),
                        new Mark(4, 30, "", 29, 50, NONE)));
        Reader reader = Reader.of(picture, AxisScale.LINEAR, AxisScale.LINEAR);

        List<DrawnPicture.Shape> bands = filled(picture, "path", BLUE);
        assertThat(bands).hasSize(1);
        double[][] corners = {{1, 8}, {2, 11}, {4, 29}, {4, 50}, {2, 21}, {1, 13}};
        for (int i = 0; i < corners.length; i++) {
            assertAt(reader.at(bands.get(0).points().get(i)), corners[i][0], corners[i][1]);
        }
        List<DrawnPicture.Shape> line = stroked(picture, "line", BLUE).stream()
                .filter(shape -> !shape.dashed())
                .toList();
        assertAt(reader.at(line.get(line.size() - 2).points().get(0)), 1, 10);
        assertAt(reader.at(line.get(line.size() - 1).points().get(1)), 4, 30);
    }

    @Test
    void stepsStayFlatUntilTheNextMark() {
        DrawnPicture picture = figure(
                AxisScale.LINEAR,
                AxisScale.LINEAR,
                layer(LayerStyle.STEPS, "", Mark.of(1, 10, ""), Mark.of(3, 40, ""), Mark.of(4, 20, "")));
        Reader reader = Reader.of(picture, AxisScale.LINEAR, AxisScale.LINEAR);
        List<DrawnPicture.Shape> parts = stroked(picture, "line", BLUE);
        double[][] corners = {{1, 10}, {3, 10}, {3, 40}, {4, 40}, {4, 20}};
        assertThat(parts).hasSize(4);
        for (int i = 0; i < 4; i++) {
            assertAt(reader.at(parts.get(i).points().get(0)), corners[i][0], corners[i][1]);
            assertAt(reader.at(parts.get(i).points().get(1)), corners[i + 1][0], corners[i + 1][1]);
        }
    }

    @Test
    void barsStandOnZeroAndSideBySide() {
        DrawnPicture picture = figure(
                AxisScale.LINEAR,
                AxisScale.LINEAR,
                layer(
                        LayerStyle.BARS,
                        "",
                        Mark.of(1, 10, "a"),
                        Mark.of(2, -20, "a"),
                        Mark.of(1, 5, "b"),
                        Mark.of(2, 30, "b")));
        Reader reader = Reader.of(picture, AxisScale.LINEAR, AxisScale.LINEAR);
        DrawnPicture.Shape first = filled(picture, "path", BLUE).get(0);
        DrawnPicture.Shape second = filled(picture, "path", ORANGE).get(0);
        // Four fifths of the distance of 1, half of it for each series, from 0.6 on.
        double[][] blue = {{0.6, 0}, {0.6, 10}, {1, 10}, {1, 0}, {1.6, 0}, {1.6, -20}, {2, -20}, {2, 0}};
        double[][] orange = {{1, 0}, {1, 5}, {1.4, 5}, {1.4, 0}, {2, 0}, {2, 30}, {2.4, 30}, {2.4, 0}};
        for (int i = 0; i < 8; i++) {
            Point2D ofFirst = reader.at(first.points().get(i));
            Point2D ofSecond = reader.at(second.points().get(i));
            assertThat(ofFirst.getX()).isCloseTo(blue[i][0], within(1e-6));
            assertThat(ofFirst.getY()).isCloseTo(blue[i][1], within(1e-4));
            assertThat(ofSecond.getX()).isCloseTo(orange[i][0], within(1e-6));
            assertThat(ofSecond.getY()).isCloseTo(orange[i][1], within(1e-4));
        }
    }

    @Test
    void ticksCrossTheWholePanelAtTheirX() {
        DrawnPicture picture = figure(
                AxisScale.LOG,
                AxisScale.LINEAR,
                layer(LayerStyle.LINES, "", Mark.of(1, 1, ""), Mark.of(100, 2, "")),
                layer(LayerStyle.TICKS, "", Mark.of(20, 1e9, "")));
        Reader reader = Reader.of(picture, AxisScale.LOG, AxisScale.LINEAR);
        List<DrawnPicture.Shape> ticks = stroked(picture, "line", ORANGE);
        assertThat(ticks).hasSize(1);
        assertThat(ticks.get(0).dashed()).isTrue();
        assertThat(reader.x(ticks.get(0).centreX())).isCloseTo(20, within(1e-4));
        // A tick's y sets no range.
        assertThat(picture.verticalAxis().values()).allMatch(value -> value >= 0.9 && value <= 2.1);
        assertThat(ticks.get(0).box().getHeight()).isGreaterThan(300);
    }

    @Test
    void theLegendNamesEachSeriesBesideItsColour() {
        DrawnPicture picture = figure(
                AxisScale.LINEAR,
                AxisScale.LINEAR,
                layer(
                        LayerStyle.LINES,
                        "trained",
                        Mark.of(1, 1, "p = 1"),
                        Mark.of(2, 2, "p = 1"),
                        Mark.of(1, 3, "p = 2"),
                        Mark.of(2, 4, "p = 2")),
                layer(LayerStyle.DASHED, "kernel", Mark.of(1, 2, "p = 1"), Mark.of(2, 3, "p = 1")));
        assertLegend(picture, "p = 1", BLUE);
        assertLegend(picture, "p = 2", ORANGE);
        assertThat(picture.text("trained").y()).isEqualTo(picture.text("kernel").y());
        assertThat(picture.text("across").y())
                .isGreaterThan(picture.text("p = 1").y());
    }

    private static void assertLegend(DrawnPicture picture, String name, String color) {
        DrawnPicture.Text text = picture.text(name);
        assertThat(stroked(picture, "line", color)).as(name).anySatisfy(sample -> {
            assertThat(sample.box().getMaxX()).isCloseTo(text.x() - 6, within(0.01));
            assertThat(sample.centreY()).isCloseTo(text.y() - 4.3, within(0.01));
        });
    }

    @Test
    void aLineThroughTheMarksSetsNeitherRangeNorTicks() {
        DrawnPicture picture = figure(
                AxisScale.LOG,
                AxisScale.LOG,
                layer(LayerStyle.POINTS, "", Mark.of(2, 10, ""), Mark.of(7, 90, "")),
                new Figure.Layer(
                        LayerStyle.LINES,
                        "",
                        LayerColor.AUTO,
                        LayerRole.GUIDE,
                        List.of(Mark.of(1.37, 1, ""), Mark.of(50, 1e6, ""))));
        Reader reader = Reader.of(picture, AxisScale.LOG, AxisScale.LOG);
        assertThat(reader.across().values()).containsExactly(2.0, 7.0);
        assertThat(reader.upward().values()).containsExactly(10.0, 90.0);
        DrawnPicture.Shape line = stroked(picture, "line", ORANGE).get(0);
        assertAt(reader.at(line.points().get(0)), 1.37, 1);
        assertAt(reader.at(line.points().get(1)), 50, 1e6);
    }

    @Test
    void theLegendNamesRegionsThatNoSeedReachedInTheirOrder() {
        List<ChartPoint> points = new ArrayList<>();
        for (int k = 2; k <= 6; k++) {
            points.add(new ChartPoint(k, 0.5, 100, null, null));
            points.add(new ChartPoint(k, 10, 10.0 * k, 10.0 * k, null));
            points.add(new ChartPoint(k, 2, 50.0 * k, 50.0 * k, null));
        }
        DrawnPicture picture = convergence(points, List.of());
        assertThat(picture.texts().stream().map(DrawnPicture.Text::text).filter(text -> text.startsWith("p = ")))
                .containsExactly("p = 0.500", "p = 2.00", "p = 10.0");
        double place = picture.text("p = 0.500").x() - 18;
        // The densities are ordered, and so are their colours: the least one is the darkest.
        assertThat(filled(picture, "ellipse", "rgb(68,1,84)"))
                .anySatisfy(sample -> assertThat(sample.centreX()).isCloseTo(place, within(1e-6)));
        assertThat(picture.text("one seed").y())
                .isEqualTo(picture.text("not reached").y());
    }

    private static final Law LAW = Law.power(new Exponent("a", "frequency", 1), new Exponent("b", "density", -1));

    /** T = 9 k^2.5 / p exactly, with one seed that did not end. */
    private DrawnPicture convergence() {
        List<ChartPoint> points = new ArrayList<>();
        List<Observation> rows = new ArrayList<>();
        for (int k = 2; k <= 12; k++) {
            for (int seed = 0; seed < 3; seed++) {
                double time = 9 * Math.pow(k, 2.5) * (1 + 0.2 * seed);
                points.add(new ChartPoint(k, 1, time, k == 12 && seed == 2 ? null : time, 9.0 * k * k));
            }
            rows.add(Observation.exact(
                    Map.of("frequency", (double) k, "density", 1.0), 9 * Math.pow(k, 2.5), "cell " + k));
            rows.add(Observation.exact(
                    Map.of("frequency", (double) k, "density", 2.0), 4.5 * Math.pow(k, 2.5), "cell " + k));
        }
        return convergence(points, rows);
    }

    private DrawnPicture convergence(List<ChartPoint> points, List<Observation> rows) {
        Path svg = folder.resolve("convergence.svg");
        FittedLaw law = new LawFit(LAW, ErrorDistribution.LOG_NORMAL, new CellJackknife()).to(rows);
        ConvergenceChart chart = new ConvergenceChart("", "time", points, law, Map.of("a", 2.0, "b", 1.0), 4, 9);
        assertThat(new ConvergencePicture("Title", List.of(chart))
                        .write(folder, "convergence", PictureStyle.SCREEN, ""))
                .isEmpty();
        return DrawnPicture.read(svg);
    }

    private static List<Point2D> read(
            List<DrawnPicture.Shape> shapes, Reader reader, ToDoubleFunction<DrawnPicture.Shape> y) {
        return shapes.stream()
                .map(shape -> reader.at(new Point2D.Double(shape.centreX(), y.applyAsDouble(shape))))
                .toList();
    }

    @Test
    void seedsMediansAndTheKernelLieAtTheirTimes() {
        DrawnPicture picture = convergence();
        Reader reader = Reader.of(picture, AxisScale.LOG, AxisScale.LOG);
        assertThat(reader.across().values()).contains(2.0, 5.0, 12.0);

        List<DrawnPicture.Shape> circles = filled(picture, "ellipse", BLUE);
        List<Point2D> seeds = read(
                circles.stream()
                        .filter(c -> Math.abs(c.box().getWidth() - 4.4) < 1e-9)
                        .toList(),
                reader,
                DrawnPicture.Shape::centreY);
        List<Point2D> medians = read(
                circles.stream()
                        .filter(c -> Math.abs(c.box().getWidth() - 8) < 1e-9)
                        .toList(),
                reader,
                DrawnPicture.Shape::centreY);
        List<Point2D> kernel = read(
                stroked(picture, "path", BLUE).stream()
                        .filter(shape -> Math.abs(shape.box().getWidth() - 6.4) < 1e-6)
                        .toList(),
                reader,
                DrawnPicture.Shape::centreY);
        // 11 frequencies of 3 seeds less one, each frequency's median, and an entry of the legend.
        assertThat(seeds).hasSize(32);
        for (int k = 2; k <= 12; k++) {
            double time = 9 * Math.pow(k, 2.5);
            int frequency = k;
            for (int seed = 0; seed < (k == 12 ? 2 : 3); seed++) {
                assertAt(seeds.get(3 * (k - 2) + seed), frequency, time * (1 + 0.2 * seed));
            }
            assertAt(medians.get(k - 2), frequency, 1.2 * time);
            assertAt(kernel.get(k - 2), frequency, 9.0 * k * k);
        }
        DrawnPicture.Shape notReached = stroked(picture, "path", BLUE).stream()
                .filter(shape -> Math.abs(shape.box().getWidth() - 8.8) < 1e-6)
                .findFirst()
                .orElseThrow();
        // A triangle's tip is three fifths of its height above its place.
        Point2D place = new Point2D.Double(
                notReached.centreX(),
                notReached.box().getMinY() + 0.6 * notReached.box().getHeight());
        assertAt(reader.at(place), 12, 1.4 * 9 * Math.pow(12, 2.5));
    }

    @Test
    void theFitEndsWithItsWindowAndMeetsTheoryMidway() {
        DrawnPicture picture = convergence();
        Reader reader = Reader.of(picture, AxisScale.LOG, AxisScale.LOG);
        List<DrawnPicture.Shape> lines = stroked(picture, "line", BLUE);
        DrawnPicture.Shape theory =
                lines.stream().filter(DrawnPicture.Shape::dashed).findFirst().orElseThrow();
        // The fit is drawn in short pieces, since a law need not be straight.
        List<Point2D> fit = lines.stream()
                .filter(line -> !line.dashed() && line.box().getWidth() < 12)
                .flatMap(line -> line.points().stream())
                .map(reader::at)
                .filter(at -> Math.abs(at.getY() / (9 * Math.pow(at.getX(), 2.5)) - 1) < 1e-4)
                .sorted(Comparator.comparingDouble(Point2D::getX))
                .toList();

        assertThat(fit).hasSizeGreaterThan(20);
        assertAt(fit.get(0), 4, 9 * Math.pow(4, 2.5));
        assertAt(fit.get(fit.size() - 1), 9, 9 * Math.pow(9, 2.5));
        // T = 9 * 6^2.5 at the middle of 4 and 9, and grows with the square.
        for (Point2D end : theory.points()) {
            Point2D at = reader.at(end);
            assertThat(at.getY()).isCloseTo(9 * Math.sqrt(6) * at.getX() * at.getX(), Percentage.withPercentage(1e-4));
        }
        DrawnPicture.Shape window = filled(picture, "rect", "rgb(243,243,238)").get(0);
        assertThat(reader.x(window.box().getMinX())).isCloseTo(4, within(1e-5));
        assertThat(reader.x(window.box().getMaxX())).isCloseTo(9, within(1e-5));
    }
}
