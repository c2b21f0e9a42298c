package org.spectralsweep.spark.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.spectralsweep.linalg.OneDnn;
import org.spectralsweep.linalg.OpenBlas;
import org.spectralsweep.spark.job.Advice;
import org.spectralsweep.spark.job.CostPrediction;
import org.spectralsweep.spark.job.CostedTrial;
import org.spectralsweep.spark.job.FitJob;
import org.spectralsweep.spark.job.KeptImages;
import org.spectralsweep.spark.job.Ledger;
import org.spectralsweep.spark.job.LoadedSweep;
import org.spectralsweep.spark.job.Plan;
import org.spectralsweep.spark.job.Progress;
import org.spectralsweep.spark.job.ReportFile;
import org.spectralsweep.spark.job.ResultsFolder;
import org.spectralsweep.spark.job.RunDescription;
import org.spectralsweep.spark.job.RunPlan;
import org.spectralsweep.spark.job.RunSweep;
import org.spectralsweep.spark.job.ShellWord;
import org.spectralsweep.spark.job.SparkSessions;
import org.spectralsweep.spark.job.StatusFile;
import org.spectralsweep.spark.job.SweepCharts;
import org.spectralsweep.spark.job.TrialFunction;
import org.spectralsweep.spark.job.ViewFiles;
import org.spectralsweep.trial.TrialStatus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code sweep run}: does everything, from a spec file to the fitted law. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = {
            "Run the missing trials of a sweep, then fit its laws and draw its figure.",
            "Every trial is committed as it ends. After Ctrl-C, a crash or a kill, the same command resumes."
        },
        footer = {
            "",
            "Examples:",
            "  sweep run conf/quickstart.yaml",
            "  Allow more steps to trials that ran out of them:",
            "    sweep run conf/quickstart.yaml --set max-steps=50000",
            "  Run on a cluster, with a results folder that all its machines see:",
            "    SPARK_HOME=/opt/spark sweep run conf/quickstart.yaml \\",
            "        --master spark://host:7077 --out /shared/quickstart"
        })
final class RunCommand implements Callable<Integer> {
    @ParentCommand
    private SweepCommand sweep;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "SPEC", description = "A spec file in YAML.")
    private String file;

    @Mixin
    private SpecOptions options;

    @Mixin
    private SparkOptions spark;

    @Mixin
    private BackendOptions backend;

    @Mixin
    private CostOptions costs;

    @Mixin
    private PictureOptions pictures;

    @Option(names = "--retry", description = "Run failed and timed-out trials again.")
    private boolean retry;

    @Option(names = "--strict", description = "Exit with code 1 if any trial of the sweep failed.")
    private boolean strict;

    @Option(names = "--report", description = "At the end, make a report: one HTML file in the results folder.")
    private boolean report;

    @Option(
            names = {"-q", "--quiet"},
            description = "Show no progress.")
    private boolean quiet;

    @Override
    public Integer call() throws IOException {
        sweep.interruption().resumes();
        spark.check();
        // What cannot be drawn is refused before hours of training.
        pictures.style();
        LoadedSweep loaded = options.load(sweep.loader().on(spark.master()), file);
        backend.check(loaded.work());
        String location = options.results(loaded);
        PrintWriter err = spec.commandLine().getErr();
        loaded.warnings()
                .forEach(warning -> err.println(Text.yellow(sweep.console().err(), "warning: " + warning)));
        try (ResultsFolder results = ResultsFolder.lock(location, loaded.name());
                StatusFile status = StatusFile.begin(results, loaded.fits())) {
            return run(err, results, loaded, location, status);
        }
    }

    private int run(PrintWriter err, ResultsFolder results, LoadedSweep loaded, String location, StatusFile status)
            throws IOException {
        try (SparkSessions.Session session = spark.open(loaded.name())) {
            results.remarks().forEach(remark -> err.println("warning: " + remark));
            Damaged.setAside(err, results);
            return run(session.spark(), results, loaded, location, status);
        } catch (Exception | Error e) {
            if (!sweep.interruption().isEnding()) {
                status.failed(Failure.of(e).sentence());
            }
            throw e;
        }
    }

    private int run(
            SparkSession session, ResultsFolder results, LoadedSweep loaded, String location, StatusFile status) {
        PrintWriter out = spec.commandLine().getOut();
        try {
            RunSweep.Summary summary = train(session, results, loaded, location, status);
            status.fitting();
            Summaries.print(out, summary, location);
            if (loaded.work().stream().anyMatch(work -> !work.keepWeights().isEmpty())) {
                out.println("what a network learned: sweep show " + ShellWord.quoted(location) + " --trial 1");
            }
            Plan plan = summary.plan();
            FitCommand.Reported reported = FitCommand.report(
                            out, results, loaded, plan, () -> session, pictures.style())
                    .keepingCharts(report);
            List<FitJob.Fitted> fits = reported.fits();
            FitCommand.figure(out, results, loaded, plan, session, pictures.style());
            ViewFiles.write(results.store());
            AdviceText.print(out, sweep.console().out(), Advice.of(results, plan, loaded, fits));
            status.fitted(fits);
            status.finished();
            SweepCharts charts = reported.charts();
            if (charts != null) {
                report(out, ReportCommand.subject(results, loaded, plan, fits, charts));
            }
            return strict && holdsFailures(results, plan) ? SweepCommand.FAILED : SweepCommand.DONE;
        } catch (Exception | Error e) {
            throw Resumable.of(e, results.store());
        }
    }

    /** Writes the page. All else is done, so that a failure is a warning. */
    private static void report(PrintWriter out, ReportFile.Subject subject) {
        try {
            ReportFile.write(subject);
            out.println("report: " + subject.results().location() + "/" + ReportFile.NAME);
        } catch (IOException | RuntimeException e) {
            out.println(
                    "warning: the report could not be written, which `sweep report` tries again: " + e.getMessage());
        }
        out.flush();
    }

    /** Counts failures of earlier runs too: a trial that failed counts as failed until it is run again. */
    private static boolean holdsFailures(ResultsFolder results, Plan plan) throws IOException {
        Map<String, Ledger.Entry> committed = Ledger.of(results.store()).entries();
        return plan.trials().stream()
                .map(trial -> committed.get(trial.trialId()))
                .anyMatch(entry -> entry != null && entry.status() == TrialStatus.FAILED);
    }

    private ConsoleProgress progress(String name, StatusFile status) {
        return new ConsoleProgress(sweep.console(), spec.commandLine().getErr(), name, status.course());
    }

    /** What computes matrix products. */
    private static String products(LoadedSweep loaded) {
        boolean outside = loaded.work().stream().anyMatch(CostedTrial::isNative) && OneDnn.isAvailable();
        return OpenBlas.description() + (outside ? "; " + OneDnn.description() : "");
    }

    private RunSweep.Summary train(
            SparkSession session, ResultsFolder results, LoadedSweep loaded, String location, StatusFile status)
            throws IOException {
        KeptImages.keep(results.store(), loaded);
        RunPlan plan = RunPlan.of(results.store(), loaded.work(), retry);
        CostPrediction prediction = CostPrediction.of(
                sweep.loader().forecast(plan.trainings(), loaded.data()),
                plan.spectra(),
                costs.past(results.location()));
        List<CostedTrial> work = prediction.within(loaded.work());
        JavaSparkContext context = JavaSparkContext.fromSparkContext(session.sparkContext());
        RunDescription description = new RunDescription(
                loaded.name(), loaded.source(), products(loaded), OpenBlas.threads(), prediction.total());
        TrialFunction prepared = sweep.trial().preparedFor(plan.missing(), backend.allowed());
        TrialFunction trial = loaded.data().isEmpty() ? prepared : prepared.with(context.broadcast(loaded.data()));
        if (quiet) {
            return new RunSweep(context, results.store(), status).run(description, work, trial, retry);
        }
        if (!plan.missing().isEmpty()) {
            PrintWriter err = spec.commandLine().getErr();
            err.println("watch it from anywhere: sweep status " + ShellWord.quoted(location) + " --watch");
            err.flush();
        }
        try (ConsoleProgress progress = progress(loaded.name(), status)) {
            return new RunSweep(context, results.store(), Progress.both(status, progress))
                    .run(description, work, trial, retry);
        }
    }
}
