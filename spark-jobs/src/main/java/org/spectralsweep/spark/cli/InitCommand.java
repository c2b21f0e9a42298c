package org.spectralsweep.spark.cli;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Callable;
import org.spectralsweep.spark.conf.SpecTemplate;
import org.spectralsweep.spark.job.BadInput;
import org.spectralsweep.spark.job.ShellWord;
import org.spectralsweep.spark.table.AccessProblem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sweep init}: writes a spec to begin with. */
@Command(
        name = "init",
        mixinStandardHelpOptions = true,
        description = "Write a commented spec that works, NAME.yaml. A file that is there is left alone.",
        footer = {
            "",
            "Examples:",
            "  sweep init my-sweep && sweep plan my-sweep.yaml",
            "  sweep init my-photograph --like image"
        })
final class InitCommand implements Callable<Integer> {
    private static final String YAML = ".yaml";
    private static final String NAMES = "[A-Za-z0-9][A-Za-z0-9._-]*";

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "NAME",
            description = "The sweep's name, with the folder for its spec if that is another one.")
    private String name;

    @Option(
            names = "--like",
            paramLabel = "KIND",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}): times to learn harmonics on a circle,"
                    + " a network that learns an image, or spectra of kernels without training.",
            defaultValue = "quickstart")
    private SpecTemplate like;

    @Override
    public Integer call() {
        String[] folders = name.split("/", -1);
        String last = folders[folders.length - 1];
        String base = last.endsWith(YAML) ? last.substring(0, last.length() - YAML.length()) : last;
        if (!base.matches(NAMES)) {
            throw new BadInput("NAME must be letters, digits, dots, dashes and underscores but was '" + name + "'");
        }
        Path file = Path.of(name).resolveSibling(base + YAML);
        try {
            Files.writeString(file, like.text(base), StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException e) {
            throw new BadInput(file + " is there already; choose another name or remove it", e);
        } catch (IOException e) {
            throw new BadInput("cannot write " + file + ": " + AccessProblem.of(e), e);
        }
        spec.commandLine()
                .getOut()
                .println("wrote " + file + "; next: sweep plan " + ShellWord.quoted(file.toString()));
        spec.commandLine().getOut().flush();
        return SweepCommand.DONE;
    }
}
