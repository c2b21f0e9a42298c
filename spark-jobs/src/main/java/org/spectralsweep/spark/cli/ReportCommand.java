package org.spectralsweep.spark.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.spark.job.BadInput;
import org.spectralsweep.spark.job.FitJob;
import org.spectralsweep.spark.job.LastRun;
import org.spectralsweep.spark.job.LoadedSweep;
import org.spectralsweep.spark.job.Plan;
import org.spectralsweep.spark.job.ReportFile;
import org.spectralsweep.spark.job.ResultsFolder;
import org.spectralsweep.spark.job.ShellWord;
import org.spectralsweep.spark.job.SpecSource;
import org.spectralsweep.spark.job.SweepCharts;
import org.spectralsweep.spark.table.AccessProblem;
import org.spectralsweep.spark.table.Place;
import org.spectralsweep.spark.table.RunRow;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code sweep report}: makes one HTML file of what was asked and found. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        description = {
            "Make one HTML file of a sweep: what was asked, the laws with their charts, states, cost, provenance.",
            "It works without a network. With several folders, their exponents stand side by side at the top.",
            "The tables of the folders are only read."
        },
        footer = {
            "",
            "Examples:",
            "  sweep report results/quickstart",
            "  sweep report results/quickstart results/narrow --out results/widths.html"
        })
final class ReportCommand implements Callable<Integer> {
    @ParentCommand
    private SweepCommand sweep;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "RESULTS", arity = "1..*", description = "Results folders.")
    private List<String> folders = List.of();

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "The file (default: " + ReportFile.NAME + " in the folder; of several folders, here).")
    private @Nullable Path out;

    @Mixin
    private SparkOptions spark;

    @Override
    public Integer call() throws IOException {
        spark.check();
        List<ReportFile.Subject> subjects = new ArrayList<>();
        requireDifferent();
        for (String folder : folders) {
            subjects.add(subject(folder));
        }
        String written;
        if (out == null && subjects.size() == 1) {
            ResultsFolder results = subjects.get(0).results();
            try {
                ReportFile.write(subjects.get(0));
            } catch (IOException e) {
                throw new BadInput(
                        "cannot write to " + results.location() + ": " + AccessProblem.of(e)
                                + "; choose a file with --out",
                        e);
            }
            written = results.location() + "/" + ReportFile.NAME;
        } else {
            Path file = out == null ? Path.of(ReportFile.NAME) : out;
            ReportFile.write(subjects, file);
            written = file.toString();
        }
        spec.commandLine().getOut().println("report: " + written);
        spec.commandLine().getOut().flush();
        return SweepCommand.DONE;
    }

    /** The same folder twice is a slip: another one was meant. */
    private void requireDifferent() {
        Map<String, String> seen = new HashMap<>();
        for (String folder : folders) {
            String before = seen.putIfAbsent(real(folder), folder);
            if (before != null) {
                throw new BadInput(
                        before.equals(folder)
                                ? "RESULTS must name each folder once but has " + folder + " twice"
                                : "RESULTS must name each folder once but " + before + " and " + folder
                                        + " are the same");
            }
        }
    }

    private static String real(String folder) {
        Place place = ResultsFolder.place(folder);
        try {
            return place.local().isPresent() ? place.local().get().toRealPath().toString() : place.absolute();
        } catch (IOException e) {
            // It is not there, which will be said when it is opened.
            return place.absolute();
        }
    }

    private ReportFile.Subject subject(String folder) throws IOException {
        ResultsFolder results = ResultsFolder.open(folder);
        Damaged.leftOut(spec.commandLine().getErr(), results);
        LastRun last = LastRun.of(results.store(), sweep.loader());
        RunRow run = last.run();
        if (run == null) {
            throw new BadInput(
                    last.plan().trials().isEmpty()
                            ? "nothing has run in " + folder
                            : "the row of the last run of " + folder
                                    + " is missing or damaged, so that its spec is unknown");
        }
        LoadedSweep loaded =
                SpecOptions.reload(sweep.loader(), folder + " (spec of its last run)", SpecSource.of(run.source()));
        try (LazySession session = new LazySession(spark, results.sweep())) {
            List<FitJob.Fitted> fits = FitJob.fitted(results.store(), last.plan(), loaded.fits(), session::spark);
            return subject(results, loaded, last.plan(), fits, SweepCharts.of(results, last.plan(), fits));
        }
    }

    /** A folder with the commands that make it again. */
    static ReportFile.Subject subject(
            ResultsFolder results, LoadedSweep loaded, Plan plan, List<FitJob.Fitted> fits, SweepCharts charts) {
        SpecSource source = loaded.source();
        String folder = ShellWord.quoted(results.location());
        StringBuilder run = new StringBuilder("./sweep run ").append(ShellWord.quoted(results.sweep() + ".yaml"));
        if (source.variant() != null) {
            run.append(" --variant ").append(ShellWord.quoted(source.variant()));
        }
        source.overrides().forEach(set -> run.append(" --set ").append(ShellWord.quoted(set)));
        String commands = run + " --out " + folder + "\n./sweep fit " + folder + "\n./sweep show " + folder
                + "\n./sweep report " + folder;
        return new ReportFile.Subject(results, loaded, plan, fits, charts, commands);
    }
}
