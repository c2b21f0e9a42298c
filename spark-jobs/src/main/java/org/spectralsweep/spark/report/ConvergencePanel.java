package org.spectralsweep.spark.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.spark.figure.AxisEnd;
import org.spectralsweep.spark.figure.AxisScale;
import org.spectralsweep.spark.figure.AxisSpec;
import org.spectralsweep.spark.figure.LayerColor;
import org.spectralsweep.spark.figure.LayerSpec;
import org.spectralsweep.spark.figure.LayerStyle;

/**
 * The panel of a {@link ConvergenceChart}. A series is a density region: those whose densities read the same are one.
 */
final class ConvergencePanel {
    /** Beyond the lowest and the highest frequency, as a part of the range's logarithm. */
    private static final double MARGIN = 0.06;

    /** A law need not be straight on logarithmic axes. */
    private static final int SEGMENTS = 40;

    private static final Time NOTHING = (frequency, density) -> Double.NaN;

    private final ConvergenceChart chart;
    private final List<ChartPoint> points;

    ConvergencePanel(ConvergenceChart chart) {
        this.chart = chart;
        this.points = chart.visible();
    }

    Figure.Panel panel(String title) {
        double[] ends = ends();
        return new Figure.Panel(
                title,
                new AxisSpec("frequency κ of the target", AxisScale.LOG, new AxisEnd(ends[0]), new AxisEnd(ends[1])),
                new AxisSpec(chart.timeLabel(), AxisScale.LOG, AxisEnd.AUTO, AxisEnd.AUTO),
                new AxisSpec("density p", AxisScale.LINEAR, AxisEnd.AUTO, AxisEnd.AUTO),
                new Figure.Band(chart.windowLow(), chart.windowHigh()),
                layers(ends));
    }

    /** The axis of frequencies; from half to twice the frequency where there is only one. */
    private double[] ends() {
        double low = points.stream().mapToDouble(ChartPoint::frequency).min().orElseThrow();
        double high = points.stream().mapToDouble(ChartPoint::frequency).max().orElseThrow();
        double factor = high > low ? Math.pow(high / low, MARGIN) : 2;
        return new double[] {low / factor, high * factor};
    }

    private List<Figure.Layer> layers(double[] ends) {
        List<Figure.Layer> layers = new ArrayList<>();
        FittedLine line = FittedLine.of(chart, chart.law());
        if (line != null) {
            double[] window = {Math.max(chart.windowLow(), ends[0]), Math.min(chart.windowHigh(), ends[1])};
            layers.add(layer(
                    LayerStyle.DASHED,
                    "theory" + exponents(),
                    LayerRole.GUIDE,
                    line(line::theory, NOTHING, NOTHING, ends, 1)));
            layers.add(layer(
                    LayerStyle.LINES,
                    "fit",
                    LayerRole.GUIDE,
                    line(line::fitted, line::low, line::high, window, SEGMENTS)));
        }
        layers.add(layer(
                LayerStyle.POINTS,
                "one seed",
                LayerRole.REPEATS,
                points.stream()
                        .filter(point -> point.isMeasured() && !point.isCensored())
                        .map(ConvergencePanel::mark)
                        .toList()));
        layers.add(layer(LayerStyle.CROSSES, "kernel", LayerRole.BESIDE, medians(ChartPoint::predicted)));
        layers.add(layer(
                LayerStyle.OPEN,
                "not reached",
                LayerRole.BESIDE,
                points.stream()
                        .filter(ChartPoint::isCensored)
                        .map(ConvergencePanel::mark)
                        .toList()));
        layers.add(layer(
                LayerStyle.POINTS, "p = " + LayerSpec.SERIES, LayerRole.MAIN, medians(ConvergencePanel::measured)));
        return layers;
    }

    private static Figure.Layer layer(LayerStyle style, String label, LayerRole role, List<Mark> marks) {
        return new Figure.Layer(style, label, LayerColor.AUTO, role, marks);
    }

    /** The label of a density, and its value to three digits. */
    private static String region(ChartPoint point) {
        return String.format(Locale.ROOT, "%.3g", point.density());
    }

    private static Mark mark(ChartPoint point) {
        return Mark.of(point.frequency(), point.shown(), region(point));
    }

    /** The theory's exponents of what was estimated. */
    private String exponents() {
        String listed = ExponentTable.shapes(chart.fit()).stream()
                .filter(parameter -> chart.theory().containsKey(parameter.name()) && parameter.estimate() != null)
                .map(parameter -> parameter.name() + " = "
                        + BigDecimal.valueOf(chart.theory().getOrDefault(parameter.name(), Double.NaN))
                                .stripTrailingZeros()
                                .toPlainString())
                .collect(Collectors.joining(", "));
        return listed.isEmpty() ? "" : ": " + listed;
    }

    /** A time by frequency and density. */
    private interface Time {
        double at(double frequency, double density);
    }

    /** A curve for each region, with the band between two others where they are finite. */
    private List<Mark> line(Time time, Time low, Time high, double[] ends, int segments) {
        List<Mark> line = new ArrayList<>();
        for (String region :
                new TreeSet<>(points.stream().map(ConvergencePanel::region).toList())) {
            double density = Double.parseDouble(region);
            for (int i = 0; i <= segments; i++) {
                double x = ends[0] * Math.pow(ends[1] / ends[0], i / (double) segments);
                double there = time.at(x, density);
                if (Double.isFinite(there)) {
                    line.add(new Mark(x, there, region, low.at(x, density), high.at(x, density), Double.NaN));
                }
            }
        }
        return line;
    }

    private static @Nullable Double measured(ChartPoint point) {
        if (!point.isMeasured()) {
            return null;
        }
        return point.isCensored() ? Double.POSITIVE_INFINITY : point.shown();
    }

    /** The median of each region and frequency where it is a positive number; geometric between the middle two. */
    private List<Mark> medians(Function<ChartPoint, @Nullable Double> value) {
        List<Mark> medians = new ArrayList<>();
        points.stream()
                .collect(Collectors.groupingBy(
                        point -> List.of(region(point), point.frequency()), LinkedHashMap::new, Collectors.toList()))
                .values()
                .forEach(here -> {
                    double[] values = here.stream()
                            .map(value)
                            .filter(Objects::nonNull)
                            .mapToDouble(Double::doubleValue)
                            .sorted()
                            .toArray();
                    if (values.length > 0) {
                        double median =
                                Math.sqrt(values[(values.length - 1) / 2]) * Math.sqrt(values[values.length / 2]);
                        if (median > 0 && median < Double.POSITIVE_INFINITY) {
                            medians.add(Mark.of(here.get(0).frequency(), median, region(here.get(0))));
                        }
                    }
                });
        return medians;
    }
}
