package org.spectralsweep.spark.job;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.spectralsweep.spark.figure.AxisScale;
import org.spectralsweep.spark.figure.LayerColor;
import org.spectralsweep.spark.figure.LayerSpec;
import org.spectralsweep.spark.figure.LayerStyle;
import org.spectralsweep.spark.report.ChartPoint;
import org.spectralsweep.spark.report.ConvergenceChart;
import org.spectralsweep.spark.report.Figure;
import org.spectralsweep.spark.report.HtmlTable;
import org.spectralsweep.spark.report.LayerRole;
import org.spectralsweep.spark.report.Mark;
import org.spectralsweep.spark.report.Quartiles;
import org.spectralsweep.spark.report.ReportChart;
import org.spectralsweep.spark.report.ReportPart;

/** Local times against the density of their region, one line a frequency. */
final class DensityChart {
    private static final String NAME = "picture-density";
    private static final int MOST_PANELS = 12;
    private static final int MOST_FREQUENCIES = 8;

    private final List<Figure.Panel> panels = new ArrayList<>();
    private final List<List<Object>> rows = new ArrayList<>();
    private boolean open;

    private DensityChart() {}

    /** The chart of the groups of a fit; empty where no frequency has times at two densities. */
    static Optional<ReportPart> of(List<FitJob.Fitted> groups) {
        DensityChart chart = new DensityChart();
        groups.stream().limit(MOST_PANELS).map(FitJob.Fitted::group).forEach(chart::add);
        FitGroup first = groups.get(0).group();
        String title = "Local convergence against the density";
        return chart.panels.isEmpty()
                ? Optional.empty()
                : Optional.of(new ReportChart(
                        NAME,
                        title,
                        "The median time to learn a region, with the quartiles over seeds and regions, against how"
                                + " closely the region is sampled: uniform sampling has p = 1. A law with b = 1 falls by"
                                + " half where the density doubles. Medians that half of the seeds did not reach are"
                                + " left out."
                                + (chart.open
                                        ? " A whisker up to the edge is open: a quarter of the times were not reached."
                                        : "")
                                + (first.flowTime() ? " " + LawCaption.FLOW_TIME : ""),
                        new Figure(
                                title,
                                first.spec().name(),
                                List.of(),
                                Panels.columns(chart.panels.size()),
                                chart.panels),
                        new HtmlTable(
                                List.of(
                                        "group",
                                        "frequency",
                                        "density",
                                        "median",
                                        "quartile",
                                        "upper quartile",
                                        "times"),
                                chart.rows)));
    }

    private void add(FitGroup group) {
        TreeMap<Double, TreeMap<Double, List<ChartPoint>>> byFrequency = new TreeMap<>();
        Report.points(group, ConvergenceChart.Across.FREQUENCY, point -> null).stream()
                .filter(ChartPoint::isMeasured)
                .forEach(point -> byFrequency
                        .computeIfAbsent(point.x(), x -> new TreeMap<>())
                        .computeIfAbsent(rounded(point.density()), p -> new ArrayList<>())
                        .add(point));
        byFrequency.values().removeIf(densities -> densities.size() < 2);
        List<Mark> marks = new ArrayList<>();
        for (double frequency : Panels.some(List.copyOf(byFrequency.keySet()), MOST_FREQUENCIES)) {
            Objects.requireNonNull(byFrequency.get(frequency)).forEach((density, points) -> {
                Quartiles times = quartiles(points);
                if (Double.isFinite(times.median()) && times.median() > 0) {
                    open |= Double.isInfinite(times.high());
                    marks.add(new Mark(
                            density,
                            times.median(),
                            StoredPoint.shown(frequency),
                            times.low(),
                            times.high(),
                            Double.NaN));
                    rows.add(Panels.row(
                            group.keyText(),
                            frequency,
                            density,
                            times.median(),
                            times.low(),
                            times.high(),
                            points.size()));
                }
            });
        }
        if (!marks.isEmpty()) {
            List<Mark> lines = marks.stream()
                    .map(mark -> Mark.of(mark.x(), mark.y(), mark.series()))
                    .toList();
            String label = "κ = " + LayerSpec.SERIES;
            panels.add(new Figure.Panel(
                    group.keyText(),
                    Panels.axis("density p of the region (1 is uniform)", AxisScale.LOG),
                    Panels.axis(group.label(), AxisScale.LOG),
                    Panels.axis("frequency κ", AxisScale.LINEAR),
                    null,
                    List.of(
                            Panels.layer(LayerStyle.LINES, label, LayerColor.AUTO, LayerRole.BESIDE, lines),
                            Panels.layer(LayerStyle.POINTS, label, LayerColor.AUTO, LayerRole.MAIN, marks))));
        }
    }

    /** A density to three digits, as pictures show it. */
    private static double rounded(double density) {
        return new BigDecimal(density).round(new MathContext(3)).doubleValue();
    }

    /** Quartiles and median of times. Those that so many seeds did not reach are infinite. */
    static Quartiles quartiles(List<ChartPoint> points) {
        Quartiles logs = Quartiles.of(points.stream()
                .mapToDouble(point -> {
                    Double upper = point.upper();
                    return upper == null
                            ? Double.POSITIVE_INFINITY
                            : Math.log(point.lower() > 0 ? Math.sqrt(point.lower() * upper) : upper);
                })
                .toArray());
        return new Quartiles(Math.exp(logs.low()), Math.exp(logs.median()), Math.exp(logs.high()));
    }
}
