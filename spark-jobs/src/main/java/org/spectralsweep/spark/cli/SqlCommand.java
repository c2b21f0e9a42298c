package org.spectralsweep.spark.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.spark.job.BadInput;
import org.spectralsweep.spark.job.LastRun;
import org.spectralsweep.spark.job.Plan;
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

/** {@code sweep sql}: Spark SQL on the tables and views. */
@Command(
        name = "sql",
        mixinStandardHelpOptions = true,
        description = {
            "Query a sweep in Spark SQL. Without a query, list what can be queried.",
            "Tables of the whole folder: trials, hits, measurements, plans, runs, fits, comparisons.",
            "Views of the trials of the last run:",
            "  planned      the trials themselves",
            "  convergence  hits with their trial's columns",
            "  curves       losses and other numbers over steps and time",
            "  spectra      amplitudes by frequency",
            "  regions      numbers of one density region",
            "  ntk          what the tangent kernel says: spectra, laws, drift, flips"
        },
        footer = {
            "",
            "Examples:",
            "  sweep sql results/quickstart \"SELECT status, count(*) FROM trials GROUP BY 1\"",
            "  sweep sql results/quickstart --format csv \\",
            "      \"SELECT frequency, density, time_upper FROM convergence\" > T.csv"
        })
final class SqlCommand implements Callable<Integer> {
    /** The tables belong to {@code run} and {@code fit}: a statement that writes could ruin what days have computed. */
    private static final Pattern READS = Pattern.compile(
            "^\\s*(?!with\\b.*\\)\\s*insert\\b)\\(*(select|with|values|table|describe|desc|show|explain)\\b",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

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

    @Mixin
    private SpecOptions options;

    @Mixin
    private SparkOptions spark;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        if (query != null && !READS.matcher(query).find()) {
            throw new BadInput("a query must read (select, with, values, table, describe, show, explain) but was: "
                    + query.strip().lines().findFirst().orElse("empty"));
        }
        ResultsFolder results = ResultsFolder.open(options.results(sweep.loader(), specOrResults));
        Damaged.leftOut(spec.commandLine().getErr(), results);
        try (SparkSessions.Session opened = spark.open("sql")) {
            SparkSession session = opened.spark();
            Plan plan = LastRun.of(results.store(), sweep.loader()).plan();
            ViewsCatalog.register(session, results.store(), plan);
            if (query == null) {
                for (String view : ViewsCatalog.NAMES) {
                    out.println(Text.bold(sweep.console().out(), view) + "  "
                            + String.join(
                                    ", ", Arrays.asList(session.table(view).columns())));
                }
            } else {
                format.print(session.sql(query), out);
            }
            out.flush();
        }
        return SweepCommand.DONE;
    }
}
