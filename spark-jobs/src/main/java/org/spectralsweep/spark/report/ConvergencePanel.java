package org.spectralsweep.spark.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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

    private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

    /** Marks of one kind beyond which only some are drawn. */
    private static final int MOST_MARKS = 3000;

    /** A law need not be straight on logarithmic axes. */
    private static final int SEGMENTS = 40;

    /** Residuals of one in a hundred do not fill a plot. */
    private static final double LEAST_REACH = 0.05;

    private static final String WINS = ", wins";
    private static final AxisSpec DENSITY = new AxisSpec("density p", AxisScale.LINEAR, AxisEnd.AUTO, AxisEnd.AUTO);

    private static final Time NOTHING = (frequency, density) -> Double.NaN;

    private final ConvergenceChart chart;
    private final List<ChartPoint> points;
    private final Map<Double, String> regions = new HashMap<>();

    ConvergencePanel(ConvergenceChart chart) {
        this.chart = chart;
        this.points = chart.visible();
    }

    /** The panel; with residuals under it if that is asked for and there are some. */
    Figure.Panel panel(String title, boolean withResiduals) {
        double[] ends = ends();
        double reach = withResiduals ? reach() : 0;
        Figure.Panel below = reach > 0
                ? new Figure.Panel(
                        "",
                        across(chart.across().label(), ends),
                        new AxisSpec(
                                "log measured − log law", AxisScale.LINEAR, new AxisEnd(-reach), new AxisEnd(reach)),
                        DENSITY,
                        new Figure.Band(chart.windowLow(), chart.windowHigh()),
                        residuals(ends))
                : null;
        return new Figure.Panel(
                title,
                across(below == null ? chart.across().label() : "", ends),
                new AxisSpec(chart.timeLabel(), AxisScale.LOG, AxisEnd.AUTO, AxisEnd.AUTO),
                DENSITY,
                new Figure.Band(chart.windowLow(), chart.windowHigh()),
                layers(ends),
                below);
    }

    private static AxisSpec across(String label, double[] ends) {
        return new AxisSpec(label, AxisScale.LOG, new AxisEnd(ends[0]), new AxisEnd(ends[1]));
    }

    private boolean isInWindow(ChartPoint point) {
        return point.x() >= chart.windowLow() && point.x() <= chart.windowHigh();
    }

    /** The largest residual of a time in the window, and some room; 0 without any. */
    private double reach() {
        double largest = points.stream()
                .filter(point -> isInWindow(point) && !point.isCensored())
                .mapToDouble(point -> Math.abs(point.residual()))
                .filter(Double::isFinite)
                .max()
                .orElse(Double.NaN);
        return Double.isNaN(largest) ? 0 : Math.max(LEAST_REACH, 1.15 * largest);
    }

    /** What the times depart from the fitted law by, and the rivals within the window. */
    private List<Figure.Layer> residuals(double[] ends) {
        List<Figure.Layer> layers = new ArrayList<>();
        layers.add(layer(LayerStyle.LINES, LayerColor.GRAY, LayerRole.GUIDE, line((x, p) -> 0, ends, 1)));
        FittedLine line = FittedLine.of(chart, chart.law());
        if (line != null) {
            rivals((name, rival, color) -> layers.add(layer(
                    LayerStyle.DASHED,
                    color,
                    LayerRole.GUIDE,
                    line((x, p) -> Math.log(rival.fitted(x, p) / line.fitted(x, p)), window(ends), SEGMENTS))));
        }
        layers.add(layer(LayerStyle.POINTS, LayerColor.AUTO, LayerRole.REPEATS, residuals(false)));
        layers.add(layer(LayerStyle.OPEN, LayerColor.AUTO, LayerRole.BESIDE, residuals(true)));
        layers.add(layer(
                LayerStyle.POINTS,
                LayerColor.AUTO,
                LayerRole.BESIDE,
                middles(point -> point.isMeasured() && Double.isFinite(point.residual())
                        ? (Double) (point.isCensored() ? Double.POSITIVE_INFINITY : point.residual())
                        : null)));
        return layers;
    }

    private static Figure.Layer layer(LayerStyle style, LayerColor color, LayerRole role, List<Mark> marks) {
        return new Figure.Layer(style, "", color, role, marks);
    }

    private List<Mark> residuals(boolean censored) {
        return thinned(points.stream()
                .filter(point -> point.isCensored() == censored && Double.isFinite(point.residual()))
                .map(point -> Mark.of(point.x(), point.residual(), region(point)))
                .toList());
    }

    /**
     * Some of many marks, from all over them: a picture of a hundred thousand is slow, large and says no more. Steps of
     * the golden ratio choose them. Equal steps could meet one region of each trial, and only that.
     */
    static List<Mark> thinned(List<Mark> marks) {
        double share = 1.0 / step(marks);
        return IntStream.range(0, marks.size())
                .filter(i -> i * GOLDEN % 1 < share)
                .mapToObj(marks::get)
                .toList();
    }

    /** Says in the legend that not all marks are drawn. */
    private static String share(List<Mark> marks) {
        return step(marks) == 1 ? "" : " (1 of " + step(marks) + ")";
    }

    private static int step(List<Mark> marks) {
        return Math.max(1, (marks.size() + MOST_MARKS - 1) / MOST_MARKS);
    }

    private double[] window(double[] ends) {
        return new double[] {Math.max(chart.windowLow(), ends[0]), Math.min(chart.windowHigh(), ends[1])};
    }

    /** What to do with a rival's line. */
    private interface NamedLine {
        void use(String name, FittedLine line, LayerColor color);
    }

    /** The rivals that are laws of frequency and density, in two neutral colours in turn. */
    private void rivals(NamedLine use) {
        int count = 0;
        for (ConvergenceChart.Rival rival : chart.contest().rivals()) {
            FittedLine line = FittedLine.of(chart, rival.law());
            if (line != null) {
                String name = "rival " + rival.name() + (rival.wins() ? WINS : "");
                use.use(name, line, count++ % 2 == 0 ? LayerColor.BLACK : LayerColor.GRAY);
            }
        }
    }

    /** The axis of frequencies; from half to twice the frequency where there is only one. */
    private double[] ends() {
        double low = points.stream().mapToDouble(ChartPoint::x).min().orElseThrow();
        double high = points.stream().mapToDouble(ChartPoint::x).max().orElseThrow();
        double factor = high > low ? Math.pow(high / low, MARGIN) : 2;
        return new double[] {low / factor, high * factor};
    }

    private List<Figure.Layer> layers(double[] ends) {
        List<Figure.Layer> layers = new ArrayList<>();
        FittedLine line = FittedLine.of(chart, chart.law());
        if (line != null) {
            double[] window = window(ends);
            layers.add(layer(LayerStyle.DASHED, "theory" + exponents(), LayerRole.GUIDE, line(line::theory, ends, 1)));
            layers.add(layer(
                    LayerStyle.LINES,
                    chart.contest().wins() ? "fit" + WINS : "fit",
                    LayerRole.GUIDE,
                    line(line::fitted, line::low, line::high, window, SEGMENTS)));
            rivals((name, rival, color) -> layers.add(new Figure.Layer(
                    LayerStyle.DASHED, name, color, LayerRole.GUIDE, line(rival::fitted, window, SEGMENTS))));
        }
        List<Mark> seeds = points.stream()
                .filter(point -> point.isMeasured() && !point.isCensored())
                .map(this::mark)
                .toList();
        layers.add(layer(LayerStyle.POINTS, "one seed" + share(seeds), LayerRole.REPEATS, thinned(seeds)));
        layers.add(layer(LayerStyle.CROSSES, "kernel", LayerRole.BESIDE, medians(ChartPoint::predicted)));
        List<Mark> open =
                points.stream().filter(ChartPoint::isCensored).map(this::mark).toList();
        layers.add(layer(LayerStyle.OPEN, "not reached" + share(open), LayerRole.BESIDE, thinned(open)));
        layers.add(layer(
                LayerStyle.POINTS, "p = " + LayerSpec.SERIES, LayerRole.MAIN, medians(ConvergencePanel::measured)));
        return layers;
    }

    /**
     * The law with its band, the medians with their quartiles and the times that were not reached, as one series.
     *
     * @param series its name
     */
    List<Figure.Layer> layersOf(String series) {
        FittedLine line = FittedLine.of(chart, chart.law());
        List<Mark> law = line == null ? List.of() : line(line::fitted, line::low, line::high, window(ends()), SEGMENTS);
        Map<Double, List<Double>> times = new TreeMap<>();
        points.stream().filter(ChartPoint::isMeasured).forEach(point -> times.computeIfAbsent(
                        point.x(), x -> new ArrayList<>())
                .add(point.isCensored() ? Double.POSITIVE_INFINITY : Math.log(point.shown())));
        List<Mark> medians = new ArrayList<>();
        times.forEach((x, logs) -> {
            Quartiles of =
                    Quartiles.of(logs.stream().mapToDouble(Double::doubleValue).toArray());
            if (Double.isFinite(of.median())) {
                boolean several = logs.size() > 1;
                medians.add(new Mark(
                        x,
                        Math.exp(of.median()),
                        series,
                        several ? Math.exp(of.low()) : Double.NaN,
                        several ? Math.exp(of.high()) : Double.NaN,
                        Double.NaN));
            }
        });
        List<Mark> open = points.stream()
                .filter(ChartPoint::isCensored)
                .filter(point -> medians.stream().noneMatch(mark -> mark.x() == point.x()))
                .map(point -> Mark.of(point.x(), point.shown(), series))
                .distinct()
                .toList();
        return List.of(
                layer(
                        LayerStyle.LINES,
                        "law with its 95 % band",
                        LayerRole.GUIDE,
                        law.stream()
                                .map(mark -> new Mark(mark.x(), mark.y(), series, mark.low(), mark.high(), Double.NaN))
                                .toList()),
                layer(LayerStyle.OPEN, "not reached by half", LayerRole.BESIDE, open),
                layer(LayerStyle.POINTS, LayerSpec.SERIES, LayerRole.MAIN, medians));
    }

    private static Figure.Layer layer(LayerStyle style, String label, LayerRole role, List<Mark> marks) {
        return new Figure.Layer(style, label, LayerColor.AUTO, role, marks);
    }

    /** The label of a density, and its value to three digits. */
    private String region(ChartPoint point) {
        return regions.computeIfAbsent(point.density(), density -> String.format(Locale.ROOT, "%.3g", density));
    }

    private Mark mark(ChartPoint point) {
        return Mark.of(point.x(), point.shown(), region(point));
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

    private List<Mark> line(Time time, double[] ends, int segments) {
        return line(time, NOTHING, NOTHING, ends, segments);
    }

    /** A curve for each region, with the band between two others where they are finite. */
    private List<Mark> line(Time time, Time low, Time high, double[] ends, int segments) {
        List<Mark> line = new ArrayList<>();
        for (String region : new TreeSet<>(points.stream().map(this::region).toList())) {
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
        return middles(point -> {
                    Double number = value.apply(point);
                    return number == null ? null : (Double) Math.log(number);
                })
                .stream()
                .map(mark -> Mark.of(mark.x(), Math.exp(mark.y()), mark.series()))
                .toList();
    }

    /** The median of each region and frequency where it is finite. */
    private List<Mark> middles(Function<ChartPoint, @Nullable Double> value) {
        List<Mark> medians = new ArrayList<>();
        points.stream()
                .collect(Collectors.groupingBy(
                        point -> List.of(region(point), point.x()), LinkedHashMap::new, Collectors.toList()))
                .values()
                .forEach(here -> {
                    double[] values = here.stream()
                            .map(value)
                            .filter(Objects::nonNull)
                            .mapToDouble(Double::doubleValue)
                            .sorted()
                            .toArray();
                    if (values.length > 0) {
                        double median = (values[(values.length - 1) / 2] + values[values.length / 2]) / 2;
                        if (Double.isFinite(median)) {
                            medians.add(Mark.of(here.get(0).x(), median, region(here.get(0))));
                        }
                    }
                });
        return medians;
    }
}
