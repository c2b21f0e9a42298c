package org.spectralsweep.spark.job;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.spark.report.ConvergencePicture;
import org.spectralsweep.spark.report.HtmlTable;
import org.spectralsweep.spark.report.NotebookHtml;
import org.spectralsweep.spark.table.RunRow;

/**
 * A results folder as a notebook shows it: answers and exponents as HTML tables, laws in sentences and as pictures. The
 * folder is only read. Its tables and views are those of {@code sweep sql}.
 */
public final class NotebookResults {
    /** The environment variable that names another folder than the notebook's own. */
    static final String VARIABLE = "SWEEP_RESULTS";

    private final ResultsFolder results;
    private final SparkSession spark;
    private final LastRun last;
    private @Nullable List<FitJob.Fitted> fits;

    private NotebookResults(ResultsFolder results, SparkSession spark, LastRun last) {
        this.results = results;
        this.spark = spark;
        this.last = last;
    }

    /**
     * The folder that a notebook is to use: the one in the environment variable {@code SWEEP_RESULTS}, or else its own.
     */
    public static String folder(String own) {
        return Objects.requireNonNullElse(System.getenv(VARIABLE), own);
    }

    /**
     * Opens a folder, and registers its tables and views in a session of Spark.
     *
     * @param command that makes the results where there are none yet
     * @throws IllegalStateException if there are no results
     */
    public static NotebookResults open(String folder, String command) throws IOException {
        if (!ResultsFolder.exists(folder)) {
            throw new IllegalStateException("There are no results in " + folder + ": make them with " + command
                    + ", or set " + VARIABLE + " to a folder that has them.");
        }
        ResultsFolder results = ResultsFolder.open(folder);
        SparkSession spark =
                SparkSessions.open("notebook " + results.sweep(), null).spark();
        ViewsCatalog.register(spark, results.store());
        return new NotebookResults(results, spark, LastRun.of(results.store(), new YamlSweeps()));
    }

    /** The session in which the tables and views are. */
    public SparkSession spark() {
        return spark;
    }

    /** The spec of the last run as HTML, with its variant and overrides if it had any. */
    public String spec() {
        SpecSource source = SpecSource.of(run().source());
        String options = (source.variant() == null ? "" : " --variant " + source.variant())
                + source.overrides().stream().map(set -> " --set '" + set + "'").collect(Collectors.joining());
        return NotebookHtml.lines((options.isEmpty() ? "" : "#" + options + "\n") + source.spec());
    }

    /** The answer of a query as an HTML table. */
    public String table(String query) {
        Dataset<Row> answer = spark.sql(query);
        List<List<Object>> rows = answer.collectAsList().stream()
                .map(row -> IntStream.range(0, row.size()).mapToObj(row::get).toList())
                .toList();
        return new HtmlTable(List.of(answer.columns()), rows).html();
    }

    /** A plot of queries, which is still empty. */
    public NotebookPlot plot(String title) {
        return new NotebookPlot(spark, title);
    }

    /** The picture of a law that the spec's {@code fit} names, with a panel for each of its groups. */
    public BufferedImage law(String name) throws IOException {
        List<FitJob.Fitted> groups = named(name);
        ConvergencePicture picture = Report.picture(results.sweep(), groups);
        if (picture.charts().isEmpty()) {
            throw new IllegalStateException("'" + name + "' has no time to draw.");
        }
        return picture.figure().image();
    }

    /** The exponents of a law as an HTML table, with theory, kernel and intervals, a row for each group. */
    public String exponents(String name) throws IOException {
        return GroupCharts.exponents(named(name)).html();
    }

    /** What the laws say, in sentences, as an HTML list. */
    public String sentences() throws IOException {
        return NotebookHtml.list(LawSentences.of(fits()));
    }

    private List<FitJob.Fitted> named(String name) throws IOException {
        List<FitJob.Fitted> named = fits().stream()
                .filter(fit -> fit.group().spec().name().equals(name))
                .toList();
        if (named.isEmpty()) {
            throw new IllegalArgumentException("the spec has no fit '" + name + "' but "
                    + fits().stream()
                            .map(fit -> fit.group().spec().name())
                            .distinct()
                            .toList());
        }
        return named;
    }

    /** The laws of the last run's spec, fitted again when they are first asked for. */
    private List<FitJob.Fitted> fits() throws IOException {
        List<FitJob.Fitted> fitted = fits;
        if (fitted == null) {
            LoadedSweep loaded = new YamlSweeps()
                    .reload(results.location() + " (spec of its last run)", SpecSource.of(run().source()));
            fitted = FitJob.fitted(results.store(), last.plan(), loaded.fits(), () -> spark);
            fits = fitted;
        }
        return fitted;
    }

    private RunRow run() {
        RunRow run = last.run();
        if (run == null) {
            throw new IllegalStateException(
                    "The row of the last run of " + results.location() + " is missing, so that its spec is unknown.");
        }
        return run;
    }
}
