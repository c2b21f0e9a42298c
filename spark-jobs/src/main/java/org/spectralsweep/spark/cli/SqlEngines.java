package org.spectralsweep.spark.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.spark.job.DuckDb;
import org.spectralsweep.spark.job.DuckDbEngine;
import org.spectralsweep.spark.job.QueryEngine;
import org.spectralsweep.spark.job.ReadingQuery;
import org.spectralsweep.spark.job.ResultsFolder;
import org.spectralsweep.spark.job.SparkEngine;
import org.spectralsweep.spark.job.SparkSessions;

/**
 * Opens what answers queries about a results folder.
 *
 * @param sweep the program
 * @param err for warnings about damaged files
 * @param spark where Spark runs
 */
record SqlEngines(SweepCommand sweep, PrintWriter err, SparkOptions spark) {
    /** A program that answers queries. */
    enum Name {
        /** It knows every query, and takes some seconds to start. */
        SPARK,
        /** It answers at once. */
        DUCKDB;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Opens a folder.
     *
     * @param query the only query that will be asked; null for a prompt, at which Spark starts in the background
     * @param output the only file that will be written; null for none
     */
    QueryEngine open(
            Name name, SpecOptions options, String specOrResults, @Nullable String query, @Nullable Path output)
            throws IOException {
        if (name == Name.DUCKDB) {
            CompletableFuture<Connection> loading = DuckDb.load();
            return DuckDbEngine.open(loading, results(options, specOrResults).store(), output);
        }
        if (query != null) {
            // Only `run` and `fit` write tables: another statement that writes could ruin what took days to compute.
            ReadingQuery.checkStatement(query);
        }
        spark.check();
        ResultsFolder results = results(options, specOrResults);
        return query == null ? new StartingEngine(() -> started(results)) : started(results);
    }

    private QueryEngine started(ResultsFolder results) {
        SparkSessions.Session session = spark.open("sql");
        try {
            return new SparkEngine(session, results.store(), sweep.loader());
        } catch (IOException e) {
            session.close();
            throw new UncheckedIOException(e);
        }
    }

    private ResultsFolder results(SpecOptions options, String specOrResults) throws IOException {
        ResultsFolder results = ResultsFolder.open(options.results(sweep.loader(), specOrResults));
        Damaged.leftOut(err, results);
        return results;
    }
}
