package org.spectralsweep.spark.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.AbstractStringAssert;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.spectralsweep.spark.table.Place;
import org.spectralsweep.spark.table.PlanStore;
import org.spectralsweep.spark.table.PlannedTrial;
import org.spectralsweep.spark.table.Rows;
import org.spectralsweep.spark.table.UnitStore;

/** DuckDB only reads a sweep's tables, and says what is wrong with a query as Spark does. */
class DuckDbEngineTest {
    /** How many functions DuckDB had when this was written. Each one was looked at for what it can reach. */
    private static final int LOOKED_AT = 910;

    @TempDir
    static Path temporary;

    private static UnitStore store;
    private static DuckDbEngine engine;

    @BeforeAll
    static void makeAFolder() throws IOException {
        // A name that needs every kind of quotes.
        store = new UnitStore(temporary.resolve("o'hara's [x] results").toString());
        store.commit("trial 1", Rows.measured("trial 1", 1), "0", false);
        new PlanStore(store).write("run", List.of(PlannedTrial.ofItself("trial 1", "trial 1", "cell")));
        engine = DuckDbEngine.open(DuckDb.load(), store, null);
    }

    @AfterAll
    static void close() {
        engine.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 1",
                "SELECT 1;",
                "(SELECT 1) UNION (SELECT 2)",
                "-- comment\nSELECT 1",
                "/* INSERT INTO x */ SELECT 1 -- INSERT",
                "SELECT 'INSERT INTO a' AS text, \"status\" FROM trials",
                "WITH a AS (SELECT 1 AS x), b AS (SELECT x FROM a) SELECT * FROM b JOIN A USING (x)",
                "WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r WHERE n < 5) SELECT * FROM r",
                "FROM trials SELECT status",
                "FROM TRIALS",
                "TABLE trials",
                "VALUES (1, 2), (3, 4)",
                "SELECT * FROM trials t, LATERAL (SELECT * FROM hits h WHERE h.trial_id = t.trial_id)",
                "SELECT unnest(warnings) FROM trials",
                "SELECT * FROM range(3), unnest([1, 2])",
                "SELECT DISTINCT * EXCLUDE (trial_id) FROM trials",
                "SELECT list_transform(warnings, lambda w: upper(w)) FROM trials",
                "SELECT log(2, 8), log10(100), ln(2), power(2, 3), xor(2, 3)",
                "DESCRIBE trials",
                "DESCRIBE SELECT 1",
                "SUMMARIZE hits",
                "SELECT (SELECT max(step) FROM curves), status IN (SELECT sweep FROM runs) FROM trials",
                "SELECT * FROM (PIVOT hits ON region IN (0, 1) USING count(*) GROUP BY trial_id)",
            })
    void letsWhatReadsPass(String sql) {
        assertThatCode(() -> engine.answer(sql).close()).as(sql).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT INTO trials SELECT 1",
                "CREATE TABLE foo AS SELECT 1 AS x",
                "CREATE OR REPLACE VIEW trials AS SELECT 1",
                "CREATE MACRO f(a) AS a",
                "DROP VIEW trials",
                "COPY (SELECT 1) TO 'x.csv'",
                "COPY trials FROM 'x.csv'",
                "EXPORT DATABASE 'x'",
                "ATTACH 'x.db'",
                "DETACH memory",
                "INSTALL httpfs",
                "LOAD httpfs",
                "SET enable_external_access = true",
                "RESET memory_limit",
                "PRAGMA database_list",
                "CALL pragma_version()",
                "UPDATE trials SET status = ''",
                "DELETE FROM trials",
                "BEGIN",
                "CHECKPOINT",
                "VACUUM",
                "PREPARE p AS SELECT 1",
                "EXECUTE p",
                "SET VARIABLE x = 1",
                "EXPLAIN ANALYZE INSERT INTO trials SELECT 1",
                "SELECT 1; DROP VIEW trials",
                "",
            })
    void refusesWhatDoesMore(String sql) {
        refused(sql).startsWith("the query must ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM read_csv('/etc/passwd')",
                "SELECT * FROM read_text('/etc/passwd')",
                "SELECT * FROM READ_BLOB('/etc/passwd')",
                "SELECT * FROM glob('/etc/*')",
                "SELECT * FROM sniff_csv('/etc/passwd')",
                "SELECT * FROM parquet_metadata('x')",
                "SELECT * FROM query('SELECT 1')",
                "SELECT * FROM query_table('trials')",
                "SELECT * FROM duckdb_settings()",
                "SELECT * FROM duckdb_secrets()",
                "SELECT * FROM json_execute_serialized_sql('{}')",
                "SELECT * FROM trials WHERE status IN (SELECT content FROM read_text('/etc/passwd'))",
                "WITH a AS (SELECT * FROM read_text('/etc/passwd')) SELECT 1",
                "SELECT * FROM trials, LATERAL (SELECT * FROM read_text('/etc/passwd'))",
                "SELECT (SELECT content FROM read_text('/etc/passwd'))",
                "SELECT current_setting('TimeZone')",
                "SELECT getvariable('x')",
                "SELECT json_serialize_plan('SELECT 1')",
                "SELECT 1 FROM trials ORDER BY current_setting('TimeZone')",
                "DESCRIBE SELECT * FROM read_text('/etc/passwd')",
            })
    void refusesWhatReachesOutside(String sql) {
        refused(sql).contains("reaches outside");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM '/etc/passwd'",
                "SELECT * FROM \"/etc/passwd\"",
                "SELECT * FROM 'hits/trial 1.parquet'",
                "SELECT * FROM duckdb_tables",
                "SELECT * FROM pg_class",
                "SELECT * FROM sqlite_master",
                "SELECT * FROM trials_of_views",
                "SELECT * FROM hits_in_work_units",
            })
    void knowsNoOtherRelation(String sql) {
        refused(sql).startsWith("the query asks the unknown table");
    }

    @Test
    void refusesTablesThatAreNamedLikeAFile() throws IOException {
        Path file =
                Files.writeString(temporary.resolve("o'hara's [x] results").resolve("secret.csv"), "word\nsecret\n");
        Path link = Files.createSymbolicLink(temporary.resolve("link.csv"), file);
        for (Path path : List.of(file, link)) {
            refused("SELECT * FROM \"" + path + "\", (WITH \"" + path + "\" AS (SELECT 1) SELECT 1)")
                    .contains("letters, digits and _");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"duckdb_views", "PG_class", "sqlite_master", "trials_again", "hits_in_work_units"})
    void refusesTablesThatAreNamedLikeAnother(String name) {
        refused("SELECT * FROM " + name + ", (WITH " + name + " AS (SELECT 1) SELECT 1)")
                .contains("must not name its own tables");
        refused("WITH RECURSIVE " + name + "(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM " + name
                        + " WHERE n < 3) SELECT * FROM " + name)
                .contains("must not name its own tables");
    }

    @Test
    void refusesWhatHasTwoMeanings() {
        refused("SELECT log(steps) FROM trials").contains("write log10 or ln");
        refused("SELECT LOG(2) FROM trials").contains("write log10 or ln");
        refused("SELECT count(*) FROM trials WHERE steps ^ 2 > 4").contains("write power or xor");
    }

    @Test
    void spillsToTheFolderOfTemporaryFiles() throws SQLException {
        try (Connection connection = DuckDb.loaded(DuckDb.load());
                Statement statement = connection.createStatement();
                ResultSet settings = statement.executeQuery(
                        "SELECT current_setting('temp_directory'), current_setting('memory_limit')")) {
            settings.next();
            assertThat(settings.getString(1))
                    .startsWith(Path.of(System.getProperty("java.io.tmpdir"))
                            .toAbsolutePath()
                            .toString())
                    .endsWith("-" + ProcessHandle.current().pid());
        }
    }

    @Test
    void tellsTheFieldsOfStructsByName() throws IOException {
        try (Answer answer = engine.answer("SELECT {'a': 1, 'b': [{'c': 2}]} AS named, row(1, 2) AS unnamed")) {
            assertThat(answer.rows().next())
                    .containsExactly(Map.of("a", 1, "b", List.of(Map.of("c", 2))), List.of(1, 2));
        }
    }

    @Test
    void refusesNamesOfOtherCatalogues() {
        refused("SELECT * FROM main.trials").contains("names main.trials");
        refused("SELECT * FROM information_schema.tables").contains("names information_schema.tables");
        refused("SELECT ?").contains("parameter");
        refused("SELECT * FROM trials AT (VERSION => 3)").contains("options");
        refused("SHOW TABLES").contains("\\d");
        refused("SELECT " + "(".repeat(200) + "1" + ")".repeat(200)).contains("nested too deeply");
    }

    @Test
    void evenWhatIsNotRefusedReachesNothingOutside() throws SQLException, IOException {
        Path secret = Files.writeString(temporary.resolve("secret.txt"), "secret");
        try (Connection connection = DuckDb.loaded(DuckDb.load())) {
            DuckDb.execute(connection, "SELECT * FROM read_text('" + secret + "')");
            DuckDb.confine(connection, store.place(), null);
            for (String sql : List.of(
                    "SELECT * FROM read_text('" + secret + "')",
                    "SELECT * FROM read_text('"
                            + temporary
                                    .resolve("o'hara's [x] results/../secret.txt")
                                    .toString()
                                    .replace("'", "''") + "')",
                    "COPY (SELECT 1) TO '" + temporary.resolve("x.csv") + "'",
                    "SET enable_external_access = true",
                    "SET allowed_directories = ['/']",
                    "RESET lock_configuration",
                    "INSTALL httpfs")) {
                assertThatExceptionOfType(SQLException.class).as(sql).isThrownBy(() -> DuckDb.execute(connection, sql));
            }
        }
    }

    @Test
    void everyFunctionWasLookedAt() throws SQLException {
        try (Connection connection = DuckDb.loaded(DuckDb.load());
                Statement statement = connection.createStatement();
                ResultSet count = statement.executeQuery(
                        "SELECT count(DISTINCT (function_name, function_type)) FROM duckdb_functions()")) {
            count.next();
            assertThat(count.getInt(1)).isEqualTo(LOOKED_AT);
        }
    }

    @Test
    void saysWhatIsWrongAsSparkDoes() {
        refused("SELECT t.statsu FROM trials t")
                .isEqualTo("the query asks for the unknown column 't.statsu'; did you mean 't.status'?");
        refused("SELECT median(kernel_ration) FROM convergence")
                .isEqualTo("the query asks for the unknown column 'kernel_ration'; did you mean 'kernel_ratio'?");
        refused("SELECT bandwith FROM trials").contains("did you mean 'bandwidth'?");
        refused("SELECT kernel_ratio FROM trials").contains("it is a column of convergence");
        refused("SELECT regr_slop(1, 2)").contains("unknown function 'regr_slop'; did you mean 'regr_slope'?");
        refused("SELECT * FROM trails").contains("unknown table 'trails'; did you mean 'trials'?");
        refused("SELECT 1 FORM x y z").startsWith("the query cannot work: ").doesNotContain("\n");
        refused("SELECT CAST(status AS INT) FROM trials").startsWith("the query cannot be answered: ");
    }

    @Test
    void saysWhereSparkMustAnswer() {
        for (String sql : List.of(
                "SELECT percentile_approx(steps, 0.5) FROM trials",
                "SELECT `status` FROM trials",
                "SELECT * FROM trials LATERAL VIEW explode(warnings) w AS warning",
                "SELECT explode(warnings) FROM trials")) {
            refused(sql).contains("Spark answers it: leave out --with duckdb");
        }
        refused("SELECT * FROM convergence_at(0.3)").contains("only Spark has here");
    }

    @Test
    void needsAPlanOnALocalDisk() throws IOException, SQLException {
        UnitStore bare = new UnitStore(temporary.resolve("bare").toString());
        bare.commit("trial 1", Rows.measured("trial 1", 1), "0", false);
        CompletableFuture<Connection> loading = DuckDb.load();
        assertThatExceptionOfType(BadInput.class)
                .isThrownBy(() -> DuckDbEngine.open(loading, bare, null))
                .withMessageContaining("needs the plan of a run");
        assertThat(loading.join().isClosed()).isTrue();
        assertThat(Place.of("s3a://bucket/x").isLocal()).isFalse();
    }

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void cancelsAQuery() throws InterruptedException {
        Thread impatient = new Thread(() -> {
            try {
                TimeUnit.SECONDS.sleep(1);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            engine.cancel();
        });
        impatient.start();
        refused(
                        "SELECT count(*) FROM range(100000) a, range(100000) b, range(100000) c WHERE a.range + b.range = c.range")
                .isEqualTo("the query was cancelled");
        impatient.join();
        assertThatCode(() -> engine.answer("SELECT 1").close()).doesNotThrowAnyException();
    }

    @Test
    void saysWhichFileVanishedUnderAQuery() throws IOException {
        Path hits = temporary.resolve("o'hara's [x] results/hits/trial 1.parquet");
        String query = "SELECT count(*) FROM hits";
        Connection connection = DuckDb.loaded(DuckDb.load());
        try (DuckDbEngine under =
                DuckDbEngine.open(CompletableFuture.completedFuture(hiding(connection, query, hits)), store, null)) {
            assertThatExceptionOfType(UncheckedIOException.class)
                    .isThrownBy(() -> under.answer(query))
                    .havingRootCause()
                    .isInstanceOf(IOException.class)
                    .withMessageStartingWith("DuckDB could not read or write a file: ")
                    .withMessageContaining("trial 1.parquet")
                    .withMessageEndingWith("ask again if a run has just merged its files");
            try (Answer answer = under.answer(query + " AS h")) {
                assertThat(answer.rows().next()).hasToString("[2]");
            }
        }
    }

    /** A connection under which a file is not there whenever it answers one query. */
    private static Connection hiding(Connection connection, String query, Path file) {
        Path aside = file.resolveSibling("aside");
        return proxy(Connection.class, (method, arguments) -> {
            Object made = method.invoke(connection, arguments);
            if (!method.getName().equals("createStatement")) {
                return made;
            }
            return proxy(Statement.class, (asked, words) -> {
                boolean hidden = words != null && words.length > 0 && query.equals(words[0]);
                if (hidden) {
                    Files.move(file, aside);
                }
                try {
                    return asked.invoke(made, words);
                } finally {
                    if (hidden) {
                        Files.move(aside, file);
                    }
                }
            });
        });
    }

    private interface Called {
        @Nullable
        Object with(Method method, Object @Nullable [] arguments) throws Exception;
    }

    private static <T> T proxy(Class<T> type, Called called) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    try {
                        return called.with(method, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getTargetException();
                    }
                }));
    }

    private static AbstractStringAssert<?> refused(String sql) {
        try (Answer answer = engine.answer(sql)) {
            answer.rows().forEachRemaining(row -> {});
        } catch (BadInput e) {
            return assertThat(e.getMessage()).as(sql);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        throw new AssertionError("not refused: " + sql);
    }
}
