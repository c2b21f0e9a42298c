package org.spectralsweep.spark.job;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.spectralsweep.spark.table.PlanRow;
import org.spectralsweep.spark.table.PlanStore;
import org.spectralsweep.spark.table.PlannedTrial;
import org.spectralsweep.spark.table.Table;
import org.spectralsweep.spark.table.UnitStore;

/**
 * The files {@code views.sql} and {@code views-spark.sql} of a results folder. They make the tables and views of
 * {@link ViewsCatalog} in DuckDB and in a session of Spark without this program. They name the files that count, so
 * that what a kill or a compaction left beside them is not read. Only {@code convergence_at} is not in them.
 */
public final class ViewFiles {
    private static final String AGAIN = "trials_again";

    private final UnitStore store;
    private final UnitStore.Snapshot snapshot;
    private final SqlDialect dialect;
    private final AskedViews asked;
    private final Map<String, String> statements = new LinkedHashMap<>();

    private ViewFiles(UnitStore store, UnitStore.Snapshot snapshot, SqlDialect dialect, AskedViews asked) {
        this.store = store;
        this.snapshot = snapshot;
        this.dialect = dialect;
        this.asked = asked;
    }

    /** Writes both files anew. A folder from before runs wrote plans gets none. */
    public static void write(UnitStore store) throws IOException {
        Optional<List<PlanRow>> last = new PlanStore(store).last();
        if (last.isEmpty()) {
            return;
        }
        for (SqlDialect dialect : SqlDialect.values()) {
            store.publish(dialect.file(), text(store, last.get(), dialect).getBytes(StandardCharsets.UTF_8));
        }
    }

    private static String text(UnitStore store, List<PlanRow> last, SqlDialect dialect) throws IOException {
        ViewFiles files = new ViewFiles(store, store.snapshot(), dialect, AskedViews.ALL);
        files.add(last);
        return files.header()
                + dialect.preamble()
                + files.statements.values().stream()
                        .map(statement -> statement + ";\n")
                        .collect(Collectors.joining());
    }

    /**
     * The statements that make what a query may ask, by the name of the table or view, in their order. They follow the
     * dialect's preamble.
     *
     * @param last the rows of the plan
     */
    static Map<String, String> statements(UnitStore store, List<PlanRow> last, SqlDialect dialect, AskedViews asked)
            throws IOException {
        ViewFiles files = new ViewFiles(store, store.snapshot(), dialect, asked);
        files.add(last);
        return files.statements;
    }

    private void add(List<PlanRow> last) throws IOException {
        tables();
        if (asked.contains(ViewsCatalog.PLANNED)) {
            planned(last);
        }
        Plan plan = Plan.ofRows(last);
        for (SweepView view : SweepView.ALL) {
            if (asked.contains(view.name())) {
                view(view.name(), dialect.query(view.query(plan)).strip());
            }
        }
    }

    private String header() {
        String path = store.place().absolute() + "/" + dialect.file();
        return "-- The tables and views of this results folder in " + dialect.program() + ", as `sweep sql` has them.\n"
                + "--   " + dialect.use(path).replace("\n", " ") + "\n"
                + "-- Paths are absolute, so this works from any folder. After results were moved, `sweep fit` or\n"
                + "-- `sweep compact` writes it anew, as every `sweep run` does at its end. Only files that count are\n"
                + "-- named, and none that a killed run left. The function convergence_at needs `sweep sql`.\n";
    }

    private void view(String name, String query) {
        statements.put(name, dialect.view(name, query));
    }

    /** A view of the rows of files, or of none. */
    private void files(String name, StructType schema, List<String> paths) {
        if (paths.isEmpty()) {
            view(name, dialect.none(schema));
        } else {
            statements.put(name, dialect.files(name, schema, paths));
        }
    }

    private void tables() throws IOException {
        for (Table<?> table : Table.ALL) {
            if (!UnitStore.holdsWorkUnits(table.name()) && isNeeded(table)) {
                StructType columns = table == Table.FITS ? store.fitColumns() : table.schema();
                files(table.name(), columns, store.files(table.name()));
            }
        }
        if (!snapshot.superseded().isEmpty()) {
            files(
                    AGAIN,
                    Table.TRIALS.schema(),
                    store.files(Table.TRIALS.name(), snapshot, false).stream()
                            .filter(path -> UnitStore.supersedes(new Path(path).getName()))
                            .toList());
        }
        for (Table<?> table : Table.ALL) {
            if (UnitStore.holdsWorkUnits(table.name()) && isNeeded(table)) {
                ofUnits(table.name(), table.schema());
            }
        }
    }

    /** Whether a query asks a table, or the views that are made from the plan. */
    private boolean isNeeded(Table<?> table) {
        return asked.contains(table.name()) || table == Table.PLANS && asked.contains(ViewsCatalog.PLANNED);
    }

    /** A table of work units: what segments hold and others do not replace, and what those hold. */
    private void ofUnits(String table, StructType schema) {
        String inSegments = table + "_in_segments";
        String inUnits = table + "_in_work_units";
        files(inSegments, schema, store.files(table, snapshot, true));
        files(inUnits, schema, store.files(table, snapshot, false));
        boolean trials = table.equals(Table.TRIALS.name());
        Map<String, String> completed = trials ? dialect.completed() : Map.of();
        String columns = Stream.of(schema.fieldNames())
                .map(name -> completed.containsKey(name)
                        ? completed.get(name) + " AS " + dialect.name(name)
                        : dialect.name(name))
                .collect(Collectors.joining(", "));
        String replaced =
                snapshot.superseded().isEmpty() ? "" : " WHERE trial_id NOT IN (SELECT trial_id FROM " + AGAIN + ")";
        String all = "SELECT * FROM " + inSegments + replaced + "\nUNION ALL SELECT " + columns + " FROM " + inUnits;
        view(
                table,
                trials
                        ? all
                        : "SELECT * FROM (" + all + ") rows_of_units WHERE trial_id IN (SELECT trial_id FROM trials)");
    }

    /** The plan's trials with its cells, and the names in {@code measurements} that belong to each. */
    private void planned(List<PlanRow> last) {
        String columns = Stream.of(Table.TRIALS.schema().fields())
                .map(StructField::name)
                .map(name -> (name.equals("cell") ? "p." : "t.") + dialect.name(name))
                .collect(Collectors.joining(", "));
        view(
                SweepView.TRIALS_OF_VIEWS,
                "SELECT " + columns + ", p.metrics AS " + SweepView.METRICS + "\nFROM trials t JOIN (" + rows(last)
                        + ") p ON t.trial_id = p.trial_id");
        view(
                ViewsCatalog.PLANNED,
                dialect.query("SELECT * EXCEPT (" + SweepView.METRICS + ") FROM " + SweepView.TRIALS_OF_VIEWS));
    }

    /** The plan's rows, each id once. Trials that share rows are written out. */
    private String rows(List<PlanRow> last) {
        String of = "SELECT trial_id, cell, metrics FROM plans WHERE run_id = "
                + dialect.text(last.get(0).runId());
        Set<String> seen = new HashSet<>();
        Set<String> shared = new HashSet<>();
        last.stream()
                .map(row -> row.trial().trialId())
                .filter(id -> !seen.add(id))
                .forEach(shared::add);
        if (shared.isEmpty()) {
            return of;
        }
        Map<String, PlannedTrial> byRows = Plan.ofRows(last).byRows();
        return of + " AND trial_id NOT IN ("
                + shared.stream().sorted().map(dialect::text).collect(Collectors.joining(", ")) + ")"
                + byRows.values().stream()
                        .filter(trial -> shared.contains(trial.trialId()))
                        .map(this::row)
                        .collect(Collectors.joining());
    }

    private String row(PlannedTrial trial) {
        List<String> metrics = trial.metrics();
        return "\nUNION ALL SELECT " + dialect.text(trial.trialId()) + ", " + dialect.text(trial.cell()) + ", "
                + (metrics == null ? "NULL" : dialect.list(metrics));
    }
}
