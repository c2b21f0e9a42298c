package org.spectralsweep.spark.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.spectralsweep.spark.job.BadInput;
import org.spectralsweep.spark.job.LastRun;
import org.spectralsweep.spark.job.Plan;
import org.spectralsweep.spark.job.ReportFile;
import org.spectralsweep.spark.job.ResultsFolder;
import org.spectralsweep.spark.job.ShellWord;
import org.spectralsweep.spark.job.ShownTrial;
import org.spectralsweep.spark.job.StatusWords;
import org.spectralsweep.spark.table.PlanStore;
import org.spectralsweep.spark.table.PlannedTrial;
import org.spectralsweep.spark.table.RunRow;
import org.spectralsweep.spark.table.Table;
import org.spectralsweep.spark.table.UnitStore;
import org.spectralsweep.trial.TrialStatus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code sweep show}: shows how a sweep went. It reads the tables without Spark, so it answers at once. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = {
            "Show what a sweep found: its laws, the states of its last run's trials, and where tables,",
            "pictures and report are; then failures, warnings and runs.",
            "With --trial, show one trial and draw what its network learned at the steps of keep-weights."
        },
        footer = {
            "",
            "Examples:",
            "  sweep show results/quickstart",
            "  sweep show results/quickstart --trial 1 --steps 0,end"
        })
final class ShowCommand implements Callable<Integer> {
    private static final int MOST = 10;
    private static final Pattern PICTURE = Pattern.compile("(convergence.*|picture-.*|figure)\\.(png|svg|pdf)");
    private static final StructType COLUMNS = new StructType(Stream.of("trial_id", "status", "warnings", "error")
            .map(Table.TRIALS.schema()::apply)
            .toArray(StructField[]::new));

    @ParentCommand
    private SweepCommand sweep;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "SPEC_OR_RESULTS", description = "A results folder, or the spec it belongs to.")
    private String specOrResults;

    @Mixin
    private SpecOptions options;

    @Mixin
    private TrialOptions one;

    @Override
    public Integer call() throws IOException {
        if (one.stray() != null) {
            throw new BadInput(one.stray() + " needs --trial, since it is about the picture of one trial");
        }
        ResultsFolder results = ResultsFolder.open(options.results(sweep.loader(), specOrResults));
        Damaged.leftOut(spec.commandLine().getErr(), results);
        UnitStore store = results.store();
        Plan plan = LastRun.of(store, sweep.loader()).plan();
        String asked = one.trial();
        if (asked != null) {
            return showOne(results, plan, asked);
        }
        List<PlannedTrial> planned = plan.trials();
        Set<String> ids = planned.stream().map(PlannedTrial::trialId).collect(Collectors.toSet());
        List<Row> all = store.rows(Table.TRIALS.name(), COLUMNS);
        Map<String, Row> byId = new LinkedHashMap<>();
        all.stream().filter(row -> ids.contains(row.getString(0))).forEach(row -> byId.put(row.getString(0), row));
        List<Row> trials = planned.stream()
                .map(trial -> byId.get(trial.trialId()))
                .filter(Objects::nonNull)
                .toList();
        Map<TrialStatus, Integer> byStatus = new EnumMap<>(TrialStatus.class);
        trials.forEach(trial -> byStatus.merge(TrialStatus.valueOf(trial.getString(1)), 1, Integer::sum));

        PrintWriter out = spec.commandLine().getOut();
        out.println(Text.bold(sweep.console().out(), results.sweep()));
        laws(out, store);
        out.printf(Locale.ROOT, "%n  trials  %d (%s)%n", trials.size(), StatusWords.counts(byStatus));
        if (planned.size() > trials.size()) {
            out.printf(
                    Locale.ROOT,
                    "          %d more of the last run are not committed yet%n",
                    planned.size() - trials.size());
        }
        if (all.size() > byId.size()) {
            out.printf(Locale.ROOT, "          %d more have other settings%n", all.size() - byId.size());
        }
        out.printf(Locale.ROOT, "  tables  %s%n", results.location());
        files(out, results);
        counted(
                out,
                "Failures",
                trials.stream().filter(trial -> !trial.isNullAt(3)).map(trial -> trial.getString(3)));
        counted(
                out,
                "Warnings",
                trials.stream()
                        .filter(trial -> !trial.isNullAt(2))
                        .flatMap(trial -> trial.<List<String>>getAs(2).stream()));
        runs(out, store);
        out.flush();
        return SweepCommand.DONE;
    }

    private int showOne(ResultsFolder results, Plan plan, String asked) throws IOException {
        ShownTrial trial = ShownTrial.find(results.store(), plan, asked);
        TrialText text =
                new TrialText(spec.commandLine().getOut(), sweep.console().out());
        text.print(results.sweep(), trial);
        text.picture(results, trial, one.steps(), one.pictures());
        return SweepCommand.DONE;
    }

    /** The pictures and the report in the folder, or how to make a report. */
    private static void files(PrintWriter out, ResultsFolder results) throws IOException {
        List<String> names = results.store().files();
        Map<String, List<String>> pictures = names.stream()
                .filter(name -> PICTURE.matcher(name).matches())
                .sorted(Comparator.comparing(name -> name.substring(0, name.lastIndexOf('.'))))
                .collect(Collectors.groupingBy(
                        name -> name.substring(name.lastIndexOf('.') + 1), TreeMap::new, Collectors.toList()));
        if (!pictures.isEmpty()) {
            // One of its files is enough to find a picture.
            String ending = pictures.keySet().stream()
                    .filter(kind -> kind.equals("png"))
                    .findFirst()
                    .orElse(pictures.keySet().iterator().next());
            String margin = "  images  ";
            for (String name : pictures.getOrDefault(ending, List.of())) {
                out.println(margin + name);
                margin = " ".repeat(margin.length());
            }
        }
        out.println("  report  "
                + (names.contains(ReportFile.NAME)
                        ? results.location() + "/" + ReportFile.NAME
                        : "none yet; make it: sweep report " + ShellWord.quoted(results.location())));
    }

    private static void laws(PrintWriter out, UnitStore store) throws IOException {
        List<String> lines = new FoundLaws(store.rows(Table.FITS)).lines();
        out.println();
        if (lines.isEmpty()) {
            out.println("  No law is fitted here.");
        }
        lines.forEach(line -> out.println("  " + line));
    }

    private static void runs(PrintWriter out, UnitStore store) throws IOException {
        Map<String, Long> sequences = new PlanStore(store).sequences();
        List<RunRow> runs = store.rows(Table.RUNS).stream()
                .sorted(Comparator.comparing((RunRow run) -> sequences.getOrDefault(run.runId(), 0L))
                        .thenComparing(RunRow::startedAt))
                .toList();
        out.println("\nRuns");
        for (RunRow run : runs) {
            int predicted = run.counts().predicted() == null ? 0 : run.counts().predicted();
            int done = run.counts().converged()
                    + run.counts().budgetExhausted()
                    + run.counts().timedOut()
                    + run.counts().diverged()
                    + predicted
                    + run.counts().failed();
            out.printf(
                    Locale.ROOT,
                    "  %s  %s on %s  %s%n",
                    run.runId(),
                    run.source().variant() == null ? "" : run.source().variant(),
                    run.machine().master(),
                    run.finishedAt() == null
                            ? "killed or still running"
                            : done + " trials, " + run.counts().skipped() + " committed before");
        }
    }

    private static void counted(PrintWriter out, String heading, Stream<String> sentences) {
        Map<String, Long> counts =
                sentences.collect(Collectors.groupingBy(s -> s, TreeMap::new, Collectors.counting()));
        if (counts.isEmpty()) {
            return;
        }
        out.println("\n" + heading);
        counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(MOST)
                .forEach(entry -> out.printf(Locale.ROOT, "  %d x %s%n", entry.getValue(), entry.getKey()));
        if (counts.size() > MOST) {
            out.println("  and " + (counts.size() - MOST) + " others");
        }
    }
}
