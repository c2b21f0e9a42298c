package org.spectralsweep.spark.job;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.fit.FitResult;
import org.spectralsweep.fit.FitStatus;
import org.spectralsweep.fit.ParameterEstimate;
import org.spectralsweep.spark.conf.SweepFit;
import org.spectralsweep.spark.figure.AxisEnd;
import org.spectralsweep.spark.figure.AxisScale;
import org.spectralsweep.spark.figure.AxisSpec;
import org.spectralsweep.spark.figure.LayerColor;
import org.spectralsweep.spark.figure.LayerSpec;
import org.spectralsweep.spark.figure.LayerStyle;
import org.spectralsweep.spark.report.ChartPoint;
import org.spectralsweep.spark.report.ConvergenceChart;
import org.spectralsweep.spark.report.ConvergencePicture;
import org.spectralsweep.spark.report.Figure;
import org.spectralsweep.spark.report.HtmlTable;
import org.spectralsweep.spark.report.KernelRatioTable;
import org.spectralsweep.spark.report.KernelRatios;
import org.spectralsweep.spark.report.LayerRole;
import org.spectralsweep.spark.report.Mark;
import org.spectralsweep.spark.report.ReportChart;
import org.spectralsweep.spark.report.ReportPart;
import org.spectralsweep.spark.report.ReportTable;
import org.spectralsweep.spark.table.InfluenceRow;
import org.spectralsweep.spark.table.TestRow;

/** The parts of a report that are about laws. A part whose numbers the sweep has not is left out. */
final class LawCharts {
    private static final int MOST_FITS = 4;
    private static final int MOST_PANELS = 12;
    private static final int MOST_FREQUENCIES = 8;
    private static final int MOST_CELLS = 15;

    /** Numbers that differ by a larger factor stand on a logarithmic axis. */
    private static final double WIDE = 20;

    private final String sweep;
    private final List<FitJob.Fitted> fits;

    LawCharts(String sweep, List<FitJob.Fitted> fits) {
        this.sweep = sweep;
        this.fits = fits;
    }

    List<ReportPart> parts() {
        List<ReportPart> parts = new ArrayList<>();
        Map<SweepFit, List<FitJob.Fitted>> byFit = fits.stream()
                .collect(Collectors.groupingBy(fit -> fit.group().fit(), LinkedHashMap::new, Collectors.toList()));
        byFit.values().stream().limit(MOST_FITS).forEach(groups -> law(groups).ifPresent(parts::add));
        if (!fits.isEmpty()) {
            parts.add(new ReportTable("Exponents", "", exponents(), false));
        }
        byFit.values().stream().limit(MOST_FITS).forEach(groups -> parts.addAll(covariates(groups)));
        byFit.values().stream()
                .filter(groups -> groups.get(0).group().spec().response().isTime())
                .findFirst()
                .flatMap(this::density)
                .ifPresent(parts::add);
        ratios(parts);
        tests().ifPresent(parts::add);
        influence().ifPresent(parts::add);
        return parts;
    }

    /** The picture of one fit, with its groups as small multiples. */
    private Optional<ReportPart> law(List<FitJob.Fitted> groups) {
        List<FitJob.Fitted> shown = groups.subList(0, Math.min(MOST_PANELS, groups.size()));
        FitGroup first = shown.get(0).group();
        ConvergencePicture picture = Report.picture(sweep, shown);
        if (picture.charts().isEmpty()) {
            return Optional.empty();
        }
        List<List<Object>> rows = new ArrayList<>();
        for (ConvergenceChart chart : picture.charts()) {
            for (ChartPoint point : chart.points()) {
                rows.add(row(
                        chart.title(),
                        point.x(),
                        point.density(),
                        point.isMeasured() ? point.lower() : null,
                        point.upper(),
                        point.predicted(),
                        point.fitted()));
            }
        }
        String across = picture.charts().get(0).across().label();
        String what = first.spec().response().isTime()
                ? "Time to learn"
                : first.spec().response().of();
        String caption =
                "Small dots are single seeds, large ones their medians, crosses the kernel's own times on the same"
                        + " samples. Open triangles are times that were not reached, at the bound they exceed. The line is the"
                        + " fitted law with its 95 % band; the dashed one has the theory's slope. The shaded window was fitted."
                        + (first.flowTime() && first.spec().response().isTime()
                                ? " Gradient-flow time is steps times the learning rate, scaled so that rate and number of"
                                        + " samples drop out."
                                : "")
                        + (groups.size() > shown.size()
                                ? " The first " + shown.size() + " of " + groups.size() + " groups are drawn."
                                : "");
        return Optional.of(new ReportChart(
                what + " against " + across + ": " + first.spec().name(),
                caption,
                picture.figure(),
                new HtmlTable(
                        List.of("group", across, "density", "lower bound", "upper bound", "kernel", "law"), rows)));
    }

    /** A row of a table; null stands for a number that does not exist. */
    static List<Object> row(@Nullable Object... values) {
        return Collections.unmodifiableList(Arrays.asList(values));
    }

    /** Every parameter that is not a factor, with the groups' keys as columns. */
    HtmlTable exponents() {
        Set<String> keys = new LinkedHashSet<>();
        fits.forEach(fit -> keys.addAll(fit.group().keys().keySet()));
        List<String> columns = new ArrayList<>(List.of("fit"));
        columns.addAll(keys);
        columns.addAll(List.of(
                "parameter",
                "theory",
                "kernel",
                "measured",
                "low",
                "high",
                "least squares",
                "points",
                "censored",
                "cells",
                "remark"));
        List<List<Object>> rows = new ArrayList<>();
        for (FitJob.Fitted fit : fits) {
            FitResult measured = fit.measured();
            for (ParameterEstimate parameter : shapes(measured)) {
                List<@Nullable Object> row = new ArrayList<>();
                row.add(fit.group().spec().name());
                keys.forEach(key -> row.add(fit.group().keys().getOrDefault(key, "")));
                FitResult kernel = fit.kernel();
                row.add(parameter.name());
                row.add(parameter.in(fit.group().theory()));
                row.add(kernel == null ? null : finite(kernel.estimateOrNaN(parameter.name())));
                row.add(parameter.estimate());
                row.add(parameter.ciLow());
                row.add(parameter.ciHigh());
                row.add(finite(fit.leastSquares().estimateOrNaN(parameter.name())));
                row.add(measured.points());
                row.add(measured.censored());
                row.add(measured.cells());
                row.add((measured.status() == FitStatus.OK ? "" : measured.status() + " ") + measured.note());
                rows.add(row(row.toArray()));
            }
        }
        return new HtmlTable(columns, rows);
    }

    private static List<ParameterEstimate> shapes(FitResult fit) {
        List<String> names = fit.law().shapes();
        return fit.parameters().stream()
                .filter(parameter -> names.stream().anyMatch(parameter::isOf))
                .toList();
    }

    private static @Nullable Double finite(double value) {
        return Double.isFinite(value) ? (Double) value : null;
    }

    /** Each parameter against a number that the groups differ in, if there are three such numbers. */
    private List<ReportPart> covariates(List<FitJob.Fitted> groups) {
        List<ReportPart> parts = new ArrayList<>();
        for (String key : groups.get(0).group().keys().keySet()) {
            Set<Double> numbers = new TreeSet<>();
            groups.forEach(
                    fit -> numbers.add(StoredRow.number(fit.group().keys().getOrDefault(key, ""))));
            if (numbers.size() >= 3 && numbers.stream().noneMatch(number -> number.isNaN())) {
                covariate(groups, key).ifPresent(parts::add);
            }
        }
        return parts;
    }

    private static Optional<ReportPart> covariate(List<FitJob.Fitted> groups, String key) {
        List<Figure.Panel> panels = new ArrayList<>();
        List<List<Object>> rows = new ArrayList<>();
        double[] places = groups.stream()
                .mapToDouble(fit -> StoredRow.number(fit.group().keys().getOrDefault(key, "")))
                .sorted()
                .toArray();
        AxisScale scale =
                places[0] > 0 && places[places.length - 1] > WIDE * places[0] ? AxisScale.LOG : AxisScale.LINEAR;
        for (String name : groups.get(0).measured().law().shapes()) {
            List<Mark> measured = new ArrayList<>();
            List<Mark> kernels = new ArrayList<>();
            List<Mark> theories = new ArrayList<>();
            for (FitJob.Fitted fit : groups) {
                Map<String, String> others = new LinkedHashMap<>(fit.group().keys());
                double x = StoredRow.number(Objects.requireNonNull(others.remove(key)));
                String series = others.entrySet().stream()
                        .map(other -> other.getKey() + " = " + other.getValue())
                        .collect(Collectors.joining(", "));
                for (ParameterEstimate parameter : fit.measured().parameters()) {
                    if (!parameter.name().equals(name)) {
                        continue;
                    }
                    Double theory = parameter.in(fit.group().theory());
                    FitResult kernel = fit.kernel();
                    double ofKernel = kernel == null ? Double.NaN : kernel.estimateOrNaN(name);
                    Double estimate = parameter.estimate();
                    if (estimate != null) {
                        Double low = parameter.ciLow();
                        Double high = parameter.ciHigh();
                        measured.add(new Mark(
                                x,
                                estimate,
                                series,
                                low == null ? Double.NaN : low,
                                high == null ? Double.NaN : high,
                                Double.NaN));
                    }
                    if (Double.isFinite(ofKernel)) {
                        kernels.add(Mark.of(x, ofKernel, series));
                    }
                    if (theory != null) {
                        theories.add(Mark.of(x, theory, ""));
                    }
                    rows.add(row(
                            name,
                            x,
                            series,
                            estimate,
                            parameter.ciLow(),
                            parameter.ciHigh(),
                            theory,
                            finite(ofKernel)));
                }
            }
            if (!measured.isEmpty()) {
                panels.add(new Figure.Panel(
                        name,
                        axis(key, scale),
                        axis(name, AxisScale.LINEAR),
                        axis("", AxisScale.LINEAR),
                        null,
                        List.of(
                                layer(LayerStyle.DASHED, "theory", LayerColor.BLACK, LayerRole.BESIDE, theories),
                                layer(LayerStyle.CROSSES, "kernel", LayerColor.AUTO, LayerRole.BESIDE, kernels),
                                layer(LayerStyle.POINTS, "measured", LayerColor.AUTO, LayerRole.MAIN, measured))));
            }
        }
        if (panels.isEmpty()) {
            return Optional.empty();
        }
        String fit = groups.get(0).group().spec().name();
        return Optional.of(new ReportChart(
                "Exponents against " + key + ": " + fit,
                "Each point is the law of one group with its 95 % interval, beside the theory and the kernel.",
                new Figure("Exponents against " + key, fit, List.of(), Math.min(2, panels.size()), panels),
                new HtmlTable(
                        List.of("parameter", key, "group", "measured", "low", "high", "theory", "kernel"), rows)));
    }

    static AxisSpec axis(String label, AxisScale scale) {
        return new AxisSpec(label, scale, AxisEnd.AUTO, AxisEnd.AUTO);
    }

    static Figure.Layer layer(LayerStyle style, String label, LayerColor color, LayerRole role, List<Mark> marks) {
        return new Figure.Layer(style, label, color, role, marks);
    }

    /** Local times against the density of their region, one line a frequency. */
    private Optional<ReportPart> density(List<FitJob.Fitted> groups) {
        List<Figure.Panel> panels = new ArrayList<>();
        List<List<Object>> rows = new ArrayList<>();
        for (FitJob.Fitted fit : groups.subList(0, Math.min(MOST_PANELS, groups.size()))) {
            FitGroup group = fit.group();
            TreeMap<Double, TreeMap<Double, List<ChartPoint>>> byFrequency = new TreeMap<>();
            Report.points(group, ConvergenceChart.Across.FREQUENCY, point -> null).stream()
                    .filter(ChartPoint::isMeasured)
                    .forEach(point -> byFrequency
                            .computeIfAbsent(point.x(), x -> new TreeMap<>())
                            .computeIfAbsent(rounded(point.density()), p -> new ArrayList<>())
                            .add(point));
            byFrequency.values().removeIf(densities -> densities.size() < 2);
            List<Mark> marks = new ArrayList<>();
            for (double frequency : some(List.copyOf(byFrequency.keySet()), MOST_FREQUENCIES)) {
                Objects.requireNonNull(byFrequency.get(frequency)).forEach((density, points) -> {
                    double[] ends = quartiles(points);
                    if (ends.length == 3 && ends[1] > 0) {
                        marks.add(
                                new Mark(density, ends[1], StoredPoint.shown(frequency), ends[0], ends[2], Double.NaN));
                        rows.add(row(group.keyText(), frequency, density, ends[1], ends[0], ends[2], points.size()));
                    }
                });
            }
            if (!marks.isEmpty()) {
                panels.add(new Figure.Panel(
                        group.keyText(),
                        axis("density p of the region", AxisScale.LOG),
                        axis(group.label(), AxisScale.LOG),
                        axis("frequency κ", AxisScale.LINEAR),
                        null,
                        List.of(
                                layer(
                                        LayerStyle.LINES,
                                        "κ = " + LayerSpec.SERIES,
                                        LayerColor.AUTO,
                                        LayerRole.BESIDE,
                                        lines(marks)),
                                layer(
                                        LayerStyle.POINTS,
                                        "κ = " + LayerSpec.SERIES,
                                        LayerColor.AUTO,
                                        LayerRole.MAIN,
                                        marks))));
            }
        }
        return panels.isEmpty()
                ? Optional.empty()
                : Optional.of(new ReportChart(
                        "Local convergence against the density",
                        "The median time to learn a region, with the quartiles over seeds and regions, against how"
                                + " closely the region is sampled. A law with b = 1 falls by half where the density"
                                + " doubles. Medians that half of the seeds did not reach are left out.",
                        new Figure(
                                "Local convergence against the density",
                                groups.get(0).group().spec().name(),
                                List.of(),
                                columns(panels.size()),
                                panels),
                        new HtmlTable(
                                List.of(
                                        "group",
                                        "frequency",
                                        "density",
                                        "median",
                                        "quartile",
                                        "upper quartile",
                                        "times"),
                                rows)));
    }

    /** A density to three digits, as pictures show it. */
    private static double rounded(double density) {
        return new BigDecimal(density).round(new MathContext(3)).doubleValue();
    }

    static int columns(int panels) {
        return Math.min(3, (int) Math.ceil(Math.sqrt(panels)));
    }

    private static List<Mark> lines(List<Mark> marks) {
        return marks.stream()
                .map(mark -> Mark.of(mark.x(), mark.y(), mark.series()))
                .toList();
    }

    /** Quartiles and median of times; empty where half of them were not reached. */
    private static double[] quartiles(List<ChartPoint> points) {
        double[] times = points.stream()
                .mapToDouble(point -> {
                    Double upper = point.upper();
                    return upper == null
                            ? Double.POSITIVE_INFINITY
                            : point.lower() > 0 ? Math.sqrt(point.lower() * upper) : upper;
                })
                .sorted()
                .toArray();
        double median = times[times.length / 2];
        double high = times[3 * (times.length - 1) / 4];
        return Double.isInfinite(median)
                ? new double[0]
                : new double[] {times[(times.length - 1) / 4], median, Double.isInfinite(high) ? median : high};
    }

    /** Some of a list, evenly, with its ends. */
    static <T> List<T> some(List<T> all, int most) {
        if (all.size() <= most) {
            return all;
        }
        List<T> some = new ArrayList<>();
        for (int i = 0; i < most; i++) {
            some.add(all.get((int) Math.round(i * (all.size() - 1.0) / (most - 1))));
        }
        return some;
    }

    private void ratios(List<ReportPart> parts) {
        Report.ratioRows(fits).forEach((rows, name) -> {
            if (!new KernelRatioTable(rows).text().isEmpty()) {
                parts.add(new KernelRatios(
                        "Measured over predicted: " + name,
                        "Median over seeds of measured times over the kernel's own on the same samples; 1 is infinite"
                                + " width. Orange is slower than the kernel, blue is faster. The sign > marks a lower"
                                + " bound, where half of the seeds or more did not get there.",
                        new KernelRatioTable(rows)));
            }
        });
    }

    private Optional<ReportPart> tests() {
        List<List<Object>> rows = new ArrayList<>();
        for (FitJob.Fitted fit : fits) {
            for (TestRow test : new FitRows(sweep, fit).tests()) {
                if (test.chance().adjustedP() != null) {
                    rows.add(row(
                            test.fit(),
                            test.groupKeys(),
                            test.hypothesis(),
                            test.source(),
                            test.chance().adjustedP(),
                            test.chance().fewCells() ? "few cells: confirms nothing" : ""));
                }
            }
        }
        return rows.isEmpty()
                ? Optional.empty()
                : Optional.of(new ReportTable(
                        "Could it be?",
                        "p of each hypothesis, adjusted for all of its group (Holm). Below 0.05 the data are against it.",
                        new HtmlTable(List.of("fit", "group", "hypothesis", "source", "p", "remark"), rows),
                        false));
    }

    private Optional<ReportPart> influence() {
        List<InfluenceRow> all = fits.stream()
                .flatMap(fit -> new FitRows(sweep, fit).influence().stream())
                .toList();
        List<List<Object>> rows = all.stream()
                .filter(row -> row.change() != null)
                .sorted(Comparator.comparingDouble(
                        (InfluenceRow row) -> -Math.abs(Objects.requireNonNull(row.change()))))
                .limit(MOST_CELLS)
                .map(row -> row(row.fit(), row.groupKeys(), row.place(), row.parameter(), row.without(), row.change()))
                .toList();
        return rows.isEmpty()
                ? Optional.empty()
                : Optional.of(new ReportTable(
                        "Influence of single cells",
                        "The estimate without a cell, and how far the cell moves it in standard errors. The "
                                + rows.size() + " largest of " + all.size() + " stand here.",
                        new HtmlTable(
                                List.of(
                                        "fit",
                                        "group",
                                        "cell",
                                        "parameter",
                                        "estimate without it",
                                        "moves it by (s.e.)"),
                                rows),
                        false));
    }
}
