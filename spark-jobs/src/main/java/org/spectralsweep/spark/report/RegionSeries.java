package org.spectralsweep.spark.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.DoubleBinaryOperator;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * The series of one density region.
 *
 * @param chart that gets them
 * @param density of the region
 * @param rows its points
 * @param color of all its series
 * @param index in the legend, which decides the marker
 * @param size half width of the median's marker
 */
record RegionSeries(LogLogChart chart, double density, List<ChartPoint> rows, Color color, int index, double size) {
    static final Glyph SEED = new Glyph(Glyph.Outline.CIRCLE, 2.2, true);
    static final Glyph KERNEL = new Glyph(Glyph.Outline.CROSS, 3.2, false);
    static final Glyph NOT_REACHED = new Glyph(Glyph.Outline.TRIANGLE, 4.2, false);
    private static final Glyph.Outline[] OUTLINES = {Glyph.Outline.CIRCLE, Glyph.Outline.SQUARE, Glyph.Outline.DIAMOND};

    /** The label of a density, and its value to three digits. */
    static String label(double density) {
        return String.format(Locale.ROOT, "%.3g", density);
    }

    static double[] frequencies(List<ChartPoint> points) {
        return points.stream()
                .mapToDouble(ChartPoint::frequency)
                .distinct()
                .sorted()
                .toArray();
    }

    void lines(ConvergencePicture.Law law, double[] xRange, double[] window) {
        line("theory ", law::theoretical, xRange, ConvergencePicture.DASHED);
        line("fit ", law::fitted, window, ConvergencePicture.SOLID);
    }

    private void line(String name, DoubleBinaryOperator time, double[] range, BasicStroke stroke) {
        double[] times = {time.applyAsDouble(range[0], density), time.applyAsDouble(range[1], density)};
        chart.add(name + index, range, times, color, stroke, SeriesMarkers.NONE, false);
    }

    void seeds() {
        Color light = new Color(color.getRed(), color.getGreen(), color.getBlue(), 80);
        markers(
                "seeds ",
                rows.stream().filter(p -> p.isMeasured() && !p.isCensored()).toList(),
                light,
                SEED);
        markers("not reached ", rows.stream().filter(ChartPoint::isCensored).toList(), color, NOT_REACHED);
    }

    private void markers(String name, List<ChartPoint> shown, Color paint, Glyph glyph) {
        if (!shown.isEmpty()) {
            double[] x = shown.stream().mapToDouble(ChartPoint::frequency).toArray();
            double[] y = shown.stream().mapToDouble(ChartPoint::shown).toArray();
            chart.add(name + index, x, y, paint, null, glyph, false);
        }
    }

    void medians() {
        List<double[]> predicted = medians(ChartPoint::predicted);
        add("kernel " + index, predicted, KERNEL, false);
        List<double[]> measured = medians(RegionSeries::measured);
        // A region without a known median still has its entry in the legend.
        if (measured.isEmpty()) {
            measured = List.of(new double[] {rows.get(0).frequency(), Double.NaN});
        }
        Glyph glyph = new Glyph(OUTLINES[index % OUTLINES.length], size, true);
        add("p = " + label(density), measured, glyph, true);
    }

    private static @Nullable Double measured(ChartPoint point) {
        if (!point.isMeasured()) {
            return null;
        }
        return point.isCensored() ? Double.POSITIVE_INFINITY : point.shown();
    }

    private void add(String name, List<double[]> medians, Glyph glyph, boolean legend) {
        if (!medians.isEmpty()) {
            double[] x = medians.stream().mapToDouble(m -> m[0]).toArray();
            double[] y = medians.stream().mapToDouble(m -> m[1]).toArray();
            chart.add(name, x, y, color, null, glyph, legend);
        }
    }

    /** Frequency and median for each frequency at which the median is a positive number. */
    private List<double[]> medians(Function<ChartPoint, @Nullable Double> value) {
        List<double[]> medians = new ArrayList<>();
        for (double frequency : frequencies(rows)) {
            double[] values = rows.stream()
                    .filter(p -> p.frequency() == frequency)
                    .map(value)
                    .filter(Objects::nonNull)
                    .mapToDouble(Double::doubleValue)
                    .sorted()
                    .toArray();
            if (values.length > 0) {
                double median = Math.sqrt(values[(values.length - 1) / 2]) * Math.sqrt(values[values.length / 2]);
                if (median > 0 && median < Double.POSITIVE_INFINITY) {
                    medians.add(new double[] {frequency, median});
                }
            }
        }
        return medians;
    }
}
