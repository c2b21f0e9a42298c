package org.spectralsweep.spark.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.spark.api.java.JavaSparkContext;
import org.spectralsweep.spark.data.DataException;
import org.spectralsweep.spark.data.DataFiles;
import org.spectralsweep.spark.job.BadInput;
import org.spectralsweep.spark.job.CostedTrial;
import org.spectralsweep.spark.job.Rerun;
import org.spectralsweep.spark.job.ResultsFolder;
import org.spectralsweep.spark.job.SparkSessions;
import org.spectralsweep.spark.job.TrialFunction;
import org.spectralsweep.spark.table.TrialRow;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code sweep rerun}: trains a stored trial again and says whether its rows come out the same. */
@Command(
        name = "rerun",
        mixinStandardHelpOptions = true,
        description = {
            "Train a stored trial again, here, and say whether its rows are bit-identical or how far they are apart.",
            "The results folder is only read. Exit with code 1 if a row differs."
        },
        footer = {
            "",
            "Examples:",
            "  sweep rerun results/quickstart 0fa3",
            "  sweep rerun results/quickstart 0fa3 --json"
        })
final class RerunCommand implements Callable<Integer> {
    @ParentCommand
    private SweepCommand sweep;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "RESULTS", description = "A results folder.")
    private String location;

    @Parameters(index = "1", paramLabel = "TRIAL_ID", description = "The id of a trial, or the beginning of it.")
    private String id;

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            defaultValue = "",
            description = "Where the files lie that the trial names by relative paths, which is the folder of its spec"
                    + " file (default: the working folder).")
    private String folder;

    @Option(names = "--json", description = "Print one JSON document: what is equal, and how far the rest is apart.")
    private boolean json;

    @Mixin
    private BackendOptions backend;

    @Override
    public Integer call() throws Exception {
        ResultsFolder results = ResultsFolder.open(location);
        TrialRow stored = Rerun.find(results.store(), id);
        PrintWriter out = spec.commandLine().getOut();
        if (!json) {
            out.printf(
                    Locale.ROOT,
                    "trial %s: %s after %,d steps, stored by run %s%n",
                    stored.trialId(),
                    stored.outcome().course().status(),
                    stored.outcome().course().steps(),
                    stored.runId());
            out.flush();
        }
        Rerun rerun = rerun(results, stored);
        RerunReasons reasons = RerunReasons.of(rerun);
        if (json) {
            out.println(RerunJson.of(rerun, reasons));
        } else {
            print(out, rerun, reasons);
        }
        out.flush();
        return rerun.isIdentical() ? SweepCommand.DONE : SweepCommand.FAILED;
    }

    private static void print(PrintWriter out, Rerun rerun, RerunReasons reasons) {
        reasons.others().forEach(out::println);
        reasons.remarks().forEach(out::println);
        if (rerun.isIdentical()) {
            out.println("bit-identical: " + rerun.bits().rows().get("trials") + " row of trials, "
                    + rerun.bits().rows().get("hits") + " of hits, "
                    + rerun.bits().rows().get("measurements") + " of measurements");
        } else {
            rerun.bits().differences().stream()
                    .filter(difference -> difference.startsWith("trials "))
                    .forEach(out::println);
            out.print(DistanceText.of(rerun.distance(), 0));
        }
    }

    private Rerun rerun(ResultsFolder results, TrialRow stored) throws Exception {
        CostedTrial work = Rerun.work(stored);
        backend.check(List.of(work));
        TrialFunction trial = sweep.trial().preparedFor(List.of(work), backend.allowed());
        DataFiles data = new DataFiles(Path.of(folder));
        try {
            data.complete(Rerun.spec(stored));
        } catch (DataException e) {
            throw new BadInput(e.getMessage() + " (--data names the folder of the trial's files)", e);
        }
        if (data.isEmpty()) {
            return Rerun.of(results.store(), stored, trial);
        }
        try (SparkSessions.Session session = SparkSessions.open("rerun", "local[1]")) {
            JavaSparkContext context =
                    JavaSparkContext.fromSparkContext(session.spark().sparkContext());
            return Rerun.of(results.store(), stored, trial.with(context.broadcast(data)));
        }
    }
}
