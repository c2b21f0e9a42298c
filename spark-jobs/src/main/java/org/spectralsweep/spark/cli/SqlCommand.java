package org.spectralsweep.spark.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.spark.job.Answer;
import org.spectralsweep.spark.job.BadInput;
import org.spectralsweep.spark.job.DataDictionary;
import org.spectralsweep.spark.job.QueryEngine;
import org.spectralsweep.spark.job.QueryFault;
import org.spectralsweep.spark.job.ResultsFolder;
import org.spectralsweep.spark.job.ShellWord;
import org.spectralsweep.spark.job.ViewsCatalog;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code sweep sql}: asks Spark SQL, or DuckDB, about the tables and views. */
@Command(
        name = "sql",
        mixinStandardHelpOptions = true,
        description = {
            "Query a sweep in SQL, by one statement or at a prompt.",
            "Without a terminal and a query, list the tables and views with their columns.",
            "",
            "These tables hold the whole folder:",
            "  trials        trials, whatever their end",
            "  hits          thresholds, reached or not",
            "  measurements  numbers measured along training",
            "  plans         trials of each run's plan",
            "  runs          runs",
            "  fits          parameters of fitted laws",
            "  influence     what each cell does to a fit",
            "  tests         tests of fitted laws",
            "  predictions   points that laws were asked about",
            "  comparisons   paper | theory | measured",
            "",
            "These views hold the trials of the last run:",
            "  planned       the trials themselves",
            "  convergence   hits with their trial's columns",
            "  curves        losses and other numbers over steps and time",
            "  spectra       amplitudes by frequency",
            "  regions       numbers of one density region",
            "  ntk           numbers of the tangent kernel: spectra, laws, drift, flips",
            "  components    histograms, maps and image spectra, by component",
            "  learned       what networks had learned, at places along a line",
            "",
            "Spark alone has convergence_at(LEVEL): hits at another level, read from stored curves.",
            "At the prompt, \\d VIEW says what the columns of a view mean."
        },
        footer = {
            "",
            "Examples:",
            "  sweep sql results/quickstart \"SELECT status, count(*) FROM trials GROUP BY 1\"",
            "  sweep sql results/quickstart --with duckdb",
            "  sweep sql results/quickstart --examples",
            "  sweep sql results/quickstart --format csv \\",
            "      \"SELECT frequency, density, time_upper FROM convergence\" > T.csv"
        })
final class SqlCommand implements Callable<Integer> {
    @ParentCommand
    private SweepCommand sweep;

    @Spec
    private CommandSpec spec;

    @Parameters(
            index = "0",
            paramLabel = "SPEC_OR_RESULTS",
            description = "A results folder, or the spec it belongs to.")
    private String specOrResults;

    @Parameters(index = "1", arity = "0..1", paramLabel = "QUERY", description = "One statement of SQL.")
    private @Nullable String query;

    @Option(
            names = "--with",
            paramLabel = "ENGINE",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}). DuckDB answers within two seconds,"
                    + " in its own SQL, of results on a local disk.",
            defaultValue = "spark")
    private SqlEngines.Name engine;

    @Option(
            names = "--format",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}). A table has the first rows,"
                    + " the others have all.",
            defaultValue = "table")
    private RowFormat format;

    @Option(
            names = "--to",
            paramLabel = "FILE",
            description = "Write the answer to this local file, which must not be there.")
    private @Nullable Path file;

    @Option(names = "--examples", description = "Print six queries that work on any sweep.")
    private boolean examples;

    @Mixin
    private SpecOptions options;

    @Mixin
    private SparkOptions spark;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        if (examples) {
            if (query != null) {
                throw new BadInput("--examples must stand without a query but there was one");
            }
            printExamples(out);
            return SweepCommand.DONE;
        }
        checkFile();
        if (query == null && !asks()) {
            // Their columns are the same in every folder.
            ResultsFolder.open(options.results(sweep.loader(), specOrResults));
            list(out);
            return SweepCommand.DONE;
        }
        Path hidden = file == null ? null : hidden(file);
        try (QueryEngine opened = new SqlEngines(sweep, spec.commandLine().getErr(), spark)
                .open(engine, options, specOrResults, query, hidden)) {
            if (query == null) {
                prompt(opened, out);
            } else if (file == null || hidden == null) {
                print(opened, query, out, RowFormat.SHOWN);
            } else {
                write(opened, query, file, hidden);
            }
        }
        out.flush();
        return SweepCommand.DONE;
    }

    private void checkFile() {
        if (format == RowFormat.PARQUET && file == null) {
            throw new BadInput("--format parquet needs a file: add --to FILE");
        }
        if (file != null && query == null) {
            throw new BadInput("--to needs a query but there was none");
        }
        if (file != null && Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            throw thereAlready(file, null);
        }
        Path parent = file == null ? null : file.toAbsolutePath().normalize().getParent();
        if (parent != null && !Files.isDirectory(parent)) {
            throw new BadInput("--to must name a file in a folder that is there but was " + file);
        }
    }

    private static BadInput thereAlready(Path file, @Nullable IOException found) {
        String sentence = file + " is there already; choose another file with --to";
        return found == null ? new BadInput(sentence) : new BadInput(sentence, found);
    }

    private void list(PrintWriter out) {
        for (String view : ViewsCatalog.NAMES) {
            out.println(Text.bold(sweep.console().out(), view) + "  "
                    + DataDictionary.columns(view).stream()
                            .map(DataDictionary.Column::name)
                            .collect(Collectors.joining(", ")));
        }
        out.flush();
    }

    private void print(QueryEngine asked, String statement, PrintWriter out, int most) {
        answer(() -> {
            try (Answer answer = asked.answer(statement)) {
                format.print(answer, out, most);
            }
        });
    }

    private void write(QueryEngine asked, String statement, Path target, Path hidden) throws IOException {
        if (Files.exists(hidden, LinkOption.NOFOLLOW_LINKS)) {
            throw thereAlready(hidden, null);
        }
        try {
            if (format == RowFormat.PARQUET) {
                answer(() -> asked.writeParquet(statement, hidden));
            } else {
                try (PrintWriter writer = new PrintWriter(Files.newBufferedWriter(
                        hidden, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE))) {
                    print(asked, statement, writer, Integer.MAX_VALUE - 1);
                    if (writer.checkError()) {
                        throw new IOException("cannot write " + target + ": the disk may be full");
                    }
                }
            }
            // An atomic move would replace what somebody else has put there meanwhile.
            Files.move(hidden, target);
        } catch (FileAlreadyExistsException e) {
            throw thereAlready(target, e);
        } finally {
            Files.deleteIfExists(hidden);
        }
    }

    /** The file gets its name when it is whole. Until then it has one that no other process takes. */
    private static Path hidden(Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        return absolute.resolveSibling(
                "." + absolute.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
    }

    private interface Answering {
        void answer() throws IOException;
    }

    private static void answer(Answering answering) {
        try {
            answering.answer();
        } catch (BadInput e) {
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (StackOverflowError e) {
            throw new BadInput("the query is nested too deeply", e);
        } catch (Exception e) {
            throw QueryFault.of(e)
                    .<RuntimeException>map(problem -> new BadInput(problem, e))
                    .orElseGet(() -> new IllegalStateException("the query could not be answered", e));
        }
    }

    /** Whether somebody sits before a terminal that both shows and reads. */
    private boolean asks() {
        return sweep.console().redraws() && Boolean.getBoolean("sweep.terminal.in");
    }

    /** Answers queries until the user ends. Each sees what is committed by then. */
    private void prompt(QueryEngine asked, PrintWriter out) throws IOException {
        Pager pager = Pager.of(System::getenv);
        AtomicBoolean cancelled = new AtomicBoolean();
        SqlPrompt prompt = new SqlPrompt(out, sweep.console().out(), pager, statement -> {
            cancelled.set(false);
            AtomicLong took = new AtomicLong();
            try {
                pager.table(out, to -> {
                    long start = System.nanoTime();
                    print(asked, statement, to, pager.rows());
                    took.set(System.nanoTime() - start);
                });
            } catch (RuntimeException e) {
                throw cancelled.get() ? new BadInput("the query was cancelled", e) : e;
            }
            return Duration.ofNanos(took.get());
        });
        prompt.run(() -> {
            cancelled.set(true);
            asked.cancel();
        });
    }

    private void printExamples(PrintWriter out) {
        SqlExamples.all().forEach((question, example) -> {
            out.println(Text.bold(sweep.console().out(), question));
            out.println("  sweep sql " + ShellWord.quoted(specOrResults) + " \"" + example + "\"");
        });
        out.flush();
    }
}
