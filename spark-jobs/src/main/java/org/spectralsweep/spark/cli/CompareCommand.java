package org.spectralsweep.spark.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.spectralsweep.spark.job.LastRun;
import org.spectralsweep.spark.job.ResultsFolder;
import org.spectralsweep.spark.table.PlannedTrial;
import org.spectralsweep.spark.table.TableComparison;
import org.spectralsweep.spark.table.UnitStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/**
 * {@code sweep compare}: says whether two results folders hold the same numbers. The command is hidden, because only
 * the project's own checks use it.
 */
@Command(
        name = "compare",
        hidden = true,
        mixinStandardHelpOptions = true,
        description =
                "Compare the last runs of two results folders bit for bit, except who ran a trial, when and how fast."
                        + " Exit with code 1 if they differ.")
final class CompareCommand implements Callable<Integer> {
    @ParentCommand
    private SweepCommand sweep;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "RESULTS")
    private String one;

    @Parameters(index = "1", paramLabel = "RESULTS")
    private String other;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        ResultsFolder first = ResultsFolder.open(one);
        ResultsFolder second = ResultsFolder.open(other);
        Damaged.leftOut(spec.commandLine().getErr(), first);
        Damaged.leftOut(spec.commandLine().getErr(), second);
        TableComparison comparison =
                TableComparison.of(first.store(), trials(first.store()), second.store(), trials(second.store()));
        comparison.differences().forEach(out::println);
        out.println(comparison.differences().isEmpty() ? "equal: " + comparison.rows() : "different");
        out.flush();
        return comparison.differences().isEmpty() ? SweepCommand.DONE : SweepCommand.FAILED;
    }

    private List<PlannedTrial> trials(UnitStore store) throws IOException {
        return LastRun.of(store, sweep.loader()).plan().trials();
    }
}
