package org.spectralsweep.spark.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spectralsweep.spark.table.PlanStore;
import org.spectralsweep.spark.table.PlannedTrial;
import org.spectralsweep.spark.table.Rows;
import org.spectralsweep.spark.table.Table;
import org.spectralsweep.spark.table.TrialRow;
import org.spectralsweep.spark.table.UnitStore;

/** Other programs see in a folder, whose name needs every kind of quotes, what the catalogue of views shows. */
@Tag("slow")
class ViewFilesTest {
    @TempDir
    Path temporary;

    private Path folder;
    private UnitStore store;

    @BeforeEach
    void makeTheFolder() throws IOException {
        folder = temporary.resolve("o'hara's [x] results");
        store = new UnitStore(folder.toString());
    }

    private void commit(String unit, int... frequencies) throws IOException {
        List<UnitStore.Unit> parts = new ArrayList<>();
        for (int frequency : frequencies) {
            parts.add(Rows.measured("trial " + frequency, frequency));
        }
        store.commit(
                unit,
                new UnitStore.Unit(
                        parts.stream().flatMap(part -> part.trials().stream()).toList(),
                        parts.stream().flatMap(part -> part.hits().stream()).toList(),
                        parts.stream()
                                .flatMap(part -> part.measurements().stream())
                                .toList()),
                "0",
                false);
    }

    private static PlannedTrial planned(int frequency) {
        return PlannedTrial.ofItself("trial " + frequency, "trajectory " + frequency, "plan's cell " + frequency);
    }

    private void plan(PlannedTrial... trials) throws IOException {
        new PlanStore(store).write("run " + new PlanStore(store).sequences().size(), List.of(trials));
    }

    /** Writes the files, and compares what they show in both programs with the catalogue of views. */
    private void requireTheSame(List<String> names) throws IOException, SQLException {
        ViewFiles.write(store);
        SparkSession ours = session();
        ViewsCatalog.register(ours, store);
        SparkSession plain = session();
        for (String statement :
                Files.readString(folder.resolve("views-spark.sql")).split(";\n")) {
            plain.sql(statement);
        }
        try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duckDb.createStatement()) {
            statement.execute(Files.readString(folder.resolve("views.sql")));
            for (String name : names) {
                StructType schema = ours.table(name).schema();
                assertThat(plain.table(name).columns()).as(name).isEqualTo(schema.fieldNames());
                List<String> rows = rows(ours, name);
                assertThat(rows(plain, name)).as(name).isEqualTo(rows);
                compare(name, schema, ours, statement);
            }
        }
    }

    /** The tables of work units, and two views that join them. All views would take a minute in each test. */
    private static final List<String> SOME = List.of("trials", "hits", "measurements", "curves", "convergence");

    /** To compile the queries of all views would take most of a minute. */
    private static SparkSession session() {
        SparkSession session = SharedSpark.session().newSession();
        session.conf().set("spark.sql.codegen.wholeStage", "false");
        session.conf().set("spark.sql.shuffle.partitions", "1");
        return session;
    }

    private static List<String> rows(SparkSession spark, String name) {
        return spark.table(name).collectAsList().stream()
                .map(Row::toString)
                .sorted()
                .toList();
    }

    /** Compares columns, counts, sums of numbers, and the least and the greatest texts. */
    private static void compare(String name, StructType schema, SparkSession ours, Statement duckDb)
            throws SQLException {
        List<String> columns = new ArrayList<>();
        try (ResultSet described = duckDb.executeQuery("DESCRIBE " + name)) {
            while (described.next()) {
                columns.add(described.getString(1));
            }
        }
        assertThat(columns).as(name).containsExactly(schema.fieldNames());
        String aggregates = Arrays.stream(schema.fields())
                .flatMap(ViewFilesTest::aggregates)
                .collect(Collectors.joining(", ", "SELECT count(*), ", " FROM " + name));
        Row expected = ours.sql(aggregates.replace('"', '`')).head();
        try (ResultSet found = duckDb.executeQuery(aggregates)) {
            found.next();
            for (int i = 0; i < expected.size(); i++) {
                String what = name + ": " + aggregates + " number " + i;
                if (expected.get(i) instanceof Number number) {
                    assertThat(found.getDouble(i + 1)).as(what).isCloseTo(number.doubleValue(), within(1e-9));
                } else {
                    assertThat(found.getString(i + 1)).as(what).isEqualTo(expected.getString(i));
                }
            }
        }
    }

    private static Stream<String> aggregates(StructField field) {
        String column = '"' + field.name() + '"';
        if (field.dataType() instanceof NumericType) {
            return Stream.of("sum(" + column + ")");
        }
        return field.dataType() instanceof StringType
                ? Stream.of("min(" + column + ")", "max(" + column + ")")
                : Stream.of("count(" + column + ")");
    }

    @Test
    void workUnitsOfWhichOnlySomeArePlanned() throws IOException, SQLException {
        commit("pack", 1, 2, 3);
        commit("trial 4", 4);
        // A work unit that was not committed.
        Files.copy(folder.resolve("hits/trial 4.parquet"), folder.resolve("hits/lost.parquet"));
        plan(planned(1), planned(3), planned(4), planned(9));
        requireTheSame(SOME);
    }

    @Test
    void allViewsOfThem() throws IOException, SQLException {
        commit("pack", 1, 2, 3);
        commit("trial 4", 4);
        plan(planned(1), planned(3), planned(4), planned(9));
        requireTheSame(ViewsCatalog.NAMES);
    }

    @Test
    void rowsOfEarlierVersionsAreCompleted() throws IOException, SQLException {
        for (int frequency : new int[] {2, 3}) {
            TrialRow trial = Rows.directed("trial " + frequency, frequency, List.of(1, -frequency));
            store.commit(trial.trialId(), new UnitStore.Unit(List.of(trial), List.of(), List.of()), "0", false);
        }
        commit("trial 5", 5);
        Rows.rewriteWithoutHighestFrequency(store, "trial 2");
        plan(planned(2), planned(3), planned(5));
        requireTheSame(SOME);
    }

    @Test
    void segmentsBesideRetiredUnitsAndRowsThatReplaceTheirs() throws IOException, SQLException {
        commit("pack", 1, 2, 3);
        plan(planned(1), planned(2), planned(3));
        Path kept = temporary.resolve("kept");
        Files.createDirectories(kept);
        for (Table<?> table : List.of(Table.TRIALS, Table.HITS, Table.MEASUREMENTS)) {
            Files.copy(folder.resolve(table.name() + "/pack.parquet"), kept.resolve(table.name()));
        }
        store.compact(unit -> false, true, new SparkSegments(SharedSpark.session(), store));
        requireTheSame(SOME);
        for (Table<?> table : List.of(Table.TRIALS, Table.HITS, Table.MEASUREMENTS)) {
            Files.copy(
                    kept.resolve(table.name()),
                    folder.resolve(table.name() + "/pack.parquet"),
                    StandardCopyOption.REPLACE_EXISTING);
        }
        commit(UnitStore.superseding("trial 2"), 2);
        requireTheSame(SOME);
    }

    @Test
    void trialsThatShareRows() throws IOException, SQLException {
        commit("pack", 1, 2);
        plan(
                new PlannedTrial("trial 1", "trajectory 1", "one cell", "other 1", List.of("training_loss")),
                new PlannedTrial("trial 1", "trajectory 1", "other cell", "other 2", List.of("it's another")),
                planned(2));
        requireTheSame(SOME);
    }

    @Test
    void nothingWithoutAPlan() throws IOException {
        commit("pack", 1);
        ViewFiles.write(store);
        assertThat(folder.resolve("views.sql")).doesNotExist();
    }
}
