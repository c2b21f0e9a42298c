package org.spectralsweep.spark.cli;

import java.util.concurrent.Callable;
import org.spectralsweep.spark.conf.SpecReference;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code sweep spec}: lists every key of a spec file. */
@Command(
        name = "spec",
        mixinStandardHelpOptions = true,
        description = "List every key of a spec file with its type and default.")
final class SpecCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().getOut().print(SpecReference.text());
        spec.commandLine().getOut().flush();
        return SweepCommand.DONE;
    }
}
