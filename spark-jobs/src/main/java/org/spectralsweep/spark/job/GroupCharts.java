package org.spectralsweep.spark.job;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.fit.FitResult;
import org.spectralsweep.fit.FitStatus;
import org.spectralsweep.fit.ParameterEstimate;
import org.spectralsweep.spark.figure.AxisScale;
import org.spectralsweep.spark.figure.LayerColor;
import org.spectralsweep.spark.figure.LayerSpec;
import org.spectralsweep.spark.figure.LayerStyle;
import org.spectralsweep.spark.report.ConvergenceChart;
import org.spectralsweep.spark.report.Figure;
import org.spectralsweep.spark.report.HtmlTable;
import org.spectralsweep.spark.report.LayerRole;
import org.spectralsweep.spark.report.Mark;
import org.spectralsweep.spark.report.OverlaidGroups;
import org.spectralsweep.spark.report.ReportChart;
import org.spectralsweep.spark.report.ReportPart;

/** The groups of a fit side by side: their laws in one plot, and their exponents against what they differ in. */
final class GroupCharts {
    private static final String OVERLAID = "picture-groups";
    private static final String EXPONENTS = "picture-exponents";

    /** Of more groups, some evenly chosen ones are overlaid. */
    private static final int MOST_OVERLAID = 8;

    /** Numbers that differ by a larger factor stand on a logarithmic axis. */
    private static final double WIDE = 20;

    private final List<FitJob.Fitted> groups;
    private final String suffix;

    /**
     * Charts of groups.
     *
     * @param groups all of one fit
     * @param suffix of the names of its pictures
     */
    GroupCharts(List<FitJob.Fitted> groups, String suffix) {
        this.groups = groups;
        this.suffix = suffix;
    }

    /** The groups in one picture, with a table of their exponents under it; empty for a single group. */
    Optional<ReportPart> overlaid() {
        if (groups.size() < 2) {
            return Optional.empty();
        }
        List<FitJob.Fitted> shown = Panels.some(groups, MOST_OVERLAID);
        Set<String> columns = groups.get(0).group().keys().keySet();
        String column = columns.size() == 1 ? columns.iterator().next() : "";
        List<ConvergenceChart> charts = new ArrayList<>();
        for (FitJob.Fitted fit : shown) {
            Report.picture("", List.of(fit))
                    .charts()
                    .forEach(chart -> charts.add(
                            chart.titled(column.isEmpty() ? fit.group().keyText() : valueOf(fit, column))));
        }
        List<Figure.Panel> panels = new OverlaidGroups(column, charts).panels();
        if (panels.isEmpty()) {
            return Optional.empty();
        }
        FitGroup first = groups.get(0).group();
        String title = "Groups side by side: " + first.spec().name();
        return Optional.of(new ReportChart(
                OVERLAID + suffix,
                title,
                "Medians over seeds with their quartiles, and each group's law with its 95 % band. Groups that would hide"
                        + " each other stand a little beside their place."
                        + (groups.size() > shown.size()
                                ? " " + shown.size() + " of " + groups.size() + " groups are drawn."
                                : "")
                        + (first.spec().response().isTime() && first.flowTime() ? " " + LawCaption.FLOW_TIME : ""),
                new Figure(
                        title, groups.get(0).measured().law().text(), List.of(), Panels.columns(panels.size()), panels),
                exponents(groups),
                key()));
    }

    private static String valueOf(FitJob.Fitted fit, String column) {
        return StoredPoint.shown(Objects.requireNonNullElse(fit.group().keys().get(column), ""));
    }

    /** The groups with their exponents, as short texts. */
    private List<List<String>> key() {
        List<String> keys = List.copyOf(groups.get(0).group().keys().keySet());
        List<String> names = groups.get(0).measured().law().shapes();
        List<List<String>> rows = new ArrayList<>();
        List<String> heading = new ArrayList<>(keys);
        names.forEach(name -> heading.add(name + " [95 % interval]"));
        heading.add("times");
        rows.add(heading);
        for (FitJob.Fitted fit : groups) {
            List<String> row = new ArrayList<>();
            keys.forEach(key -> row.add(valueOf(fit, key)));
            for (String name : names) {
                row.add(shapes(fit.measured()).stream()
                        .filter(parameter -> parameter.isOf(name))
                        .flatMap(parameter -> Stream.ofNullable(LawSentences.interval(parameter)))
                        .collect(Collectors.joining("; ")));
            }
            FitResult measured = fit.measured();
            row.add(measured.points() + (measured.censored() > 0 ? ", " + measured.censored() + " censored" : ""));
            rows.add(row);
        }
        return rows;
    }

    /** Every parameter that is not a factor, with the groups' keys as columns. */
    static HtmlTable exponents(List<FitJob.Fitted> fits) {
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
                rows.add(Panels.row(row.toArray()));
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

    /** Each parameter against every number in which the groups differ. */
    List<ReportPart> covariates() {
        List<ReportPart> parts = new ArrayList<>();
        for (String key : groups.get(0).group().keys().keySet()) {
            Set<Double> numbers = new TreeSet<>();
            groups.forEach(fit -> numbers.add(number(fit, key)));
            if (numbers.size() >= 2 && numbers.stream().noneMatch(number -> number.isNaN())) {
                covariate(key).ifPresent(parts::add);
            }
        }
        return parts;
    }

    private static double number(FitJob.Fitted fit, String key) {
        return StoredRow.number(fit.group().keys().getOrDefault(key, ""));
    }

    private Optional<ReportPart> covariate(String key) {
        double[] places =
                groups.stream().mapToDouble(fit -> number(fit, key)).sorted().toArray();
        AxisScale scale =
                places[0] > 0 && places[places.length - 1] > WIDE * places[0] ? AxisScale.LOG : AxisScale.LINEAR;
        List<Figure.Panel> panels = new ArrayList<>();
        List<List<Object>> rows = new ArrayList<>();
        boolean theory = false;
        boolean kernel = false;
        for (String name : groups.get(0).measured().law().shapes()) {
            Exponent of = new Exponent(key, name);
            groups.forEach(of::add);
            rows.addAll(of.rows);
            if (!of.measured.isEmpty()) {
                theory |= !of.theories.isEmpty();
                kernel |= !of.kernels.isEmpty();
                panels.add(of.panel(scale));
            }
        }
        if (panels.isEmpty()) {
            return Optional.empty();
        }
        String fit = groups.get(0).group().spec().name();
        String beside = theory && kernel
                ? " The dashed line is the theory, and crosses are the kernel."
                : theory ? " The dashed line is the theory." : kernel ? " Crosses are the kernel." : "";
        return Optional.of(new ReportChart(
                EXPONENTS + "-" + Panels.fileName(key) + suffix,
                "Exponents against " + key + ": " + fit,
                "Each point is the law of one group with its 95 % interval. Exponents have no unit." + beside,
                new Figure(
                        "Exponents against " + key,
                        groups.get(0).measured().law().text(),
                        List.of(),
                        Math.min(2, panels.size()),
                        panels),
                new HtmlTable(
                        List.of("parameter", key, "group", "measured", "low", "high", "theory", "kernel"), rows)));
    }

    /** One parameter of all groups against one of their keys. */
    private static final class Exponent {
        private final String key;
        private final String name;
        private final List<Mark> measured = new ArrayList<>();
        private final List<Mark> kernels = new ArrayList<>();
        private final List<Mark> theories = new ArrayList<>();
        private final List<List<Object>> rows = new ArrayList<>();
        private String others = "";

        Exponent(String key, String name) {
            this.key = key;
            this.name = name;
        }

        void add(FitJob.Fitted fit) {
            Map<String, String> keys = new LinkedHashMap<>(fit.group().keys());
            double x = StoredRow.number(Objects.requireNonNull(keys.remove(key)));
            others = keys.size() == 1 ? keys.keySet().iterator().next() : "";
            String series = others.isEmpty()
                    ? keys.entrySet().stream()
                            .map(other -> other.getKey() + " = " + other.getValue())
                            .collect(Collectors.joining(", "))
                    : StoredPoint.shown(Objects.requireNonNull(keys.get(others)));
            for (ParameterEstimate parameter : fit.measured().parameters()) {
                if (parameter.name().equals(name)) {
                    add(fit, parameter, x, series);
                }
            }
        }

        private void add(FitJob.Fitted fit, ParameterEstimate parameter, double x, String series) {
            Double theory = parameter.in(fit.group().theory());
            FitResult kernel = fit.kernel();
            double ofKernel = kernel == null ? Double.NaN : kernel.estimateOrNaN(name);
            Double estimate = parameter.estimate();
            Double low = parameter.ciLow();
            Double high = parameter.ciHigh();
            if (estimate != null) {
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
            rows.add(Panels.row(name, x, series, estimate, low, high, theory, finite(ofKernel)));
        }

        Figure.Panel panel(AxisScale scale) {
            List<Figure.Layer> layers = new ArrayList<>();
            if (!theories.isEmpty()) {
                layers.add(Panels.layer(LayerStyle.DASHED, "theory", LayerColor.BLACK, LayerRole.BESIDE, theories));
            }
            if (!kernels.isEmpty()) {
                layers.add(Panels.layer(LayerStyle.CROSSES, "kernel", LayerColor.AUTO, LayerRole.BESIDE, kernels));
            }
            layers.add(Panels.layer(
                    LayerStyle.POINTS,
                    others.isEmpty() ? "measured" : others + " = " + LayerSpec.SERIES,
                    LayerColor.AUTO,
                    LayerRole.MAIN,
                    measured));
            return new Figure.Panel(
                    name,
                    Panels.axis(key, scale),
                    Panels.axis("exponent " + name, AxisScale.LINEAR),
                    Panels.axis(others, AxisScale.LINEAR),
                    null,
                    layers);
        }
    }
}
