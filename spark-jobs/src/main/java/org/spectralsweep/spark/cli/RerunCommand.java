package org.spectralsweep.spark.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.spark.api.java.JavaSparkContext;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.linalg.OpenBlas;
import org.spectralsweep.spark.data.DataException;
import org.spectralsweep.spark.data.DataFiles;
import org.spectralsweep.spark.job.BadInput;
import org.spectralsweep.spark.job.CostedTrial;
import org.spectralsweep.spark.job.Processor;
import org.spectralsweep.spark.job.Rerun;
import org.spectralsweep.spark.job.ResultsFolder;
import org.spectralsweep.spark.job.SparkSessions;
import org.spectralsweep.spark.job.TrialFunction;
import org.spectralsweep.spark.table.RunRow;
import org.spectralsweep.spark.table.TrialRow;
import org.spectralsweep.trial.TrialId;
import org.spectralsweep.trial.TrialStatus;
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
        footer = {"", "Example:", "  sweep rerun results/quickstart 0fa3"})
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

    @Mixin
    private BackendOptions backend;

    @Override
    public Integer call() throws Exception {
        ResultsFolder results = ResultsFolder.open(location);
        TrialRow stored = Rerun.find(results.store(), id);
        PrintWriter out = spec.commandLine().getOut();
        out.printf(
                Locale.ROOT,
                "trial %s: %s after %,d steps, stored by run %s%n",
                stored.trialId(),
                stored.outcome().course().status(),
                stored.outcome().course().steps(),
                stored.runId());
        out.flush();
        Rerun rerun = rerun(results, stored);
        machines(out, rerun);
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
        out.flush();
        return rerun.isIdentical() ? SweepCommand.DONE : SweepCommand.FAILED;
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

    /** Says what may make a difference: other processors and libraries, and a limit on time. */
    private static void machines(PrintWriter out, Rerun rerun) {
        rerun.run().map(RunRow::machine).ifPresent(machine -> {
            differs(out, "processor", machine.cpuModel(), Processor.model());
            differs(out, "BLAS", String.valueOf(machine.blas()).split(";", 2)[0], OpenBlas.description());
        });
        TrialRow.Model stored = rerun.stored().outcome().model();
        TrialRow.Model again = rerun.again().outcome().model();
        differs(out, "products by", stored.productLibrary(), again.productLibrary());
        differs(out, "vector bits", stored.vectorBits(), again.vectorBits());
        if (!TrialId.of(Rerun.spec(rerun.stored())).equals(rerun.stored().trialId())) {
            out.println("the trial's id is another one in this version, whose engine rounds differently");
        }
        if (rerun.stored().outcome().course().status() == TrialStatus.TIMED_OUT) {
            out.println("its time ran out, so its last step depends on the machine's speed");
        }
    }

    private static void differs(PrintWriter out, String what, @Nullable Object stored, @Nullable Object here) {
        if (stored != null && here != null && !stored.equals(here)) {
            out.println(what + ": " + stored + " then, " + here + " here");
        }
    }
}
