package org.spectralsweep.spark.job;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.spark.table.PlanRow;
import org.spectralsweep.spark.table.PlanStore;
import org.spectralsweep.spark.table.Table;
import org.spectralsweep.spark.table.UnitStore;

/**
 * Answers queries by DuckDB, in DuckDB's SQL. It makes the views of {@link ViewFiles} that a query asks, and makes them
 * again when other files count. It starts in a tenth of Spark's time.
 */
public final class DuckDbEngine implements QueryEngine {
    private final UnitStore store;
    private final Connection connection;
    private final Map<String, String> made = new HashMap<>();
    private @Nullable List<PlanRow> plan;
    private Map<String, List<Long>> plans = Map.of();
    private volatile @Nullable Statement running;

    private DuckDbEngine(UnitStore store, Connection connection) {
        this.store = store;
        this.connection = connection;
    }

    /**
     * Opens a folder on the local disk.
     *
     * @param loading the library, see {@link DuckDb#load}
     * @param output the file that {@link #writeParquet} will write; null for none
     * @throws BadInput if DuckDB cannot read the folder
     */
    public static DuckDbEngine open(CompletableFuture<Connection> loading, UnitStore store, @Nullable Path output)
            throws IOException {
        Connection connection = DuckDb.loaded(loading);
        DuckDbEngine engine = new DuckDbEngine(store, connection);
        boolean opened = false;
        try {
            if (!store.place().isLocal()) {
                throw new BadInput("--with duckdb reads folders on a local disk, but the results are at "
                        + store.place() + ": leave it out");
            }
            DuckDb.confine(connection, store.place(), output);
            DuckDb.execute(connection, SqlDialect.DUCKDB.preamble());
            engine.plan();
            opened = true;
            return engine;
        } catch (SQLException e) {
            throw DuckDbProblem.of("", e);
        } finally {
            if (!opened) {
                engine.close();
            }
        }
    }

    @Override
    public Answer answer(String query) throws IOException {
        return prepared(query, () -> {
            Statement statement = connection.createStatement();
            running = statement;
            try {
                return new DuckDbAnswer(QueryText.alone(query), statement);
            } catch (SQLException e) {
                statement.close();
                throw e;
            }
        });
    }

    @Override
    public void writeParquet(String query, Path file) throws IOException {
        DuckDbParquet parquet = new DuckDbParquet(connection, statement -> running = statement);
        prepared(query, () -> {
            parquet.write(query, file);
            return file;
        });
    }

    private interface Asking<T> {
        T ask() throws SQLException;
    }

    /** Asks once more if a compaction has meanwhile removed files that the views name. */
    private <T> T prepared(String query, Asking<T> asking) throws IOException {
        try {
            Map<String, String> before = Map.of();
            try {
                prepare(query);
                before = Map.copyOf(made);
                return asking.ask();
            } catch (SQLException e) {
                if (!DuckDbProblem.isOfFiles(e)) {
                    throw e;
                }
                prepare(query);
                if (made.equals(before)) {
                    throw e;
                }
                return asking.ask();
            }
        } catch (SQLException e) {
            throw DuckDbProblem.of(query, e);
        }
    }

    /** Checks a query, and makes what it asks, unless that is there and shows what is in the folder by now. */
    private void prepare(String query) throws IOException, SQLException {
        DuckDbQuery.check(connection, query);
        for (Map.Entry<String, String> one : ViewFiles.statements(
                        store, plan(), SqlDialect.DUCKDB, AskedViews.of(query))
                .entrySet()) {
            if (!one.getValue().equals(made.get(one.getKey()))) {
                DuckDb.execute(connection, one.getValue());
                made.put(one.getKey(), one.getValue());
            }
        }
    }

    /** The last plan, which is read again only if there is another. */
    private List<PlanRow> plan() throws IOException {
        Map<String, List<Long>> now = store.stamps(Table.PLANS.name());
        List<PlanRow> known = plan;
        if (known == null || !now.equals(plans)) {
            Optional<List<PlanRow>> last = new PlanStore(store).last();
            known = last.orElseThrow(() -> new BadInput("--with duckdb needs the plan of a run, which " + store.place()
                    + " lacks: leave it out, or run the sweep again"));
            plan = known;
            plans = now;
        }
        return known;
    }

    @Override
    public void cancel() {
        Statement asked = running;
        try {
            if (asked != null) {
                asked.cancel();
            }
        } catch (SQLException e) {
            // It has just ended.
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            // The database is in memory and ends with the process.
        }
    }
}
