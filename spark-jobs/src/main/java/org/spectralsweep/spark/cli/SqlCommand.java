package org.spectralsweep.spark.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.spark.job.BadInput;
import org.spectralsweep.spark.job.LastRun;
import org.spectralsweep.spark.job.OpenViews;
import org.spectralsweep.spark.job.Plan;
import org.spectralsweep.spark.job.QueryFault;
import org.spectralsweep.spark.job.ReadingQuery;
import org.spectralsweep.spark.job.ResultsFolder;
import org.spectralsweep.spark.job.SparkSessions;
import org.spectralsweep.spark.job.ViewsCatalog;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code sweep sql}: asks Spark SQL about the tables and views. */
@Command(
        name = "sql",
        mixinStandardHelpOptions = true,
        description = {
            "Query a sweep in Spark SQL, by one statement or at a prompt.",
            "Without a terminal and a query, list the tables and views with their columns.",
            "These tables hold the whole folder: trials, hits, measurements, plans, runs, fits, comparisons.",
            "These views hold the trials of the last run:",
            "  planned      the trials themselves",
            "  convergence  hits with their trial's columns",
            "  curves       losses and other numbers over steps and time",
            "  spectra      amplitudes by frequency",
            "  regions      numbers of one density region",
            "  ntk          numbers of the tangent kernel: spectra, laws, drift, flips",
            "  components   histograms, maps and image spectra, by component"
        },
        footer = {
            "",
            "Examples:",
            "  sweep sql results/quickstart \"SELECT status, count(*) FROM trials GROUP BY 1\"",
            "  sweep sql results/quickstart",
            "  sweep sql results/quickstart --examples",
            "  sweep sql results/quickstart --format csv \\",
            "      \"SELECT frequency, density, time_upper FROM convergence\" > T.csv"
        })
final class SqlCommand implements Callable<Integer> {
    private static final String PROMPT = "prompt";

    @ParentCommand
    private SweepCommand sweep;

    @Spec
    private CommandSpec spec;

    @Parameters(
            index = "0",
            paramLabel = "SPEC_OR_RESULTS",
            description = "A results folder, or the spec it belongs to.")
    private String specOrResults;

    @Parameters(index = "1", arity = "0..1", paramLabel = "QUERY", description = "One statement of Spark SQL.")
    private @Nullable String query;

    @Option(
            names = "--format",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).",
            defaultValue = "table")
    private RowFormat format;

    @Option(names = "--examples", description = "Print five queries that work on any sweep.")
    private boolean examples;

    @Mixin
    private SpecOptions options;

    @Mixin
    private SparkOptions spark;

    @Override
    public Integer call() throws IOException {
        if (examples) {
            if (query != null) {
                throw new BadInput("--examples must stand without a query but there was one");
            }
            printExamples(spec.commandLine().getOut());
            return SweepCommand.DONE;
        }
        if (query != null) {
            // Only `run` and `fit` write tables: another statement that writes could ruin what took days to compute.
            ReadingQuery.checkStatement(query);
        }
        ResultsFolder results = ResultsFolder.open(options.results(sweep.loader(), specOrResults));
        Damaged.leftOut(spec.commandLine().getErr(), results);
        try (SparkSessions.Session opened = spark.open("sql")) {
            Plan plan = LastRun.of(results.store(), sweep.loader()).plan();
            if (query == null && asks()) {
                prompt(opened.spark(), results, plan);
                return SweepCommand.DONE;
            }
            if (query == null) {
                ViewsCatalog.register(opened.spark(), results.store(), plan);
            } else {
                ViewsCatalog.register(opened.spark(), results.store(), plan, query);
            }
            answer(opened.spark(), spec.commandLine().getOut());
        }
        return SweepCommand.DONE;
    }

    private void answer(SparkSession session, PrintWriter out) {
        if (query == null) {
            for (String view : ViewsCatalog.NAMES) {
                out.println(Text.bold(sweep.console().out(), view) + "  "
                        + String.join(", ", Arrays.asList(session.table(view).columns())));
            }
        } else {
            answer(session, query, out);
        }
        out.flush();
    }

    private void answer(SparkSession session, String statement, PrintWriter out) {
        try {
            // The query is checked again, now with the session's parser settings.
            ReadingQuery.checkStatement(statement);
            format.print(session.sql(statement), out);
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
    private void prompt(SparkSession session, ResultsFolder results, Plan plan) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        OpenViews views = new OpenViews(session, results.store(), plan);
        AtomicBoolean cancelled = new AtomicBoolean();
        SqlPrompt prompt = new SqlPrompt(out, sweep.console().out(), statement -> {
            ReadingQuery.checkStatement(statement);
            cancelled.set(false);
            session.sparkContext().setJobGroup(PROMPT, statement, true);
            try {
                views.prepare(statement);
                answer(session, statement, out);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (RuntimeException e) {
                throw cancelled.get() ? new BadInput("the query was cancelled", e) : e;
            }
        });
        prompt.run(() -> {
            cancelled.set(true);
            session.sparkContext().cancelJobGroup(PROMPT);
        });
    }

    private void printExamples(PrintWriter out) {
        SqlExamples.all().forEach((question, example) -> {
            out.println(Text.bold(sweep.console().out(), question));
            out.println("  sweep sql " + Text.shellQuoted(specOrResults) + " \"" + example + "\"");
        });
        out.flush();
    }
}
