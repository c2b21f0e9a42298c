package org.spectralsweep.spark.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spectralsweep.spark.figure.Comparison;
import org.spectralsweep.trial.TrialJson;
import org.spectralsweep.trial.TrialStatus;

class TablesTest {
    private static final RunRow RUN = new RunRow(
            "20250102T030405-0a1b2c3d",
            "quickstart",
            new RunRow.Source(null, null, "sweep: quickstart\n", "quick", ""),
            new RunRow.Machine("17", "4.2.0", "OpenBLAS", 1, "CPU", "local[2,4]", 2),
            Instant.parse("2025-01-02T03:04:05.678901Z"),
            null,
            new RunRow.Counts(9, 1, 2, 3, 1, 1, 0, 1),
            new RunRow.Cost(40.0, 30.0, 55.0, 38.5, 47.25));
    private static final FitRow FIT = new FitRow(
            "quickstart",
            "headline",
            "power",
            "maximum-likelihood",
            "",
            "a",
            new FitRow.Value(2.3, 0.1, 2.1, 2.5, 2.0),
            21,
            3,
            "ok",
            new FitRow.Quality("jackknife", "log-normal", 12.5, 0.03, 4, 0.2),
            Map.of("dimension", "3", "bandwidth", "1.0"));
    private static final InfluenceRow INFLUENCE =
            new InfluenceRow("quickstart", "headline", "", "id", "frequency=4", "a", 2.2, null, Map.of());
    private static final PredictionRow PREDICTION =
            new PredictionRow("quickstart", "headline", "", "power", "frequency=20", "steps", 900.0, 700.0, null, null);

    private static final TestRow TEST = new TestRow(
            "quickstart",
            "headline",
            "dimension=3",
            "a = 2",
            "theory",
            new TestRow.Sides(2.0, 2.3, 2.1, null),
            new TestRow.Chance(0.01, 0.02, 9999, false),
            "",
            Map.of("dimension", "3"));

    private static final ComparisonRow COMPARISON = new ComparisonRow(
            "quickstart",
            "ratio",
            new Comparison.Numbers(1.96, "", null, 2.0),
            new Comparison.Verdict("paper", 2 / 1.96 - 1, 0.05, null, true),
            "Fig. 7",
            "");

    @Test
    void haveTheSchemaThatOldTablesWereWrittenWith() throws IOException {
        Map<String, StructType> schemas = new TreeMap<>(Map.of(
                Table.PLANS.name(), Table.PLANS.schema(),
                Table.RUNS.name(), Table.RUNS.schema(),
                Table.TRIALS.name(), Table.TRIALS.schema(),
                Table.HITS.name(), Table.HITS.schema(),
                Table.MEASUREMENTS.name(), Table.MEASUREMENTS.schema(),
                Table.FITS.name(), Table.FITS.schema(),
                Table.INFLUENCE.name(), Table.INFLUENCE.schema(),
                Table.TESTS.name(), Table.TESTS.schema(),
                Table.PREDICTIONS.name(), Table.PREDICTIONS.schema(),
                Table.COMPARISONS.name(), Table.COMPARISONS.schema()));
        StringBuilder text = new StringBuilder();
        schemas.forEach((name, schema) -> {
            text.append(name).append('\n');
            for (StructField field : schema.fields()) {
                text.append("  ")
                        .append(field.name())
                        .append(' ')
                        .append(field.dataType().simpleString())
                        .append(field.nullable() ? " null" : "")
                        .append('\n');
            }
        });
        assertThat(text.toString()).isEqualTo(golden());
    }

    @Test
    void giveBackTheRowsThatTheyAreMadeOf() {
        for (TrialStatus status : TrialStatus.values()) {
            TrialRow trial = Rows.trial("id", "run", status);
            assertThat(Table.TRIALS.fromRow(Table.TRIALS.toRow(trial))).isEqualTo(trial);
        }
        TrialRow unread = new TrialRow(
                "id", "trajectory", "run", "cell", null, Rows.outcome(TrialStatus.FAILED), "not even JSON");
        assertThat(Table.TRIALS.fromRow(Table.TRIALS.toRow(unread))).isEqualTo(unread);
        assertThat(Table.HITS.fromRow(Table.HITS.toRow(Rows.hit("id", 2)))).isEqualTo(Rows.hit("id", 2));
        assertThat(Table.RUNS.fromRow(Table.RUNS.toRow(RUN))).isEqualTo(RUN);
        assertThat(Table.FITS.fromRow(Table.FITS.toRow(FIT))).isEqualTo(FIT);
        assertThat(Table.INFLUENCE.fromRow(Table.INFLUENCE.toRow(INFLUENCE))).isEqualTo(INFLUENCE);
        assertThat(Table.TESTS.fromRow(Table.TESTS.toRow(TEST))).isEqualTo(TEST);
        assertThat(Table.PREDICTIONS.fromRow(Table.PREDICTIONS.toRow(PREDICTION)))
                .isEqualTo(PREDICTION);
        assertThat(Table.COMPARISONS.fromRow(Table.COMPARISONS.toRow(COMPARISON)))
                .isEqualTo(COMPARISON);
    }

    @Test
    void giveBackTheSameBitsFromAFile(@TempDir Path folder) throws IOException {
        UnitStore store = new UnitStore(folder.toString());
        UnitStore.Unit unit = Rows.unit("run", "one", "two");
        store.commit("unit", unit, "0", false);
        assertThat(store.unit("unit")).isEqualTo(unit);
        store.write(RUN);
        store.write(List.of(FIT), List.of(INFLUENCE));
        store.writeTests(List.of(TEST));
        store.writePredictions(List.of(PREDICTION));
        store.writeComparisons(List.of(COMPARISON));
        assertThat(store.rows(Table.RUNS)).containsExactly(RUN);
        assertThat(store.rows(Table.FITS)).containsExactly(FIT);
        assertThat(store.rows(Table.INFLUENCE)).containsExactly(INFLUENCE);
        assertThat(store.rows(Table.TESTS)).containsExactly(TEST);
        assertThat(store.rows(Table.PREDICTIONS)).containsExactly(PREDICTION);
        assertThat(store.rows(Table.COMPARISONS)).containsExactly(COMPARISON);
    }

    @Test
    void readAFileThatWasWrittenBeforeAColumnWasAdded(@TempDir Path folder) throws IOException {
        org.apache.hadoop.fs.Path file = new org.apache.hadoop.fs.Path(folder.toString(), "old.parquet");
        StructType old = new StructType(new StructField[] {Table.HITS.schema().apply("trial_id")});
        Configuration configuration = new Configuration();
        FileSystem files = FileSystem.getLocal(configuration).getRawFileSystem();
        ParquetFile.write(files, configuration, file, old, List.of(org.apache.spark.sql.RowFactory.create("id")));
        List<Row> rows = TableFile.read(files, configuration, file).rows(new StructType(new StructField[] {
            Table.HITS.schema().apply("trial_id"), Table.HITS.schema().apply("predicted_step")
        }));
        assertThat(rows).hasSize(1);
        assertThat(rows.get(0).getString(0)).isEqualTo("id");
        assertThat(rows.get(0).isNullAt(1)).isTrue();
    }

    @Test
    void spellTheSpecAsASpecFileDoes() {
        SpecColumns columns = SpecColumns.of(Rows.spec());
        assertThat(columns.density().densityType()).isEqualTo("piecewise-constant");
        assertThat(columns.density().densityWeights()).isEqualTo("1:2.5:4");
        assertThat(columns.training().loss()).isEqualTo("half-mean");
        assertThat(columns.space().dimension()).isEqualTo(3);
        assertThat(columns.space().manifoldDimension()).isEqualTo(2);
        assertThat(columns.task().frequency()).isEqualTo(6);
        assertThat(columns.task().bandwidth()).isEqualTo(5.0);
        assertThat(columns.network().width()).isEqualTo(64);
        assertThat(columns.network().hiddenLayers()).isEqualTo(2);
        assertThat(columns.start().weightStd()).isEqualTo(0.25);
        assertThat(columns.training().momentum()).isEqualTo(0.9);
        assertThat(columns.training().schedule()).isEqualTo("constant");
        assertThat(columns.training().decay()).isZero();
    }

    @Test
    void tellTheKeyOfATargetFromItsHighestFrequency() {
        assertThat(SpecColumns.of(Rows.spec()).task().highestFrequency()).isNull();
        SpecColumns directed =
                Objects.requireNonNull(Rows.directed("id", 4, List.of(1, -3)).spec());
        assertThat(directed.task().frequency()).isEqualTo(4);
        assertThat(directed.task().highestFrequency()).isEqualTo(12);
    }

    @Test
    void onlyATargetOnABooleanCubeHasADegree() throws IOException {
        assertThat(SpecColumns.of(Rows.spec()).task().degree()).isNull();
        ObjectMapper json = new ObjectMapper();
        ObjectNode tree = (ObjectNode) json.readTree(TrialJson.canonical(Rows.spec()));
        tree.set("domain", json.readTree("{\"type\": \"boolean-cube\", \"dimension\": 4}"));
        tree.set("target", json.readTree("{\"type\": \"walsh\", \"degree\": 3}"));
        tree.set("encoding", json.readTree("{\"type\": \"identity\"}"));
        tree.remove("engine");
        SpecColumns columns = SpecColumns.of(TrialJson.read(tree.toString()));
        assertThat(columns.task().degree()).isEqualTo(3);
        assertThat(columns.task().frequency()).isEqualTo(3);
        assertThat(columns.task().inputs()).isEqualTo("boolean-cube");
        assertThat(columns.space().domain()).isEqualTo("boolean-cube");
        assertThat(columns.space().dimension()).isEqualTo(4);
        assertThat(columns.space().manifoldDimension()).isZero();
    }

    private record Unreadable(@Nullable StringBuilder text) {}

    @Test
    void refuseAComponentThatHasNoColumnType() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RecordRows.of(Unreadable.class))
                .withMessageContaining("no column type");
    }

    private static String golden() throws IOException {
        try (InputStream in = TablesTest.class.getResourceAsStream("schemas.txt")) {
            return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
