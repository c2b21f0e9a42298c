package org.spectralsweep.spark.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.spark.job.Advice;
import org.spectralsweep.spark.job.BadInput;
import org.spectralsweep.spark.job.DefaultPictures;
import org.spectralsweep.spark.job.FigureJob;
import org.spectralsweep.spark.job.FitJob;
import org.spectralsweep.spark.job.LastRun;
import org.spectralsweep.spark.job.LoadedSweep;
import org.spectralsweep.spark.job.Plan;
import org.spectralsweep.spark.job.PredictJob;
import org.spectralsweep.spark.job.Report;
import org.spectralsweep.spark.job.ResultsFolder;
import org.spectralsweep.spark.job.RunPlan;
import org.spectralsweep.spark.job.ShellWord;
import org.spectralsweep.spark.job.SpecSource;
import org.spectralsweep.spark.job.SweepCharts;
import org.spectralsweep.spark.job.ViewFiles;
import org.spectralsweep.spark.report.PictureStyle;
import org.spectralsweep.spark.table.PredictionRow;
import org.spectralsweep.spark.table.RunRow;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code sweep fit}: fits the laws again to the committed trials. */
@Command(
        name = "fit",
        mixinStandardHelpOptions = true,
        description = {
            "Fit the laws of a sweep to its committed times, and rewrite the table `fits` and the pictures.",
            "If the spec has a figure, draw it again as well.",
            "With a results folder, laws and trials are those of its last run. With a spec, they are the file's.",
            "Trials in the folder that have other settings are left out."
        },
        footer = {
            "",
            "Examples:",
            "  sweep fit results/quickstart",
            "  sweep fit results/quickstart --picture-format pdf --width-mm 85",
            "  sweep fit results/quickstart --predict \"frequency=20, density=0.5\"",
            "  sweep fit conf/quickstart.yaml --set network.width=512 --out results/narrow"
        })
final class FitCommand implements Callable<Integer> {
    @ParentCommand
    private SweepCommand sweep;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "SPEC_OR_RESULTS", description = "A spec file, or a results folder.")
    private String specOrResults;

    @Option(
            names = "--predict",
            paramLabel = "POINT",
            description = {
                "Ask the laws about a point, as in \"frequency=20, density=0.5\". Repeatable.",
                "The answers are printed and kept in the table `predictions`."
            })
    private List<String> points = List.of();

    @Mixin
    private SpecOptions options;

    @Mixin
    private SparkOptions spark;

    @Mixin
    private PictureOptions pictures;

    @Override
    public Integer call() throws IOException {
        spark.check();
        PictureStyle style = pictures.style();
        PredictJob.check(points);
        LoadedSweep given = SpecOptions.isSpec(specOrResults) ? options.reload(sweep.loader(), specOrResults) : null;
        String location = given != null ? options.results(given) : specOrResults;
        String owner = ResultsFolder.open(location).sweep();
        if (given != null && !given.name().equals(owner)) {
            throw new BadInput(location + " holds the sweep '" + owner + "', not '" + given.name() + "'");
        }
        try (ResultsFolder results = ResultsFolder.lock(location, owner);
                LazySession session = new LazySession(spark, owner)) {
            results.remarks().forEach(remark -> spec.commandLine().getErr().println("warning: " + remark));
            Damaged.leftOut(spec.commandLine().getErr(), results);
            Subject subject = given != null
                    ? new Subject(given, ofSpec(results, given))
                    : ofLastRun(LastRun.of(results.store(), sweep.loader()), location);
            LoadedSweep loaded = subject.loaded();
            Plan plan = subject.plan();
            if (loaded.fits().isEmpty() && loaded.figure() == null) {
                throw new BadInput("the spec of '" + owner + "' has nothing to fit; add a block `fit:` or `figure:`");
            }
            PrintWriter out = spec.commandLine().getOut();
            List<FitJob.Fitted> fits =
                    report(out, results, loaded, plan, session::spark, style).fits();
            predict(out, results, loaded, fits);
            if (loaded.figure() != null) {
                // Laws of stored times need no Spark, but those of curves and the figure's queries do.
                figure(out, results, loaded, plan, session.spark(), style);
            }
            ViewFiles.write(results.store());
            AdviceText.print(out, sweep.console().out(), Advice.of(results, plan, loaded, fits));
        }
        return SweepCommand.DONE;
    }

    /** Asks the laws about the points of {@code --predict}, and prints what they say. */
    private void predict(PrintWriter out, ResultsFolder results, LoadedSweep loaded, List<FitJob.Fitted> fits)
            throws IOException {
        if (points.isEmpty()) {
            return;
        }
        out.println();
        for (PredictJob.Answer answer : PredictJob.run(loaded.name(), results.store(), fits, points)) {
            PredictionRow row = answer.row();
            String interval = row.ciLow() == null || row.ciHigh() == null
                    ? ""
                    : String.format(Locale.ROOT, " [%.4g, %.4g]", row.ciLow(), row.ciHigh());
            out.println(String.format(
                    Locale.ROOT,
                    "%s: %s = %.4g%s at %s%s",
                    row.groupKeys().isEmpty() ? row.fit() : row.fit() + ", " + row.groupKeys(),
                    answer.symbol(),
                    row.estimate(),
                    interval,
                    row.at(),
                    answer.isTime() ? ", in " + row.unit() : ""));
        }
        out.flush();
    }

    /**
     * What was fitted and drawn.
     *
     * @param fits the laws
     * @param charts what was drawn besides the laws; null if it is not kept
     */
    record Reported(List<FitJob.Fitted> fits, @Nullable SweepCharts charts) {
        /** The same without the charts, unless they are needed again: they hold a row of each trial. */
        Reported keepingCharts(boolean needed) {
            return needed ? this : new Reported(fits, null);
        }
    }

    /**
     * Fits the laws, prints them and draws them and what was learned. If the spec has no figure, an earlier spec's is
     * removed.
     *
     * @param session asked for if a law is one of stored curves
     * @param style of the pictures
     */
    static Reported report(
            PrintWriter out,
            ResultsFolder results,
            LoadedSweep loaded,
            Plan plan,
            Supplier<SparkSession> session,
            PictureStyle style)
            throws IOException {
        List<FitJob.Fitted> fits = FitJob.run(loaded.name(), results.store(), plan, loaded.fits(), session);
        Report report = Report.of(results, fits, style);
        if (!report.table().isEmpty()) {
            out.println();
            out.println(report.table());
        }
        report.remarks().forEach(out::println);
        report.pictures().forEach(picture -> out.println("picture: " + picture));
        SweepCharts charts = SweepCharts.of(results, plan, fits);
        DefaultPictures.Drawn drawn = DefaultPictures.draw(results, charts, style);
        drawn.problem().filter(problem -> !report.remarks().contains(problem)).ifPresent(out::println);
        if (!drawn.names().isEmpty()) {
            out.println("more pictures in " + results.location() + ": "
                    + drawn.names().stream().map(style::listed).collect(Collectors.joining(", ")));
        }
        out.flush();
        if (loaded.figure() == null) {
            FigureJob.discard(results);
        }
        return new Reported(fits, charts);
    }

    /** Makes the figure if there is one. It must run after {@link #report}, because its queries may use the fits. */
    static void figure(
            PrintWriter out,
            ResultsFolder results,
            LoadedSweep loaded,
            Plan plan,
            SparkSession session,
            PictureStyle style)
            throws IOException {
        if (loaded.figure() == null) {
            return;
        }
        Report report = Report.of(results, FigureJob.run(session, results, plan, loaded.figure()), style);
        out.println();
        out.println(report.table());
        report.remarks().forEach(out::println);
        report.pictures().forEach(picture -> out.println("figure: " + picture));
        out.flush();
    }

    /**
     * The trials of the given spec. If a file that they name is gone, these are the trials that the same spec had when
     * it ran.
     */
    private Plan ofSpec(ResultsFolder results, LoadedSweep given) throws IOException {
        try {
            LoadedSweep identified = options.identify(sweep.loader(), specOrResults);
            return RunPlan.of(results.store(), identified.work(), false).trialsNow();
        } catch (BadInput e) {
            Optional<Plan> ran = LastRun.ofSpec(results.store(), given);
            if (ran.isEmpty()) {
                throw e;
            }
            return ran.get();
        }
    }

    private Subject ofLastRun(LastRun last, String location) {
        RunRow run = last.run();
        if (run == null) {
            throw new BadInput(
                    last.plan().trials().isEmpty()
                            ? "nothing has run in " + location
                            : "the row of the last run of " + location
                                    + " is missing or damaged, so that its laws are unknown; give its spec: sweep fit SPEC --out "
                                    + ShellWord.quoted(location));
        }
        LoadedSweep loaded =
                SpecOptions.reload(sweep.loader(), location + " (spec of its last run)", SpecSource.of(run.source()));
        return new Subject(loaded, last.plan());
    }

    /** The laws and the figure, and the trials that they are about. */
    private record Subject(LoadedSweep loaded, Plan plan) {}
}
