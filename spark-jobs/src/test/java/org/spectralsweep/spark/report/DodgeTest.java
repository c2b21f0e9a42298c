package org.spectralsweep.spark.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spectralsweep.spark.figure.AxisEnd;
import org.spectralsweep.spark.figure.AxisScale;
import org.spectralsweep.spark.figure.AxisSpec;
import org.spectralsweep.spark.figure.LayerColor;
import org.spectralsweep.spark.figure.LayerStyle;

class DodgeTest {
    private static final AxisSpec LINEAR = new AxisSpec("axis", AxisScale.LINEAR, AxisEnd.AUTO, AxisEnd.AUTO);

    @TempDir
    Path folder;

    private static Figure.Layer layer(LayerStyle style, LayerRole role, Mark... marks) {
        return new Figure.Layer(style, "{series}", LayerColor.AUTO, role, List.of(marks));
    }

    private static Figure.Panel panel(Figure.Layer... layers) {
        return new Figure.Panel("", LINEAR, LINEAR, LINEAR, null, List.of(layers));
    }

    private static Dodge dodge(Figure.Panel panel) {
        return Dodge.of(panel, panel.layers(), new SeriesColors(LINEAR, panel.layers()));
    }

    private static Mark mark(double x, double y, String series) {
        return new Mark(x, y, series, y - 1, y + 1, Double.NaN);
    }

    @Test
    void pointsThatHideEachOtherStandBesideTheirX() {
        Figure.Layer points =
                layer(LayerStyle.POINTS, LayerRole.MAIN, mark(1, 5, "a"), mark(1, 6, "b"), mark(2, 9, "c"));
        Figure.Layer lines = layer(LayerStyle.LINES, LayerRole.GUIDE, mark(1, 5, "a"), mark(2, 6, "a"));
        Figure.Layer crosses = layer(LayerStyle.CROSSES, LayerRole.BESIDE, mark(1, 5, "a"));
        Dodge dodge = dodge(panel(points, lines, crosses));
        assertThat(dodge.shift(points, "a")).isEqualTo(-Dodge.STEP);
        assertThat(dodge.shift(points, "b")).isZero();
        assertThat(dodge.shift(points, "c")).isEqualTo(Dodge.STEP);
        assertThat(dodge.shift(crosses, "a")).isEqualTo(-Dodge.STEP);
        assertThat(dodge.shift(lines, "a")).isZero();
        // Marks that lines join stay on them.
        Figure.Layer joined = layer(LayerStyle.LINES, LayerRole.BESIDE, mark(1, 5, "a"), mark(2, 6, "a"));
        assertThat(dodge(panel(points, joined)).shift(points, "a")).isZero();
    }

    @Test
    void pointsThatAreApartStay() {
        Figure.Layer points = layer(LayerStyle.POINTS, LayerRole.MAIN, mark(1, 5, "a"), mark(1, 15, "b"));
        assertThat(dodge(panel(points)).shift(points, "a")).isZero();
        Figure.Layer other = layer(LayerStyle.POINTS, LayerRole.MAIN, mark(1, 5, "a"), mark(2, 5, "b"));
        assertThat(dodge(panel(other)).shift(other, "a")).isZero();
    }

    @Test
    void theyAreDrawnWithTheirWhiskersASevenPointsApart() {
        Figure.Panel panel =
                panel(layer(LayerStyle.POINTS, LayerRole.MAIN, mark(1, 5, "a"), mark(1, 5.5, "b"), mark(2, 9, "a")));
        assertThat(new Figure("Title", "", List.of(), 1, List.of(panel)).write(folder, "figure", PictureStyle.SCREEN))
                .isEmpty();
        DrawnPicture picture = DrawnPicture.read(folder.resolve("figure.svg"));
        List<DrawnPicture.Shape> a = points(picture, "rgb(0,114,178)");
        List<DrawnPicture.Shape> b = picture.shapes().stream()
                .filter(shape -> shape.isFilled("rgb(213,94,0)") && shape.box().getMinY() > 60)
                .toList();
        double at = picture.horizontalAxis().linear(a.get(0).centreX());
        assertThat(at).isLessThan(1);
        assertThat(b.get(b.size() - 1).centreX() - a.get(0).centreX()).isCloseTo(Dodge.STEP, within(0.1));
        assertThat(picture.shapes().stream()
                        .filter(shape -> shape.kind().equals("line") && shape.isStroked("rgb(0,114,178)"))
                        .map(DrawnPicture.Shape::centreX)
                        .toList())
                .anySatisfy(x -> assertThat(x).isCloseTo(a.get(0).centreX(), within(0.1)));
    }

    private static List<DrawnPicture.Shape> points(DrawnPicture picture, String color) {
        return picture.shapes().stream()
                .filter(shape -> shape.isFilled(color) && shape.box().getMinY() > 60)
                .toList();
    }

    @Test
    void threeNumbersHaveOrderedColoursAndTwoNamesDoNot() {
        Figure.Layer numbers =
                layer(LayerStyle.POINTS, LayerRole.MAIN, mark(1, 5, "2"), mark(1, 9, "10"), mark(1, 14, "4"));
        SeriesColors ordered = new SeriesColors(LINEAR, List.of(numbers));
        assertThat(ordered.ramp()).isNull();
        assertThat(List.of(ordered.color(numbers, "2"), ordered.color(numbers, "4"), ordered.color(numbers, "10")))
                .containsExactly(Palette.ramp(0), Palette.ramp(0.5), Palette.ramp(1));
        Figure.Layer settings = layer(
                LayerStyle.POINTS, LayerRole.MAIN, mark(1, 5, "d = 2"), mark(1, 9, "d = 10"), mark(1, 14, "d = 4"));
        assertThat(new SeriesColors(LINEAR, List.of(settings)).color(settings, "d = 4"))
                .isEqualTo(Palette.ramp(0.5));
        Figure.Layer names =
                layer(LayerStyle.POINTS, LayerRole.MAIN, mark(1, 5, "adam"), mark(1, 9, "gd"), mark(1, 14, "sgd"));
        assertThat(new SeriesColors(LINEAR, List.of(names)).color(names, "gd")).isEqualTo(Palette.of(1));
    }

    @Test
    void anOpenWhiskerEndsWithTheAxis() {
        Mark open = new Mark(1, 5, "", 4, Double.POSITIVE_INFINITY, Double.NaN);
        Figure.Panel panel = panel(layer(LayerStyle.POINTS, LayerRole.MAIN, open, mark(2, 9, "")));
        assertThat(new Figure("Title", "", List.of(), 1, List.of(panel)).write(folder, "figure", PictureStyle.SCREEN))
                .isEmpty();
        DrawnPicture picture = DrawnPicture.read(folder.resolve("figure.svg"));
        DrawnPicture.Axis upward = picture.verticalAxis();
        assertThat(picture.shapes().stream()
                        .filter(shape -> shape.kind().equals("line") && shape.isStroked("rgb(0,114,178)"))
                        .mapToDouble(shape -> upward.linear(shape.box().getMinY()))
                        .max()
                        .orElseThrow())
                .isGreaterThan(9.3);
        assertThat(ChartJson.script(new Figure("", "", List.of(), 1, List.of(panel))))
                .contains("[1.0,5.0,4.0,null]");
    }

    @Test
    void quartilesOfFewNumbers() {
        assertThat(Quartiles.of(3, 1, 2)).isEqualTo(new Quartiles(1, 2, 3));
        assertThat(Quartiles.of(5, 1, 2, 3, 4)).isEqualTo(new Quartiles(2, 3, 4));
        assertThat(Quartiles.of(1)).isEqualTo(new Quartiles(1, 1, 1));
        assertThat(Quartiles.of().median()).isNaN();
        double never = Double.POSITIVE_INFINITY;
        assertThat(Quartiles.of(1, 2, never, never).median()).isInfinite();
        assertThat(Quartiles.of(1, 2, 3, 4, never, 5)).isEqualTo(new Quartiles(2, 3.5, 5));
    }
}
