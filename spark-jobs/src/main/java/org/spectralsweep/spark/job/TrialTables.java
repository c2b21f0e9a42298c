package org.spectralsweep.spark.job;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.spark.report.HtmlTable;
import org.spectralsweep.spark.report.ReportPart;
import org.spectralsweep.spark.report.ReportTable;
import org.spectralsweep.spark.table.PlanStore;
import org.spectralsweep.spark.table.RunRow;
import org.spectralsweep.spark.table.Table;
import org.spectralsweep.spark.table.TrialRow;
import org.spectralsweep.spark.table.UnitStore;
import org.spectralsweep.trial.TrialStatus;

/** The tables of a report that are about trials and runs: how trials ended, what they cost, and what ran them. */
final class TrialTables {
    private static final int MOST = 20;
    private static final Map<TrialStatus, String> MEANING = Map.of(
            TrialStatus.CONVERGED, "every threshold that ends the trial was reached",
            TrialStatus.BUDGET_EXHAUSTED, "it ran out of steps; its times are censored",
            TrialStatus.TIMED_OUT, "it ran out of timeout-seconds; its times are censored",
            TrialStatus.DIVERGED, "its loss is no longer finite, or grew beyond recovery",
            TrialStatus.PREDICTED, "nothing was to be trained",
            TrialStatus.FAILED, "it threw an error");

    private final List<TrialRow> trials;
    private final int planned;
    private final List<RunRow> runs;

    TrialTables(UnitStore store, List<TrialRow> trials, int planned) throws IOException {
        this.trials = trials;
        this.planned = planned;
        Map<String, Long> sequences = new PlanStore(store).sequences();
        this.runs = store.rows(Table.RUNS).stream()
                .sorted(Comparator.comparing((RunRow run) -> sequences.getOrDefault(run.runId(), 0L))
                        .thenComparing(RunRow::startedAt))
                .toList();
    }

    /** How many trials there are, and how they ended, in a sentence. */
    String sentence() {
        return trials.size() + (planned > trials.size() ? " of " + planned : "") + " trials are done"
                + (trials.isEmpty() ? "." : ": " + StatusWords.counts(counts()) + ".");
    }

    private Map<TrialStatus, Integer> counts() {
        Map<TrialStatus, Integer> counts = new EnumMap<>(TrialStatus.class);
        trials.forEach(trial -> counts.merge(trial.outcome().status(), 1, Integer::sum));
        return counts;
    }

    List<ReportPart> states() {
        List<ReportPart> parts = new ArrayList<>();
        List<List<Object>> rows = new ArrayList<>();
        counts().forEach((status, count) ->
                rows.add(Panels.row(status.name(), count, percent(count, planned), MEANING.get(status))));
        if (planned > trials.size()) {
            int missing = planned - trials.size();
            rows.add(Panels.row("missing", missing, percent(missing, planned), "the plan has it, but no row yet"));
        }
        if (!rows.isEmpty()) {
            parts.add(new ReportTable(
                    "How trials ended",
                    "",
                    new HtmlTable(List.of("state", "trials", "share", "meaning"), rows),
                    false));
        }
        counted(
                parts,
                "Failures",
                "Causes of failed trials.",
                trial -> Stream.ofNullable(trial.outcome().error()));
        counted(parts, "Warnings", "What trials warned of.", trial -> trial.outcome().warnings().stream());
        return parts;
    }

    private static String percent(int some, int all) {
        return String.format(Locale.ROOT, "%.1f %%", 100.0 * some / Math.max(1, all));
    }

    private void counted(
            List<ReportPart> parts, String title, String caption, Function<TrialRow, Stream<String>> sentences) {
        Map<String, Long> counts = trials.stream()
                .flatMap(sentences)
                .collect(Collectors.groupingBy(text -> text, TreeMap::new, Collectors.counting()));
        List<List<Object>> rows = counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(MOST)
                .map(entry -> Panels.row(entry.getValue(), entry.getKey()))
                .toList();
        if (!rows.isEmpty()) {
            parts.add(new ReportTable(
                    title,
                    counts.size() > MOST
                            ? caption + " The most frequent " + MOST + " of " + counts.size() + "."
                            : caption,
                    new HtmlTable(List.of("trials", "text"), rows),
                    false));
        }
    }

    List<ReportPart> cost() {
        List<ReportPart> parts = new ArrayList<>();
        double wall = sum(cost -> cost.wallSeconds());
        Map<String, Double> seconds = new LinkedHashMap<>();
        seconds.put("setup: samples, kernel, spectra, initial weights", sum(TrialRow.Cost::setupSeconds));
        seconds.put("training: updates", sum(cost -> cost.trainingSeconds()));
        seconds.put("metrics", sum(TrialRow.Cost::metricSeconds));
        if (wall > 0) {
            List<List<Object>> rows = new ArrayList<>();
            double rest = wall;
            for (Map.Entry<String, Double> part : seconds.entrySet()) {
                if (part.getValue() > 0) {
                    rest -= part.getValue();
                    rows.add(Panels.row(part.getKey(), part.getValue(), share(part.getValue(), wall)));
                }
            }
            rows.add(Panels.row("everything else", Math.max(0, rest), share(Math.max(0, rest), wall)));
            rows.add(Panels.row("all of it (wall time)", wall, ""));
            double cpu = sum(TrialRow.Cost::cpuSeconds);
            if (cpu > 0) {
                rows.add(Panels.row("processor time of the trials", cpu, share(cpu, wall)));
            }
            rows.add(Panels.row("predicted before the first trial", sum(cost -> cost.predictedSeconds()), ""));
            parts.add(new ReportTable(
                    "Where the seconds of trials went",
                    "Sums over " + trials.size() + " trials.",
                    new HtmlTable(List.of("part", "seconds", "share of wall time"), rows),
                    false));
        }
        List<List<Object>> rows = new ArrayList<>();
        for (RunRow run : runs) {
            RunRow.Cost cost = run.cost();
            if (cost != null) {
                rows.add(Panels.row(
                        run.runId(),
                        cost.predictedCpuSeconds(),
                        cost.predictedCpuLow(),
                        cost.predictedCpuHigh(),
                        cost.trialCpuSeconds(),
                        cost.processCpuSeconds()));
            }
        }
        if (!rows.isEmpty()) {
            parts.add(new ReportTable(
                    "Processor seconds of runs",
                    "A run's prediction was expected to hold between its low and high ends eight times in ten.",
                    new HtmlTable(
                            List.of("run", "predicted", "low", "high", "of trials", "of the driver's process"), rows),
                    false));
        }
        return parts;
    }

    private static String share(double part, double all) {
        return String.format(Locale.ROOT, "%.0f %%", 100 * part / all);
    }

    private double sum(Function<TrialRow.Cost, @Nullable Double> part) {
        return trials.stream()
                .map(trial -> part.apply(trial.outcome().cost()))
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .sum();
    }

    List<ReportPart> provenance() {
        List<List<Object>> rows = new ArrayList<>();
        for (RunRow run : runs) {
            RunRow.Source source = run.source();
            RunRow.Machine machine = run.machine();
            String commit = source.gitCommit() == null ? "" : source.gitCommit();
            rows.add(Panels.row(
                    run.runId(),
                    run.startedAt().toString(),
                    run.finishedAt() == null
                            ? "killed or still running"
                            : run.finishedAt().toString(),
                    source.variant() == null ? "" : source.variant(),
                    source.overrides().replace("\n", ", "),
                    commit.substring(0, Math.min(12, commit.length()))
                            + (Boolean.TRUE.equals(source.gitDirty()) ? " with changes" : ""),
                    machine.jdk(),
                    machine.spark(),
                    machine.blas() == null ? "" : machine.blas(),
                    machine.cpuModel(),
                    machine.master(),
                    machine.cores()));
        }
        List<ReportPart> parts = new ArrayList<>();
        if (!rows.isEmpty()) {
            parts.add(new ReportTable(
                    "Runs",
                    "What ran the trials of this folder.",
                    new HtmlTable(
                            List.of(
                                    "run",
                                    "started",
                                    "finished",
                                    "variant",
                                    "overrides",
                                    "commit",
                                    "JDK",
                                    "Spark",
                                    "libraries",
                                    "CPU",
                                    "master",
                                    "cores"),
                            rows),
                    false));
        }
        Map<String, Integer> engines = new TreeMap<>();
        for (TrialRow trial : trials) {
            TrialRow.Model model = trial.outcome().model();
            String library = model.productLibrary() == null ? "no matrix products" : model.productLibrary();
            engines.merge(
                    model.engine() + ", " + library + ", on " + trial.outcome().host(), 1, Integer::sum);
        }
        if (!engines.isEmpty()) {
            List<List<Object>> kinds = new ArrayList<>();
            new TreeSet<>(engines.keySet())
                    .stream().limit(MOST).forEach(kind -> kinds.add(Panels.row(engines.get(kind), kind)));
            parts.add(new ReportTable(
                    "Engines and machines",
                    "What trained the networks.",
                    new HtmlTable(List.of("trials", "engine, library of its matrix products, host"), kinds),
                    false));
        }
        return parts;
    }
}
