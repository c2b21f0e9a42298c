package org.spectralsweep.spark.cli;

import java.io.File;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.spark.job.BadInput;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code sweep notebook}: tells this user's Jupyter about the Java kernel of this checkout, and opens a notebook. */
@Command(
        name = "notebook",
        mixinStandardHelpOptions = true,
        description = {
            "Install the Jupyter kernel of this checkout for this user, and open a notebook.",
            "It opens JupyterLab or Jupyter Notebook, whichever is installed."
        },
        footer = {
            "",
            "Examples:",
            "  sweep notebook",
            "  sweep notebook quickstart --results results/narrow",
            "  sweep notebook depth -- --no-browser --port 8890"
        })
final class NotebookCommand implements Callable<Integer> {
    private static final String END = ".ipynb";

    /** Where the launcher says that it lies. */
    private static final String HOME = "sweep.home";

    private static final String INSTALL =
            "on Debian or Ubuntu, apt-get install jupyter-notebook; elsewhere, pip install notebook";

    @ParentCommand
    private SweepCommand sweep;

    @Spec
    private CommandSpec spec;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "NOTEBOOK",
            description = "A notebook of ours by its name, or any file (default: the folder of ours).")
    private @Nullable String notebook;

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "OPTION",
            description = "Options of Jupyter itself, after a --.")
    private List<String> options = List.of();

    @Option(
            names = "--results",
            paramLabel = "RESULTS",
            description = "The results folder that the notebook reads (default: the one it is about).")
    private @Nullable Path results;

    @Option(names = "--kernel-only", description = "Install the kernel, and open nothing.")
    private boolean kernelOnly;

    @Override
    public Integer call() throws IOException {
        Path folder = home().resolve("notebooks");
        Path opened = opened(folder);
        Optional<String> reader = Stream.of("lab", "notebook")
                .filter(name -> isOnPath("jupyter-" + name))
                .findFirst();
        if (!isOnPath("jupyter") || reader.isEmpty() && !kernelOnly) {
            throw new BadInput("there is no Jupyter Notebook and no JupyterLab on the PATH: " + INSTALL);
        }
        int installed = run(List.of(folder.resolve("install-kernel").toString()));
        if (installed != SweepCommand.DONE || kernelOnly) {
            return installed;
        }
        List<String> words = new ArrayList<>(List.of("jupyter", reader.get(), opened.toString()));
        words.addAll(options);
        spec.commandLine().getErr().println("opening " + opened + " in " + String.join(" ", words.subList(0, 2)));
        return run(words);
    }

    private static Path home() {
        String home = System.getProperty(HOME);
        if (home == null || !Files.isDirectory(Path.of(home, "notebooks"))) {
            throw new BadInput("notebooks lie beside the launcher, but this program was started without it;"
                    + " use ./sweep notebook in a checkout or a distribution");
        }
        return Path.of(home);
    }

    /** The file that is meant: one of ours by its name, with or without its end, or another. */
    private Path opened(Path folder) throws IOException {
        if (notebook == null) {
            return folder;
        }
        Path ours = folder.resolve(notebook.endsWith(END) ? notebook : notebook + END);
        Path other = Path.of(notebook);
        if (Files.isRegularFile(other) || Files.isDirectory(other)) {
            return other;
        }
        if (Files.isRegularFile(ours)) {
            return ours;
        }
        try (Stream<Path> files = Files.list(folder)) {
            String names = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(END))
                    .map(name -> name.substring(0, name.length() - END.length()))
                    .sorted()
                    .collect(Collectors.joining(", "));
            throw new BadInput("there is no notebook " + notebook + "; ours are " + names);
        }
    }

    private static boolean isOnPath(String program) {
        return Stream.of(Objects.requireNonNullElse(System.getenv("PATH"), "").split(File.pathSeparator, -1))
                .filter(folder -> !folder.isEmpty())
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    /** Runs a program in this terminal, and returns its exit code. */
    private int run(List<String> words) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(words).inheritIO();
        if (results != null) {
            builder.environment().put("SWEEP_RESULTS", results.toAbsolutePath().toString());
        }
        try {
            return sweep.interruption().leaveTo(builder.start());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while " + words.get(0) + " ran");
        }
    }
}
