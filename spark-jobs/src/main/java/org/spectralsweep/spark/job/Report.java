package org.spectralsweep.spark.job;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.Counted;
import org.spectralsweep.fit.Competition;
import org.spectralsweep.fit.FittedLaw;
import org.spectralsweep.fit.LawScope;
import org.spectralsweep.fit.MeasuredValue;
import org.spectralsweep.fit.Response;
import org.spectralsweep.law.Law;
import org.spectralsweep.spark.conf.SweepFit;
import org.spectralsweep.spark.report.ChartPoint;
import org.spectralsweep.spark.report.CompetitionTable;
import org.spectralsweep.spark.report.ConvergenceChart;
import org.spectralsweep.spark.report.ConvergencePicture;
import org.spectralsweep.spark.report.ExponentTable;
import org.spectralsweep.spark.report.KernelRatioTable;
import org.spectralsweep.spark.report.PictureStyle;
import org.spectralsweep.spark.report.TestTable;
import org.spectralsweep.sweep.FitSpec;

/**
 * What a person reads at the end of a command.
 *
 * @param table exponents with intervals beside theory, and measured times over the kernel's, or the table of a figure;
 *     empty if there are no fits
 * @param pictures the files that were drawn
 * @param remarks clear sentences
 */
public record Report(String table, List<String> pictures, List<String> remarks) {
    private static final String FIGURE = "figure";
    private static final int LONGEST_NAME = 30;

    /** Copies the lists. */
    public Report {
        pictures = List.copyOf(pictures);
        remarks = List.copyOf(remarks);
    }

    /** Prints the fits, and draws the groups of the first of them for a screen. */
    public static Report of(ResultsFolder results, List<FitJob.Fitted> fits) throws IOException {
        return of(results, fits, PictureStyle.SCREEN);
    }

    /** Prints the fits, and draws the groups of the first of them into the results folder. */
    public static Report of(ResultsFolder results, List<FitJob.Fitted> fits, PictureStyle style) throws IOException {
        List<String> remarks = new ArrayList<>();
        List<String> pictures = new ArrayList<>();
        if (fits.stream().anyMatch(fit -> !fit.group().flowTime())) {
            remarks.add(
                    "Laws are for steps where an optimiser (momentum, sign descent, Adam) of a fit has no gradient-flow"
                            + " time.");
        }
        List<FitGroup> groups = fits.stream().map(FitJob.Fitted::group).toList();
        groups.stream()
                .filter(group -> group.leftOut().lost() > 0)
                .forEach(group -> remarks.add(String.format(
                        Locale.ROOT,
                        group.spec().response().isTime()
                                ? "Left out of '%s': %s that diverged trials never reached; divergence says nothing"
                                        + " about a later time."
                                : "Left out of '%s': %s of diverged trials.",
                        group.spec().name(),
                        Counted.of(
                                group.leftOut().lost(), group.spec().response().isTime() ? "time" : "value"))));
        Optional.of(FitRemark.of(groups)).filter(remark -> !remark.isEmpty()).ifPresent(remarks::add);
        String exponents = new ExponentTable(fits.stream().map(Report::row).toList()).text();
        String ratios = ratios(fits);
        StringJoiner parts = new StringJoiner("\n");
        Stream.of(exponents, tests(fits), competitions(fits), ratios)
                .filter(part -> !part.isEmpty())
                .forEach(parts::add);
        String table = parts.toString();
        Set<String> drawn = new HashSet<>();
        if (!fits.isEmpty()) {
            List<String> files = style.files(LawCharts.PICTURE);
            ConvergencePicture picture = picture(results.sweep(), fits);
            String caption = picture.charts().isEmpty()
                    ? ""
                    : LawCaption.of(picture.figure(), fits.get(0).group());
            Optional<String> problem = Drawings.draw(
                    results.store(), files, folder -> picture.write(folder, LawCharts.PICTURE, style, caption));
            problem.ifPresentOrElse(remarks::add, () -> {
                pictures.add(results.location() + "/" + style.listed(LawCharts.PICTURE));
                drawn.addAll(files);
            });
        }
        Conclusions.keepPictures(results.store(), drawn);
        return new Report(table, pictures, remarks.stream().distinct().toList());
    }

    /** Prints the table of a figure, and draws the figure into the results folder for a screen. */
    public static Report of(ResultsFolder results, FigureJob.Made made) {
        return of(results, made, PictureStyle.SCREEN);
    }

    /** Prints the table of a figure, and draws the figure into the results folder. */
    public static Report of(ResultsFolder results, FigureJob.Made made, PictureStyle style) {
        List<String> remarks = new ArrayList<>(made.remarks());
        List<String> pictures = new ArrayList<>();
        List<String> files = new ArrayList<>(style.files(FIGURE));
        files.add(FIGURE + ".csv");
        Optional<String> problem =
                Drawings.draw(results.store(), files, folder -> made.figure().write(folder, FIGURE, style));
        problem.ifPresent(remarks::add);
        boolean drawn = problem.isEmpty() && !made.figure().panels().isEmpty();
        String table = results.location() + "/" + FIGURE + ".csv";
        pictures.add(drawn ? results.location() + "/" + style.listed(FIGURE).replaceFirst("\\}$", ",csv}") : table);
        if (drawn && style.formats().size() == 1) {
            pictures.add(table);
        }
        return new Report(
                made.figure().text(), pictures, remarks.stream().distinct().toList());
    }

    private static String ratios(List<FitJob.Fitted> fits) {
        Map<List<KernelRatioTable.Row>, String> names = ratioRows(fits);
        StringJoiner text = new StringJoiner("\n");
        names.forEach((rows, name) -> {
            String table = new KernelRatioTable(rows).text();
            if (!table.isEmpty()) {
                text.add((names.size() > 1 ? name + "\n" : "") + table);
            }
        });
        return text.toString();
    }

    /** The rows of each fit with its name, those of equal rows once. */
    static Map<List<KernelRatioTable.Row>, String> ratioRows(List<FitJob.Fitted> fits) {
        Map<List<KernelRatioTable.Row>, String> names = new LinkedHashMap<>();
        for (int from = 0, to; from < fits.size(); from = to) {
            FitSpec spec = fits.get(from).group().spec();
            List<KernelRatioTable.Row> rows = new ArrayList<>();
            for (to = from; to < fits.size() && fits.get(to).group().spec().equals(spec); to++) {
                rows.addAll(ratios(fits.get(to).group()));
            }
            names.putIfAbsent(rows, spec.name());
        }
        return names;
    }

    private static List<KernelRatioTable.Row> ratios(FitGroup group) {
        // The time to another level lies between two checkpoints, and the kernel's is interpolated.
        if (group.spec().response().needsCurves()) {
            return List.of();
        }
        // Regions whose densities read the same are one row.
        Map<Double, Double> read = new HashMap<>();
        Map<Double, List<ChartPoint>> byDensity =
                points(group, ConvergenceChart.Across.FREQUENCY, time -> null).stream()
                        .collect(Collectors.groupingBy(
                                point -> read.computeIfAbsent(
                                        point.density(), density -> Double.valueOf(density(point))),
                                TreeMap::new,
                                Collectors.toList()));
        List<KernelRatioTable.Row> rows = new ArrayList<>();
        byDensity.forEach((density, points) -> {
            StringJoiner label = new StringJoiner(", ");
            if (!group.keys().isEmpty()) {
                label.add(group.keyText());
            }
            if (byDensity.size() > 1) {
                label.add("p = " + density(points.get(0)));
            }
            rows.add(new KernelRatioTable.Row(label.toString(), points));
        });
        return rows;
    }

    private static String density(ChartPoint point) {
        return String.format(Locale.ROOT, "%.3g", point.density());
    }

    private static String tests(List<FitJob.Fitted> fits) {
        List<TestTable.Row> rows = new ArrayList<>();
        for (FitJob.Fitted fit : fits) {
            fit.tests().forEach(test -> rows.add(new TestTable.Row(label(fit.group()), test.source(), test.test())));
            fit.between()
                    .forEach(test ->
                            rows.add(new TestTable.Row(fit.group().spec().name(), test.source(), test.test())));
        }
        return new TestTable(rows).text();
    }

    private static String competitions(List<FitJob.Fitted> fits) {
        StringJoiner text = new StringJoiner("\n");
        for (FitJob.Fitted fit : fits) {
            Competition competition = fit.competition();
            if (competition != null) {
                text.add(new CompetitionTable(label(fit.group()), competition).text());
            }
        }
        return text.toString();
    }

    private static ExponentTable.Row row(FitJob.Fitted fit) {
        return new ExponentTable.Row(
                label(fit.group()),
                fit.measured(),
                fit.leastSquares(),
                fit.group().theory(),
                fit.kernel());
    }

    static String label(FitGroup group) {
        StringJoiner label = new StringJoiner(", ");
        label.add(group.spec().name());
        double[] window = group.window(LawScope.FREQUENCY);
        if (window != null && group.keys().isEmpty()) {
            label.add(String.format(Locale.ROOT, "κ = %.0f..%.0f", window[0], window[1]));
        }
        if (!group.keys().isEmpty()) {
            label.add(group.keyText());
        }
        group.steps().ifPresent(label::add);
        return label.toString();
    }

    /** The groups of the first fit, each in its own panel. */
    static ConvergencePicture picture(String sweep, List<FitJob.Fitted> fits) {
        SweepFit first = fits.get(0).group().fit();
        List<ConvergenceChart> charts = new ArrayList<>();
        for (FitJob.Fitted fit : fits) {
            FitGroup group = fit.group();
            ConvergenceChart.Across across = ConvergenceChart.Across.column(group.across());
            double[] window = group.window(across.column());
            if (group.fit().equals(first) && window != null) {
                Fitted fitted = new Fitted(fit);
                charts.add(new ConvergenceChart(
                        group.keyText(),
                        group.label(),
                        points(group, across, fitted::at),
                        fit.law(),
                        group.theory(),
                        window[0],
                        window[1],
                        contest(fit),
                        across));
            }
        }
        return new ConvergencePicture(sweep, charts);
    }

    private static ConvergenceChart.Contest contest(FitJob.Fitted fit) {
        Competition competition = fit.competition();
        Law winner = competition == null || competition.verdict().winner() == null
                ? null
                : competition.verdict().winner().law();
        List<ConvergenceChart.Rival> rivals = new ArrayList<>();
        for (int i = 0; i < fit.rivals().size(); i++) {
            FittedLaw rival = fit.rivals().get(i);
            String name = fit.group().spec().rivals().get(i);
            int rank = place(competition, rival);
            rivals.add(new ConvergenceChart.Rival(
                    name.length() > LONGEST_NAME ? "law " + rank : name,
                    rival,
                    rival.result().law().equals(winner)));
        }
        return new ConvergenceChart.Contest(fit.measured().law().equals(winner), rivals);
    }

    /** The number of a law in the table of the competition. */
    private static int place(@Nullable Competition competition, FittedLaw law) {
        List<Law> laws = competition == null
                ? List.of()
                : competition.contenders().stream()
                        .map(Competition.Contender::law)
                        .toList();
        return laws.indexOf(law.result().law()) + 1;
    }

    static List<ChartPoint> points(
            FitGroup group, ConvergenceChart.Across across, Function<StoredPoint, @Nullable Double> fitted) {
        List<ChartPoint> points = new ArrayList<>();
        for (StoredPoint time : group.shown()) {
            Response hit = time.response();
            double x = time.number(across.column());
            boolean usable = !(hit instanceof MeasuredValue value) || value.isPositive();
            if (x > 0 && Double.isFinite(x) && time.density() > 0 && usable) {
                points.add(new ChartPoint(
                        x,
                        time.density(),
                        hit.isPredictedOnly() ? Double.NaN : hit.lower(group.flowTime()),
                        hit.upper(group.flowTime()),
                        hit.predicted(group.flowTime()),
                        fitted.apply(time)));
            }
        }
        return points;
    }

    /** What a law says of times. Replicates have the same answer, which is found once. */
    private static final class Fitted {
        private final FittedLaw fitted;
        private final List<String> columns;
        private final List<String> levelColumns;
        private final Map<List<Object>, Double> known = new HashMap<>();

        Fitted(FitJob.Fitted fit) {
            this.fitted = fit.law();
            this.columns = fit.group().law().columns();
            this.levelColumns = fit.group().law().levelColumns();
        }

        /** Null where the law says nothing. */
        @Nullable
        Double at(StoredPoint time) {
            Map<String, Double> covariates = new HashMap<>();
            for (String column : columns) {
                double value = time.number(column);
                if (!Double.isFinite(value)) {
                    return null;
                }
                covariates.put(column, value);
            }
            Map<String, String> levels = new HashMap<>();
            levelColumns.forEach(column -> levels.put(column, time.text(column)));
            double value = known.computeIfAbsent(List.of(covariates, levels), key -> fitted.at(covariates, levels)
                    .value());
            return value > 0 && Double.isFinite(value) ? (Double) value : null;
        }
    }
}
