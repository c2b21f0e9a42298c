package org.spectralsweep.spark.job;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.spectralsweep.spark.report.ChartPoint;
import org.spectralsweep.spark.report.ConvergenceChart;
import org.spectralsweep.spark.report.ConvergencePicture;
import org.spectralsweep.spark.report.HtmlTable;
import org.spectralsweep.spark.report.KernelRatioTable;
import org.spectralsweep.spark.report.KernelRatios;
import org.spectralsweep.spark.report.ReportChart;
import org.spectralsweep.spark.report.ReportPart;
import org.spectralsweep.spark.report.ReportTable;
import org.spectralsweep.spark.table.InfluenceRow;
import org.spectralsweep.spark.table.TestRow;

/** The charts and tables that are about laws. A part whose numbers the sweep has not is left out. */
final class LawCharts {
    /** The name of the first law's picture. */
    static final String PICTURE = "convergence";

    private static final int MOST_FITS = 4;
    private static final int MOST_PANELS = 12;
    private static final int MOST_CELLS = 15;

    private final String sweep;
    private final List<FitJob.Fitted> fits;

    LawCharts(String sweep, List<FitJob.Fitted> fits) {
        this.sweep = sweep;
        this.fits = fits;
    }

    List<ReportPart> parts() {
        List<ReportPart> parts = new ArrayList<>();
        List<List<FitJob.Fitted>> byFit = List.copyOf(fits.stream()
                .collect(Collectors.groupingBy(fit -> fit.group().fit(), LinkedHashMap::new, Collectors.toList()))
                .values());
        List<List<FitJob.Fitted>> shown = byFit.subList(0, Math.min(MOST_FITS, byFit.size()));
        List<GroupCharts> groups = new ArrayList<>();
        for (int i = 0; i < shown.size(); i++) {
            // Files of the first fit have plain names.
            String suffix = i == 0 ? "" : "-" + (i + 1);
            law(shown.get(i), suffix).ifPresent(parts::add);
            groups.add(new GroupCharts(shown.get(i), suffix));
        }
        groups.forEach(of -> of.overlaid().ifPresent(parts::add));
        if (!fits.isEmpty()) {
            parts.add(new ReportTable("Exponents", "", GroupCharts.exponents(fits), false));
        }
        groups.forEach(of -> parts.addAll(of.covariates()));
        byFit.stream()
                .filter(of -> of.get(0).group().spec().response().isTime())
                .findFirst()
                .flatMap(DensityChart::of)
                .ifPresent(parts::add);
        ratios(parts);
        tests().ifPresent(parts::add);
        influence().ifPresent(parts::add);
        return parts;
    }

    /** The picture of one fit, with its groups as small multiples. */
    private Optional<ReportPart> law(List<FitJob.Fitted> groups, String suffix) {
        List<FitJob.Fitted> shown = groups.subList(0, Math.min(MOST_PANELS, groups.size()));
        FitGroup first = shown.get(0).group();
        ConvergencePicture picture = Report.picture(sweep, shown);
        if (picture.charts().isEmpty()) {
            return Optional.empty();
        }
        List<List<Object>> rows = new ArrayList<>();
        for (ConvergenceChart chart : picture.charts()) {
            for (ChartPoint point : chart.points()) {
                rows.add(Panels.row(
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
        String caption = LawCaption.of(picture.figure(), first)
                + (groups.size() > shown.size()
                        ? " The first " + shown.size() + " of " + groups.size() + " groups are drawn."
                        : "");
        return Optional.of(new ReportChart(
                PICTURE + suffix,
                what + " against " + across + ": " + first.spec().name(),
                caption,
                picture.figure(),
                new HtmlTable(
                        List.of("group", across, "density", "lower bound", "upper bound", "kernel", "law"), rows)));
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
                    rows.add(Panels.row(
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
                .map(row -> Panels.row(
                        row.fit(), row.groupKeys(), row.place(), row.parameter(), row.without(), row.change()))
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
