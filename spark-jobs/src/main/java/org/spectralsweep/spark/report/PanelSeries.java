package org.spectralsweep.spark.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.DoubleStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.spectralsweep.spark.figure.LayerStyle;

/** Puts the marks of layers on a chart, in the coordinates of its axes. */
final class PanelSeries {
    static final BasicStroke SOLID = new BasicStroke(1.8f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
    static final BasicStroke DASHED =
            new BasicStroke(1.4f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {6, 4}, 0);
    static final int BAR_ALPHA = 150;
    static final Glyph REPEAT = new Glyph(Glyph.Outline.CIRCLE, 2.2, true);
    private static final int REPEAT_ALPHA = 80;
    private static final BasicStroke FINE = new BasicStroke(1.1f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
    private static final int BAND_ALPHA = 45;
    private static final Glyph.Outline[] OUTLINES = {Glyph.Outline.CIRCLE, Glyph.Outline.SQUARE, Glyph.Outline.DIAMOND};

    private final XYChart chart;
    private final PanelAxis x;
    private final PanelAxis y;
    private final SeriesColors colors;
    private final Dodge dodge;
    private final double perPoint;
    private int count;
    private double shift;

    /**
     * Puts marks on a chart.
     *
     * @param dodge which series stand beside their x
     * @param perPoint coordinates of the horizontal axis in a point of the screen
     */
    PanelSeries(XYChart chart, PanelAxis x, PanelAxis y, SeriesColors colors, Dodge dodge, double perPoint) {
        this.chart = chart;
        this.x = x;
        this.y = y;
        this.colors = colors;
        this.dodge = dodge;
        this.perPoint = perPoint;
    }

    boolean isEmpty() {
        return count == 0;
    }

    /** The markers of a series. They are smaller if there are many. */
    static Glyph glyph(LayerStyle style, int index, double size) {
        return switch (style) {
            case OPEN -> new Glyph(Glyph.Outline.TRIANGLE, size, false);
            case CROSSES -> new Glyph(Glyph.Outline.CROSS, 0.8 * size, false);
            default -> new Glyph(OUTLINES[index % OUTLINES.length], size, true);
        };
    }

    void add(Figure.Layer layer) {
        List<String> names = colors.names(layer);
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            List<Mark> marks = layer.marks().stream()
                    .filter(mark -> mark.series().equals(name))
                    .sorted(Comparator.comparingDouble(Mark::x))
                    .toList();
            if (!marks.isEmpty()) {
                add(layer, marks, name, i, names.size());
            }
        }
    }

    private void add(Figure.Layer layer, List<Mark> marks, String name, int at, int of) {
        Color color = colors.color(layer, name);
        shift = perPoint * dodge.shift(layer, name);
        BasicStroke solid = of > Palette.COLORS.size() ? FINE : SOLID;
        switch (layer.style()) {
            case POINTS, OPEN, CROSSES -> {
                whiskers(marks, color);
                if (layer.role() == LayerRole.REPEATS) {
                    markers(marks, Palette.light(color, REPEAT_ALPHA), REPEAT);
                } else {
                    int crowd = layer.marks().size();
                    double size = crowd > 400 ? 1.8 : crowd > 100 ? 2.8 : 4;
                    markers(marks, color, glyph(layer.style(), colors.index(name), size));
                }
            }
            case LINES -> line(marks, color, solid);
            case DASHED -> line(marks, color, DASHED);
            case STEPS -> steps(marks, color, solid);
            case BARS -> bars(marks, color, at, of, width(layer.marks()));
            case TICKS ->
                marks.forEach(mark -> stroke(
                        new double[] {x.coordinate(mark.x()), x.coordinate(mark.x())},
                        new double[] {y.coordinate(y.low()), y.coordinate(y.high())},
                        color,
                        DASHED));
            case MAP -> {
                // A map is painted below the chart.
            }
        }
    }

    private void markers(List<Mark> marks, Color color, Marker marker) {
        XYSeries series = series(xs(marks), ys(marks));
        series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
        series.setMarker(marker);
        series.setMarkerColor(color);
    }

    /** Draws all whiskers as one series with gaps. */
    private void whiskers(List<Mark> marks, Color color) {
        List<Mark> with = marks.stream().filter(this::hasRange).toList();
        if (with.isEmpty()) {
            return;
        }
        stroke(
                with.stream()
                        .flatMapToDouble(mark -> DoubleStream.of(mark.x(), mark.x(), mark.x()))
                        .map(place -> x.coordinate(place) + shift)
                        .toArray(),
                with.stream()
                        .flatMapToDouble(
                                mark -> DoubleStream.of(y.coordinate(low(mark)), y.coordinate(high(mark)), Double.NaN))
                        .toArray(),
                Palette.light(color, 170),
                FINE);
    }

    private boolean hasRange(Mark mark) {
        return Double.isFinite(mark.low())
                && !Double.isNaN(mark.high())
                && mark.high() >= mark.low()
                && (!y.isLog() || mark.high() > 0);
    }

    /** The lower end of a whisker. If it leaves a logarithmic axis, it ends with the axis. */
    private double low(Mark mark) {
        return y.isLog() && !(mark.low() > 0) ? y.low() : mark.low();
    }

    /** The upper end of a whisker. An open one ends with the axis. */
    private double high(Mark mark) {
        return Double.isInfinite(mark.high()) ? y.high() : mark.high();
    }

    private void line(List<Mark> marks, Color color, BasicStroke stroke) {
        band(marks, color);
        stroke(xs(marks), ys(marks), color, stroke);
    }

    private void band(List<Mark> marks, Color color) {
        List<Mark> with = marks.stream().filter(this::hasRange).toList();
        if (with.size() < 2) {
            return;
        }
        double[] up = xs(with);
        double[] outlineX = DoubleStream.concat(Arrays.stream(up), reversed(up)).toArray();
        double[] lows =
                with.stream().mapToDouble(mark -> y.coordinate(low(mark))).toArray();
        double[] highs =
                with.stream().mapToDouble(mark -> y.coordinate(high(mark))).toArray();
        area(outlineX, DoubleStream.concat(Arrays.stream(lows), reversed(highs)).toArray(), color, BAND_ALPHA);
    }

    private static DoubleStream reversed(double[] values) {
        return java.util.stream.IntStream.range(0, values.length).mapToDouble(i -> values[values.length - 1 - i]);
    }

    private void steps(List<Mark> marks, Color color, BasicStroke stroke) {
        double[] flatX = new double[2 * marks.size() - 1];
        double[] flatY = new double[flatX.length];
        for (int i = 0; i < flatX.length; i++) {
            flatX[i] = x.coordinate(marks.get((i + 1) / 2).x());
            flatY[i] = y.coordinate(marks.get(i / 2).y());
        }
        band(marks, color);
        stroke(flatX, flatY, color, stroke);
    }

    /**
     * Draws the bars as one outline that follows the base line from bar to bar. Bars of several series stand side by
     * side.
     */
    private void bars(List<Mark> marks, Color color, int at, int of, double width) {
        double base = y.isLog() ? y.coordinate(y.low()) : Math.max(y.low(), Math.min(y.high(), 0));
        double[] outlineX = new double[4 * marks.size() + 1];
        double[] outlineY = new double[outlineX.length];
        for (int i = 0; i < marks.size(); i++) {
            double left = x.coordinate(marks.get(i).x()) - width / 2 + at * width / of;
            double top = y.coordinate(marks.get(i).y());
            for (int k = 0; k < 4; k++) {
                outlineX[4 * i + k] = k < 2 ? left : left + width / of;
                outlineY[4 * i + k] = k == 1 || k == 2 ? top : base;
            }
        }
        outlineX[outlineX.length - 1] = outlineX[0];
        outlineY[outlineY.length - 1] = base;
        area(outlineX, outlineY, color, BAR_ALPHA);
        whiskers(marks, color);
    }

    /** The least distance of two different x, or 0 if there is only one. */
    static double leastDistance(List<Mark> marks) {
        double[] places =
                marks.stream().mapToDouble(Mark::x).distinct().sorted().toArray();
        double least = Double.POSITIVE_INFINITY;
        for (int i = 1; i < places.length; i++) {
            least = Math.min(least, places[i] - places[i - 1]);
        }
        return Double.isFinite(least) ? least : 0;
    }

    /** The width of bars: four fifths of the least distance of two bars. */
    private double width(List<Mark> marks) {
        double[] places = marks.stream()
                .mapToDouble(mark -> x.coordinate(mark.x()))
                .distinct()
                .sorted()
                .toArray();
        double least = x.coordinate(x.high()) - x.coordinate(x.low());
        for (int i = 1; i < places.length; i++) {
            least = Math.min(least, places[i] - places[i - 1]);
        }
        return 0.8 * least;
    }

    private void area(double[] outlineX, double[] outlineY, Color color, int alpha) {
        XYSeries series = series(outlineX, outlineY);
        series.setXYSeriesRenderStyle(XYSeriesRenderStyle.PolygonArea);
        series.setFillColor(Palette.light(color, alpha));
        series.setLineColor(Palette.light(color, 0));
        series.setMarker(SeriesMarkers.NONE);
    }

    private void stroke(double[] lineX, double[] lineY, Color color, BasicStroke stroke) {
        XYSeries series = series(lineX, lineY);
        series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Line);
        series.setLineStyle(stroke);
        series.setLineColor(color);
        series.setMarker(SeriesMarkers.NONE);
    }

    private XYSeries series(double[] seriesX, double[] seriesY) {
        return chart.addSeries("series " + count++, seriesX, seriesY);
    }

    private double[] xs(List<Mark> marks) {
        return marks.stream()
                .mapToDouble(mark -> x.coordinate(mark.x()) + shift)
                .toArray();
    }

    private double[] ys(List<Mark> marks) {
        return marks.stream().mapToDouble(mark -> y.coordinate(mark.y())).toArray();
    }
}
