package org.spectralsweep.spark.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.spark.conf.SpecException;
import org.spectralsweep.spark.conf.SpecExplanation;
import org.spectralsweep.spark.conf.SpecReference;
import org.spectralsweep.spark.conf.SpecSchema;
import org.spectralsweep.spark.job.BadInput;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sweep spec}: lists every key of a spec file, or explains one. */
@Command(
        name = "spec",
        mixinStandardHelpOptions = true,
        description = {
            "List every key of a spec file with its type and default, or explain one with an example.",
            "With --schema, print a JSON Schema, by which editors complete and check specs."
        },
        footer = {
            "",
            "Examples:",
            "  sweep spec target.harmonic",
            "  sweep spec network.width",
            "  sweep spec --schema > sweep.schema.json"
        })
final class SpecCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @ArgGroup
    private Asked asked = new Asked();

    /** What is asked for; the list of all keys if it is nothing. */
    static final class Asked {
        @Parameters(
                index = "0",
                arity = "0..1",
                paramLabel = "KEY",
                description = "A key or a variant of one, such as network.width or target.harmonic.")
        private @Nullable String key;

        @Option(names = "--schema", description = "Print the JSON Schema (draft 2020-12) of specs.")
        private boolean schema;
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        out.print(text());
        out.flush();
        return SweepCommand.DONE;
    }

    private String text() {
        if (asked.schema) {
            return SpecSchema.text();
        }
        if (asked.key == null) {
            return SpecReference.text();
        }
        try {
            return SpecExplanation.of(asked.key);
        } catch (SpecException e) {
            throw new BadInput(String.valueOf(e.getMessage()), e);
        }
    }
}
