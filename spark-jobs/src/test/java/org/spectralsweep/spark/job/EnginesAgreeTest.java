package org.spectralsweep.spark.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.spectralsweep.spark.conf.SpecException;
import org.spectralsweep.spark.table.FitRow;
import org.spectralsweep.spark.table.PlanStore;
import org.spectralsweep.spark.table.PlannedTrial;
import org.spectralsweep.spark.table.Rows;
import org.spectralsweep.spark.table.UnitStore;

/** Spark and DuckDB give the same answers to the same queries. */
class EnginesAgreeTest {
    private static final int TRIALS = 12;

    @TempDir
    static Path folder;

    private static final SparkSessions.Session SESSION = new SparkSessions.Session(SharedSpark.session(), false);

    private static UnitStore store;
    private static QueryEngine spark;
    private static QueryEngine duckDb;

    @BeforeAll
    static void makeAFolder() throws IOException {
        store = new UnitStore(folder.resolve("results").toString());
        List<PlannedTrial> planned = new ArrayList<>();
        for (int i = 1; i <= TRIALS; i++) {
            String id = "trial " + i;
            store.commit(id, Rows.measured(id, i), "0", false);
            if (i % 4 != 0) {
                planned.add(PlannedTrial.ofItself(id, id, "cell " + i % 3));
            }
        }
        store.write(List.of(fit("a", 2.5), fit("b", null)), List.of());
        new PlanStore(store).write("run", planned);
        spark = new SparkEngine(SESSION, store, EnginesAgreeTest::noLoader);
        duckDb = DuckDbEngine.open(DuckDb.load(), store, null);
    }

    private static LoadedSweep noLoader(String file, String text, @Nullable String variant, List<String> overrides) {
        throw new SpecException(file + " is not read here");
    }

    private static FitRow fit(String parameter, @Nullable Double estimate) {
        return new FitRow(
                "sweep",
                "law",
                "T = c * frequency^a",
                "maximum-likelihood",
                "",
                parameter,
                new FitRow.Value(estimate, 0.5, 1.0, null, 2.0),
                7,
                2,
                "ok",
                new FitRow.Quality("pooled", "log-normal", null, null, 3, null),
                Map.of("delta", "0.1"));
    }

    @AfterAll
    static void close() {
        duckDb.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT status, count(*) AS n FROM planned GROUP BY 1 ORDER BY 2 DESC, 1",
                "SELECT frequency, density, median(time_upper) AS time, count_if(censored) AS censored, count(*) AS hits"
                        + " FROM convergence GROUP BY 1, 2 ORDER BY 1, 2",
                "SELECT component, value FROM ntk ORDER BY 1, 2",
                "SELECT first_value(frequency) OVER (PARTITION BY cell ORDER BY frequency DESC) AS f FROM planned ORDER BY 1",
            })
    void theyGiveTheSameRowsOfAFew(String query) throws IOException {
        theyGiveTheSameRows(query);
    }

    @Tag("slow")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT count(*) FROM trials",
                "SELECT status, count(*) AS n FROM planned GROUP BY 1 ORDER BY 2 DESC, 1",
                "SELECT frequency, density, median(time_upper) AS time, count_if(censored) AS censored, count(*) AS hits"
                        + " FROM convergence GROUP BY 1, 2 ORDER BY 1, 2",
                "SELECT fit, group_keys, parameter, estimate, ci_low, ci_high, theory FROM fits"
                        + " WHERE estimator = 'maximum-likelihood' ORDER BY 1, 2, 3",
                "SELECT metric, step, avg(value) AS mean, min(value) AS least, max(value) AS greatest FROM curves"
                        + " GROUP BY 1, 2 ORDER BY 1, 2",
                "SELECT engine, count(*) AS trials, sum(wall_seconds) AS seconds, sum(predicted_seconds) AS predicted"
                        + " FROM planned GROUP BY 1 ORDER BY 3 DESC",
                "SELECT trial_id, cell FROM planned ORDER BY trial_id",
                "SELECT trial_id, step_lower, step_upper, censored FROM convergence ORDER BY trial_id, region",
                "SELECT trial_id, kernel_ratio FROM convergence ORDER BY 1, region",
                "SELECT estimate FROM fits ORDER BY estimate",
                "SELECT estimate FROM fits ORDER BY estimate DESC",
                "SELECT parameter, coalesce(estimate, -1) AS e FROM fits ORDER BY 1",
                "SELECT parameter, groups['delta'] AS delta FROM fits ORDER BY 1",
                "SELECT sum(steps), avg(steps), min(steps), max(steps) FROM trials",
                "SELECT stddev(frequency), variance(frequency) FROM planned",
                "SELECT corr(frequency, frequency * 2.0), regr_slope(2.0 * frequency, frequency) FROM planned",
                "SELECT frequency / 2 AS half, frequency % 3 AS rest FROM planned ORDER BY 1",
                "SELECT power(frequency, 2) AS square, sqrt(frequency) AS root, ln(frequency) AS ln FROM planned ORDER BY 1",
                "SELECT round(frequency / 3.0, 2) AS r, floor(frequency / 3.0) AS f, ceil(frequency / 3.0) AS c"
                        + " FROM planned ORDER BY frequency",
                "SELECT CASE WHEN frequency < 4 THEN 'low' ELSE 'high' END AS band, count(*) FROM planned GROUP BY 1 ORDER BY 1",
                "SELECT DISTINCT cell FROM planned ORDER BY 1",
                "SELECT cell, count(DISTINCT frequency) FROM planned GROUP BY cell HAVING count(*) > 2 ORDER BY 1",
                "SELECT p.trial_id, h.region FROM planned p JOIN hits h ON p.trial_id = h.trial_id ORDER BY 1, 2",
                "SELECT p.trial_id, c.value FROM planned p JOIN curves c USING (trial_id) ORDER BY 1, 2",
                "SELECT t.trial_id FROM trials t LEFT JOIN planned p ON t.trial_id = p.trial_id WHERE p.trial_id IS NULL ORDER BY 1",
                "SELECT trial_id FROM trials EXCEPT SELECT trial_id FROM planned ORDER BY 1",
                "SELECT trial_id FROM trials INTERSECT SELECT trial_id FROM planned ORDER BY 1",
                "SELECT 1 AS a UNION ALL SELECT 2 UNION ALL SELECT 3 ORDER BY a DESC",
                "WITH slow AS (SELECT * FROM planned WHERE frequency > 5) SELECT count(*), max(frequency) FROM slow",
                "SELECT trial_id FROM planned WHERE frequency = (SELECT max(frequency) FROM planned)",
                "SELECT trial_id FROM planned p WHERE EXISTS (SELECT 1 FROM curves c WHERE c.trial_id = p.trial_id AND c.value > 2)"
                        + " ORDER BY 1",
                "SELECT trial_id, row_number() OVER (PARTITION BY cell ORDER BY frequency) AS place FROM planned ORDER BY 1",
                "SELECT trial_id, sum(frequency) OVER (ORDER BY frequency) AS running FROM planned ORDER BY frequency",
                "SELECT trial_id, lag(frequency) OVER (ORDER BY frequency) AS before FROM planned ORDER BY frequency",
                "SELECT frequency FROM planned ORDER BY frequency LIMIT 3 OFFSET 2",
                "SELECT upper(status), length(status), substring(status, 1, 3), concat(status, '!') FROM planned LIMIT 1",
                "SELECT count(*) FROM planned WHERE trial_id LIKE 'trial 1%' AND status IN ('CONVERGED', 'FAILED')",
                "SELECT count(*) FROM planned WHERE frequency BETWEEN 3 AND 7 AND NOT (frequency = 5)",
                "SELECT abs(-frequency), greatest(frequency, 4), least(frequency, 4) FROM planned ORDER BY frequency",
                "SELECT CAST(frequency AS DOUBLE), CAST(frequency AS VARCHAR(10)) FROM planned ORDER BY frequency",
                "SELECT warnings FROM planned ORDER BY trial_id LIMIT 2",
                "SELECT metric, component, avg(value) FROM ntk GROUP BY 1, 2 ORDER BY 1, 2",
                "SELECT region, density, sum(value) FROM regions GROUP BY 1, 2 ORDER BY 1, 2",
                "SELECT component_frequency, value FROM spectra ORDER BY 1",
                "SELECT count(*) FROM components",
                "SELECT run_id, count(*) FROM plans GROUP BY 1",
                "SELECT count(*) FROM influence",
                "SELECT min(time_lower), max(time_lower) FROM hits",
                "SELECT corr(frequency, steps) FROM planned WHERE frequency > 1000",
                "SELECT time_upper IS NULL AS open, count(*) FROM convergence GROUP BY time_upper IS NULL",
                "SELECT * FROM (VALUES (1, 'a'), (2, 'b')) AS t(n, name) ORDER BY n",
                "SELECT first_value(frequency) OVER (PARTITION BY cell ORDER BY frequency DESC) AS f FROM planned ORDER BY 1",
                "SELECT frequency, count(*) FROM planned GROUP BY ROLLUP (frequency) ORDER BY 1, 2",
            })
    void theyGiveTheSameRows(String query) throws IOException {
        List<List<@Nullable Object>> expected = rows(spark, query);
        List<List<@Nullable Object>> found = rows(duckDb, query);
        assertThat(found).as(query).hasSameSizeAs(expected);
        for (int i = 0; i < expected.size(); i++) {
            for (int k = 0; k < expected.get(i).size(); k++) {
                same(query, expected.get(i).get(k), found.get(i).get(k));
            }
        }
    }

    private static void same(String query, @Nullable Object expected, @Nullable Object found) {
        if (expected instanceof Number number && found instanceof Number other) {
            assertThat(other.doubleValue())
                    .as(query)
                    .isCloseTo(number.doubleValue(), within(1e-12 * Math.max(1, Math.abs(number.doubleValue()))));
        } else {
            assertThat(found).as(query).isEqualTo(expected);
        }
    }

    private static List<List<@Nullable Object>> rows(QueryEngine engine, String query) throws IOException {
        try (Answer answer = engine.answer(query)) {
            List<List<@Nullable Object>> rows = new ArrayList<>();
            for (Iterator<List<@Nullable Object>> all = answer.rows(); all.hasNext(); ) {
                rows.add(all.next());
            }
            return rows;
        }
    }

    @Test
    void everyViewHasTheSameColumns() throws IOException {
        for (String view : ViewsCatalog.NAMES) {
            String query = "SELECT * FROM " + view + " LIMIT 1";
            try (Answer expected = spark.answer(query);
                    Answer found = duckDb.answer(query)) {
                assertThat(names(found)).as(view).isEqualTo(names(expected));
            }
        }
    }

    private static List<String> names(Answer answer) {
        return answer.columns().stream().map(Answer.Column::name).toList();
    }

    @Test
    void bothWriteOneFileOfParquet() throws IOException {
        String query = "SELECT trial_id, frequency FROM planned ORDER BY 1 -- the end";
        Path ofSpark = folder.resolve("spark.parquet");
        Path ofDuckDb = folder.resolve("it's [duckdb].parquet");
        spark.writeParquet(query, ofSpark);
        try (DuckDbEngine writer = DuckDbEngine.open(DuckDb.load(), store, ofDuckDb)) {
            writer.writeParquet(query + ";", ofDuckDb);
            assertThatExceptionOfType(BadInput.class)
                    .isThrownBy(() -> writer.writeParquet("SELECT 1; -- x", ofDuckDb))
                    .withMessageContaining("semicolon");
        }
        List<List<String>> rows = Stream.of(ofSpark, ofDuckDb)
                .map(file -> SharedSpark.session()
                        .read()
                        .parquet(file.toString().replace("[", "\\[").replace("]", "\\]"))
                        .orderBy("trial_id")
                        .collectAsList()
                        .stream()
                        .map(Object::toString)
                        .toList())
                .toList();
        assertThat(rows.get(0)).hasSize(9).isEqualTo(rows.get(1));
    }

    private static Dataset<Row> writtenByDuckDb(String query) throws IOException {
        Path file = folder.resolve("sums-" + UUID.randomUUID() + ".parquet");
        try (DuckDbEngine writer = DuckDbEngine.open(DuckDb.load(), store, file)) {
            writer.writeParquet(query, file);
        }
        return SharedSpark.session().read().parquet(file.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT cell, sum(steps) AS s, sum(frequency) AS f, count(*) AS n, sum(wall_seconds) AS w"
                        + " FROM planned GROUP BY cell ORDER BY s DESC, cell -- the end",
                "SELECT trial_id, sum(frequency) OVER (ORDER BY frequency) AS `a \"sum\"` FROM planned ORDER BY 1",
                "SELECT sum(frequency) AS f FROM planned WHERE frequency > 1000",
                "SELECT trial_id, frequency FROM planned ORDER BY trial_id DESC",
            })
    void bothWriteTheSameTypesAndRows(String query) throws IOException {
        Path file = folder.resolve("types-" + UUID.randomUUID() + ".parquet");
        spark.writeParquet(query, file);
        Dataset<Row> expected = SharedSpark.session().read().parquet(file.toString());
        Dataset<Row> found = writtenByDuckDb(query.replace("`a \"sum\"`", "\"a \"\"sum\"\"\""));
        assertThat(found.schema().simpleString()).isEqualTo(expected.schema().simpleString());
        assertThat(found.collectAsList()).hasToString(expected.collectAsList().toString());
    }

    @Test
    void sumsBeyondBigintStayDoubles() throws IOException {
        String sum = "SELECT sum(n) AS s FROM (VALUES (9223372036854775807), (%d)) AS t(n)";
        assertThat(writtenByDuckDb(sum.formatted(-1)).schema().simpleString()).isEqualTo("struct<s:bigint>");
        Dataset<Row> wide = writtenByDuckDb(sum.formatted(1));
        assertThat(wide.schema().simpleString()).isEqualTo("struct<s:double>");
        assertThat(wide.first().getDouble(0)).isEqualTo(0x1p63);
        assertThat(writtenByDuckDb("SELECT [sum(n)] AS s, sum(n) AS s2 FROM (VALUES (1), (2)) AS t(n)")
                        .schema()
                        .simpleString())
                .isEqualTo("struct<s:array<bigint>,s2:bigint>");
        assertThatExceptionOfType(BadInput.class)
                .isThrownBy(() -> writtenByDuckDb("SELECT sum(n), CAST('x' AS INTEGER) AS i FROM (VALUES (1)) AS t(n)"))
                .withMessageStartingWith("the query cannot be answered: ");
    }

    @Test
    void bothSeeANewPlanAndItsRows() throws IOException {
        UnitStore other = new UnitStore(folder.resolve("growing").toString());
        other.commit("trial 1", Rows.measured("trial 1", 1), "0", false);
        new PlanStore(other).write("first", List.of(PlannedTrial.ofItself("trial 1", "trial 1", "cell")));
        try (QueryEngine bySpark = new SparkEngine(SESSION, other, EnginesAgreeTest::noLoader);
                QueryEngine byDuckDb = DuckDbEngine.open(DuckDb.load(), other, null)) {
            for (QueryEngine engine : List.of(bySpark, byDuckDb)) {
                assertThat(count(engine)).isEqualTo(1);
            }
            new PlanStore(other)
                    .write(
                            "second",
                            List.of(
                                    PlannedTrial.ofItself("trial 1", "trial 1", "cell"),
                                    PlannedTrial.ofItself("trial 2", "trial 2", "cell")));
            for (QueryEngine engine : List.of(bySpark, byDuckDb)) {
                assertThat(count(engine)).isEqualTo(1);
            }
            other.commit("trial 2", Rows.measured("trial 2", 2), "0", false);
            for (QueryEngine engine : List.of(bySpark, byDuckDb)) {
                assertThat(count(engine)).isEqualTo(2);
            }
        }
    }

    @Test
    void bothSeeACompactionAndWhatReplacesItsRows() throws IOException {
        UnitStore other = new UnitStore(folder.resolve("compacted").toString());
        List<PlannedTrial> planned = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            other.commit("trial " + i, Rows.measured("trial " + i, i), "0", false);
            planned.add(PlannedTrial.ofItself("trial " + i, "trial " + i, "cell"));
        }
        new PlanStore(other).write("run", planned);
        String sums = "SELECT count(*), sum(frequency) FROM planned";
        String hits = "SELECT count(*) FROM hits";
        try (QueryEngine bySpark = new SparkEngine(SESSION, other, EnginesAgreeTest::noLoader);
                QueryEngine byDuckDb = DuckDbEngine.open(DuckDb.load(), other, null)) {
            for (QueryEngine engine : List.of(bySpark, byDuckDb)) {
                assertThat(rows(engine, sums)).hasToString("[[3, 6]]");
            }
            other.compact(unit -> false, true, new SparkSegments(SharedSpark.session(), other));
            assertThat(other.snapshot().units()).anyMatch(UnitStore::isSegment);
            for (QueryEngine engine : List.of(bySpark, byDuckDb)) {
                assertThat(rows(engine, sums)).hasToString("[[3, 6]]");
                assertThat(rows(engine, hits)).hasToString("[[6]]");
            }
            other.commit(UnitStore.superseding("trial 2"), Rows.measured("trial 2", 9), "1", true);
            for (QueryEngine engine : List.of(bySpark, byDuckDb)) {
                assertThat(rows(engine, sums)).hasToString("[[3, 13]]");
                assertThat(rows(engine, hits)).hasToString("[[6]]");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"convergence", "curves", "regions", "ntk", "fits", "plans"})
    void whatIsComparedIsNotEmpty(String view) throws IOException {
        assertThat(rows(duckDb, "SELECT * FROM " + view)).isNotEmpty();
    }

    private static long count(QueryEngine engine) throws IOException {
        Object count = rows(engine, "SELECT count(*) FROM planned").get(0).get(0);
        return count instanceof Number number ? number.longValue() : -1;
    }
}
