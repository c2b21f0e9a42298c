package org.spectralsweep.spark.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.spectralsweep.spark.job.Advice;
import org.spectralsweep.spark.job.CostForecast;
import org.spectralsweep.spark.job.CostPrediction;
import org.spectralsweep.spark.job.CostedTrial;
import org.spectralsweep.spark.job.LoadedSweep;
import org.spectralsweep.spark.job.PastCosts;
import org.spectralsweep.spark.job.ResultsFolder;
import org.spectralsweep.spark.job.RunPlan;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code sweep plan}: shows what {@code run} would do. It only reads. */
@Command(
        name = "plan",
        mixinStandardHelpOptions = true,
        description = "Show what `run` would do: trials, how many are committed, predicted time. Changes nothing.",
        footer = {"", "Example: sweep plan conf/quickstart.yaml --variant full"})
final class PlanCommand implements Callable<Integer> {
    private static final int EXAMPLES = 5;

    /** How many seconds a plan may spend on the trials' initial outputs. */
    private static final double START_SECONDS = 2;

    @ParentCommand
    private SweepCommand sweep;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "SPEC", description = "A spec file in YAML.")
    private String file;

    @Mixin
    private SpecOptions options;

    @Mixin
    private BackendOptions backend;

    @Mixin
    private CostOptions costs;

    @Option(names = "--retry", description = "Count failed and timed-out trials as missing.")
    private boolean retry;

    @Override
    public Integer call() throws IOException {
        LoadedSweep loaded = options.load(sweep.loader(), file);
        backend.check(loaded.work());
        String location = options.results(loaded);
        ResultsFolder.requireFor(location, loaded.name());
        RunPlan plan = plan(loaded, location);
        long asked = System.nanoTime();
        CostForecast forecast = sweep.loader().forecast(plan.trainings(), loaded.data());
        double left = CostForecast.SECONDS - (System.nanoTime() - asked) / 1e9;
        List<OptionalDouble> starts =
                sweep.loader().starts(plan.trainings(), loaded.data(), Math.max(0, Math.min(START_SECONDS, left)));
        PastCosts past = costs.past(location);
        CostPrediction prediction = CostPrediction.of(forecast, plan.spectra(), past);
        List<CostedTrial> missing = prediction.within(plan.missing());
        long cells = loaded.work().stream().map(CostedTrial::fitCell).distinct().count();

        PrintWriter out = spec.commandLine().getOut();
        out.println(Text.bold(sweep.console().out(), loaded.name())
                + (loaded.source().variant() == null
                        ? ""
                        : " (variant " + loaded.source().variant() + ")"));
        if (!loaded.description().isEmpty()) {
            out.println(loaded.description());
        }
        out.println();
        out.printf(Locale.ROOT, "  cells      %d%n", cells);
        out.printf(
                Locale.ROOT,
                "  trials     %d: %d committed, %d to run%n",
                loaded.work().size(),
                loaded.work().size() - missing.size(),
                missing.size());
        if (!plan.spectra().isEmpty()) {
            out.printf(
                    Locale.ROOT,
                    "             %d of these only add spectra to rows that are committed%n",
                    plan.spectra().size());
        }
        plan.again()
                .forEach((reason, count) ->
                        out.printf(Locale.ROOT, "             %s again: %s%n", trains(count), reason));
        out.printf(Locale.ROOT, "  engine     %s%n", engines(loaded.work()));
        out.printf(Locale.ROOT, "  predicted  %s%n", CostText.predicted(prediction.total()));
        if (!plan.trainings().isEmpty()) {
            out.printf(Locale.ROOT, "             %s%n", CostText.source(prediction.folders()));
        }
        past.process()
                .ifPresent(beside -> out.printf(
                        Locale.ROOT,
                        "             Java, Spark and files took about %s beside the trials%n",
                        Text.duration(beside)));
        if (forecast.trained() > 0) {
            out.printf(Locale.ROOT, "             %s%n", steps(forecast));
        }
        if (forecast.budget() != null) {
            out.printf(Locale.ROOT, "  budget     %s%n", forecast.budget());
        }
        out.printf(Locale.ROOT, "  results    %s%n", location);
        loaded.warnings()
                .forEach(warning ->
                        out.println("  " + Text.yellow(sweep.console().out(), "warning: " + warning)));
        if (!missing.isEmpty()) {
            out.println();
            out.println("The longest:");
            missing.stream()
                    .sorted(Comparator.comparingDouble(CostedTrial::predictedSeconds)
                            .reversed())
                    .limit(EXAMPLES)
                    .forEach(work -> out.printf(
                            Locale.ROOT,
                            "  %s  %8s  %s%n",
                            work.trialId(),
                            Text.duration(work.predictedSeconds()),
                            work.label()));
        }
        AdviceText.print(out, sweep.console().out(), Advice.of(loaded, forecast, starts));
        return SweepCommand.DONE;
    }

    private RunPlan plan(LoadedSweep loaded, String location) throws IOException {
        if (!ResultsFolder.exists(location)) {
            return RunPlan.fresh(loaded.work());
        }
        ResultsFolder results = ResultsFolder.open(location);
        Damaged.leftOut(spec.commandLine().getErr(), results);
        return RunPlan.of(results.store(), loaded.work(), retry);
    }

    private static String trains(int count) {
        return count == 1 ? "1 trial trains" : count + " trials train";
    }

    /** Says where the numbers of steps come from. */
    private static String steps(CostForecast forecast) {
        if (forecast.predicted() == 0) {
            return "step counts are a rule of thumb, not the kernel's";
        }
        String alike = forecast.alike() == 0 ? "" : " and taken over for " + forecast.alike() + " replicates";
        int known = forecast.predicted() + forecast.alike();
        return "steps predicted by the kernel for " + forecast.predicted() + " of " + forecast.trained() + " trials"
                + alike + (known < forecast.trained() ? ", for the others by a rule of thumb" : "");
    }

    /** {@code circle}, or {@code 8 circle, 4 dense}. */
    private static String engines(List<CostedTrial> work) {
        Map<String, Long> counts =
                work.stream().collect(Collectors.groupingBy(CostedTrial::engine, TreeMap::new, Collectors.counting()));
        return counts.size() == 1
                ? counts.keySet().iterator().next()
                : counts.entrySet().stream()
                        .map(entry -> entry.getValue() + " " + entry.getKey())
                        .collect(Collectors.joining(", "));
    }
}
