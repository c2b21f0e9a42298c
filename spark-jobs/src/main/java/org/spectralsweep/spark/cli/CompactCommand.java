package org.spectralsweep.spark.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.spectralsweep.spark.job.Compact;
import org.spectralsweep.spark.job.ResultsFolder;
import org.spectralsweep.spark.table.UnitStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code sweep compact}: merges the files of a results folder into few large ones. */
@Command(
        name = "compact",
        mixinStandardHelpOptions = true,
        description = {
            "Merge the many small files of a results folder into few large ones.",
            "`run` does so by itself in a sweep of many work units. After a run that was killed, this also removes"
                    + " what it left, so that programs that read all files of a table find each row once."
        },
        footer = {"", "Example: sweep compact results/quickstart"})
final class CompactCommand implements Callable<Integer> {
    @ParentCommand
    private SweepCommand sweep;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "SPEC_OR_RESULTS", description = "A results folder, or the spec it belongs to.")
    private String specOrResults;

    @Mixin
    private SpecOptions options;

    @Mixin
    private SparkOptions spark;

    @Override
    public Integer call() throws IOException {
        spark.check();
        String location = options.results(sweep.loader(), specOrResults);
        String owner = ResultsFolder.open(location).sweep();
        PrintWriter out = spec.commandLine().getOut();
        try (ResultsFolder results = ResultsFolder.lock(location, owner);
                LazySession session = new LazySession(spark, owner)) {
            results.remarks().forEach(remark -> spec.commandLine().getErr().println("warning: " + remark));
            Damaged.leftOut(spec.commandLine().getErr(), results);
            UnitStore store = results.store();
            long before = store.fileCount();
            Compact.everything(session::spark, store);
            out.printf(Locale.ROOT, "%s: %d files before, %d now%n", location, before, store.fileCount());
            out.flush();
        }
        return SweepCommand.DONE;
    }
}
