package org.spectralsweep.spark.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.spectralsweep.spark.job.BadInput;
import org.spectralsweep.spark.job.DriverState;
import org.spectralsweep.spark.job.RunStatus;
import org.spectralsweep.spark.job.ShellWord;
import org.spectralsweep.spark.job.WatchedRun;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code sweep status}: says how far a run is. It reads two small files and no table, so it answers at once. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = {
            "Say how far a run is, from any terminal or host that sees its results folder.",
            "The run writes this every two seconds, with estimates of its laws by the times so far.",
            "Intervals come at its end: see `sweep show`."
        },
        footer = {
            "",
            "Exit codes of --watch: 0 if the run finished, 1 if it failed or was killed, 130 after Ctrl-C.",
            "",
            "Examples:",
            "  sweep status results/quickstart",
            "  sweep status results/quickstart --watch"
        })
final class StatusCommand implements Callable<Integer> {
    @ParentCommand
    private SweepCommand sweep;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "SPEC_OR_RESULTS", description = "A results folder, or the spec it belongs to.")
    private String specOrResults;

    @ArgGroup
    private Form form = new Form();

    @Mixin
    private SpecOptions options;

    /** How the answer looks. */
    static final class Form {
        @Option(names = "--watch", description = "Show it until the run ends; Ctrl-C ends the watching alone.")
        private boolean watch;

        @Option(names = "--json", description = "Print the file status.json.")
        private boolean json;
    }

    @Override
    public Integer call() throws IOException {
        WatchedRun run = WatchedRun.open(options.results(sweep.loader(), specOrResults));
        PrintWriter out = spec.commandLine().getOut();
        if (form.json) {
            byte[] json = run.json().orElseThrow(() -> missing(run));
            out.println(new String(json, StandardCharsets.UTF_8));
            out.flush();
            return SweepCommand.DONE;
        }
        RunStatus status = run.status().orElseThrow(() -> missing(run));
        DriverState driver = run.driver(status);
        if (driver != DriverState.AT_WORK) {
            // It may have written its last status between the two questions.
            status = run.status().orElse(status);
        }
        RunStatusText text = new RunStatusText(status, driver, run.now(status));
        if (form.watch) {
            return new StatusWatch(sweep.console(), out, run).untilItEnds(text)
                    ? SweepCommand.DONE
                    : SweepCommand.FAILED;
        }
        text.lines().forEach(out::println);
        out.flush();
        return SweepCommand.DONE;
    }

    private BadInput missing(WatchedRun run) {
        return new BadInput("there is no " + RunStatus.FILE + " to be read in " + specOrResults
                + ", which only `sweep run` writes; see `sweep show " + ShellWord.quoted(run.place()) + "`");
    }
}
