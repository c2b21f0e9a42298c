package org.spectralsweep.spark.job;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.spectralsweep.spark.table.Table;
import org.spectralsweep.spark.table.UnitStore;

/** Answers queries by Spark SQL. */
public final class SparkEngine implements QueryEngine {
    private static final String GROUP = "sweep sql";

    /**
     * Of fewer bytes of Parquet, queries are interpreted in one task. To generate and compile code for a query takes a
     * good part of a second, and so do the exchanges between tasks. Of more bytes, they pay.
     */
    private static final long SMALL = 16 << 20;

    private static final Map<String, String> INTERPRETED = Map.of(
            "spark.sql.codegen.wholeStage", "false",
            "spark.sql.codegen.factoryMode", "NO_CODEGEN",
            "spark.sql.adaptive.enabled", "false",
            "spark.sql.shuffle.partitions", "1");

    private final SparkSessions.Session opened;
    private final SparkSession session;
    private final OpenViews views;

    /**
     * Answers in a session of its own.
     *
     * @param opened is closed with this
     * @param loader reads the specs of runs that wrote no plan
     */
    public SparkEngine(SparkSessions.Session opened, UnitStore store, SpecLoader loader) throws IOException {
        this.opened = opened;
        this.session = opened.spark().newSession();
        this.views =
                new OpenViews(session, store, () -> LastRun.of(store, loader).plan());
        if (bytes(store) < SMALL) {
            INTERPRETED.forEach(session.conf()::set);
        }
    }

    private static long bytes(UnitStore store) throws IOException {
        long bytes = 0;
        for (Table<?> table : Table.ALL) {
            for (List<Long> stamp : store.stamps(table.name()).values()) {
                bytes += stamp.get(0);
            }
        }
        return bytes;
    }

    @Override
    public SparkAnswer answer(String query) throws IOException {
        // The query was checked before Spark started, but not with the session's parser settings.
        ReadingQuery.checkStatement(query);
        session.sparkContext().setJobGroup(GROUP, query, true);
        views.prepare(query);
        return new SparkAnswer(session.sql(query));
    }

    @Override
    public void writeParquet(String query, Path file) throws IOException {
        if (!session.sparkContext().isLocal()) {
            throw new BadInput("Parquet needs --master local[N], since other machines do not see " + file);
        }
        answer(query).writeParquet(file);
    }

    @Override
    public void cancel() {
        session.sparkContext().cancelJobGroup(GROUP);
    }

    @Override
    public void close() {
        opened.close();
    }
}
