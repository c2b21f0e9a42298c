package org.spectralsweep.spark.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.catalyst.analysis.FunctionRegistry$;
import org.apache.spark.sql.catalyst.analysis.TableFunctionRegistry$;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import scala.jdk.javaapi.CollectionConverters;

class ReadingQueryTest {
    /** How many functions Spark had when this was written. Each one was checked for what it can reach. */
    private static final int LOOKED_AT = 564 + 14;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 1",
                "SELECT 1;",
                "(SELECT 1) UNION (SELECT 2)",
                "((SELECT 1))",
                "-- comment\nSELECT 1",
                "/* INSERT INTO x */ SELECT 1 -- INSERT",
                "SELECT 'INSERT INTO a', \"reflect('x')\", `status` FROM trials",
                "WITH a AS (SELECT 1 AS x), b AS (SELECT x FROM a) SELECT * FROM b JOIN A USING (x)",
                "WITH a AS (WITH b AS (SELECT 1 AS x) SELECT * FROM b) SELECT * FROM a",
                "WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r WHERE n < 5) SELECT * FROM r",
                "FROM trials SELECT status",
                "FROM trials |> WHERE steps > 1 |> AGGREGATE count(*) AS n GROUP BY status |> ORDER BY n |> LIMIT 3",
                "TABLE trials",
                "FROM trials",
                "VALUES (1, 2), (3, 4)",
                "VALUES (rand()), (2)",
                "SELECT * FROM (VALUES (1), (2)) AS t(a)",
                "SELECT a, count(*) FROM TRIALS GROUP BY ROLLUP (a) HAVING count(*) > 1 ORDER BY a LIMIT 5 OFFSET 2",
                "SELECT DISTINCT * EXCEPT (a) FROM trials t JOIN hits h USING (trial_id), runs r",
                "SELECT * FROM trials t, LATERAL (SELECT * FROM hits h WHERE h.trial_id = t.trial_id)",
                "SELECT * FROM trials LATERAL VIEW OUTER explode(warnings) w AS warning",
                "SELECT * FROM trials, LATERAL explode(warnings) AS t(w)",
                "SELECT * FROM trials TABLESAMPLE (10 PERCENT)",
                "SELECT * FROM trials PIVOT (sum(x) FOR y IN (1, 2))",
                "SELECT * FROM trials UNPIVOT (v FOR n IN (a, b))",
                "SELECT rank() OVER w, sum(x) OVER (ORDER BY y) FROM trials WINDOW w AS (PARTITION BY a ORDER BY b)",
                "SELECT row_number() OVER (ORDER BY x) AS r FROM trials QUALIFY r = 1",
                "SELECT /*+ BROADCAST(h) */ * FROM hits h EXCEPT SELECT * FROM hits INTERSECT SELECT * FROM hits",
                "SELECT (SELECT max(step) FROM curves), x IN (SELECT y FROM runs), EXISTS (SELECT 1 FROM fits) FROM trials",
                "SELECT transform(warnings, w -> upper(w)), CASE WHEN a THEN 1 END, a::string, a[0] FROM trials",
                "SELECT a FROM trials DISTRIBUTE BY a SORT BY a",
                "SHOW TABLES",
                "SHOW VIEWS",
                "SHOW COLUMNS IN trials",
                "DESCRIBE trials",
                "DESC EXTENDED convergence",
                "DESCRIBE trials status",
                "DESCRIBE SELECT 1",
                "DESCRIBE FUNCTION regr_slope",
                "EXPLAIN FORMATTED SELECT * FROM trials",
            })
    void letsWhatReadsPass(String sql) {
        assertThatCode(() -> ReadingQuery.checkStatement(sql)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT INTO trials SELECT 1",
                "insert overwrite directory '/tmp/x' using csv select 1",
                "WITH x AS (SELECT 1) /* c */ INSERT OVERWRITE DIRECTORY '/tmp/x' USING csv SELECT * FROM x",
                "WITH x AS (SELECT 1) FROM x INSERT INTO trials SELECT *",
                "FROM trials INSERT OVERWRITE DIRECTORY '/tmp/x' USING csv SELECT * INSERT INTO hits SELECT *",
                "EXPLAIN INSERT INTO trials SELECT 1",
                "EXPLAIN SET a = 1",
                "CREATE TABLE foo AS SELECT 1 AS x",
                "CREATE TEMPORARY VIEW x AS SELECT 1",
                "CREATE OR REPLACE TEMPORARY VIEW trials USING csv OPTIONS (path '/etc/passwd')",
                "CREATE TEMPORARY FUNCTION f AS 'x'",
                "DROP VIEW trials",
                "TRUNCATE TABLE trials",
                "LOAD DATA INPATH '/x' INTO TABLE trials",
                "MERGE INTO trials USING hits ON true WHEN MATCHED THEN DELETE",
                "UPDATE trials SET x = 1",
                "DELETE FROM trials",
                "ALTER TABLE trials RENAME TO x",
                "SET spark.sql.ansi.enabled = false",
                "SET",
                "RESET",
                "USE x",
                "ADD JAR '/x.jar'",
                "ADD FILE '/x'",
                "LIST JARS",
                "CACHE TABLE trials",
                "CACHE TABLE x AS SELECT 1",
                "UNCACHE TABLE trials",
                "REFRESH TABLE trials",
                "REFRESH '/x'",
                "ANALYZE TABLE trials COMPUTE STATISTICS",
                "DECLARE x = 3",
                "CALL foo()",
                "EXECUTE IMMEDIATE 'SELECT 1'",
                "BEGIN SELECT 1; END",
                "BEGIN INSERT INTO trials SELECT 1; END",
                "SELECT TRANSFORM(status) USING 'cat' AS (b) FROM trials",
                "FROM trials MAP status USING 'cat' AS b",
                "SELECT * FROM (FROM trials REDUCE status USING 'cat' AS b)",
                "SELECT * FROM trials VERSION AS OF 1",
                "SELECT * FROM STREAM trials",
                "SHOW CREATE TABLE trials",
            })
    void refusesWhatDoesMore(String sql) {
        refused(sql, "the query must read (SELECT");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT reflect('java.lang.System', 'exit', 1)",
                "SELECT `REFLECT`('java.lang.System', 'exit', 1)",
                "SELECT Java_Method('java.lang.System', 'exit', 1)",
                "SELECT try_reflect('java.lang.System', 'exit', 1)",
                "SELECT system.builtin.reflect('java.lang.System', 'exit', 1)",
                "SELECT /* */ reflect /* */ ('java.lang.System', 'exit', 1)",
                "SELECT 1 FROM trials ORDER BY reflect('a', 'b')",
                "SELECT 1 FROM trials GROUP BY 1 HAVING max(reflect('a', 'b')) > 1",
                "SELECT sum(1) FILTER (WHERE reflect('a', 'b') = '') OVER (ORDER BY reflect('a', 'b')) FROM trials",
                "SELECT rank() OVER w FROM trials WINDOW w AS (ORDER BY reflect('a', 'b'))",
                "SELECT transform(warnings, w -> reflect('a', w)) FROM trials",
                "VALUES (reflect('a', 'b'))",
                "SELECT * FROM range(reflect('a', 'b'))",
                "SELECT * FROM trials LATERAL VIEW explode(array(reflect('a', 'b'))) w AS x",
                "SELECT * FROM trials LATERAL VIEW reflect('a', 'b') w AS x",
                "SELECT (SELECT reflect('a', 'b'))",
                "SELECT * FROM trials JOIN hits ON reflect('a', 'b') = ''",
                "SELECT * FROM trials, LATERAL (SELECT reflect('a', 'b'))",
                "WITH x AS (SELECT reflect('a', 'b')) SELECT 1",
                "FROM trials |> EXTEND reflect('a', 'b') AS x",
                "SELECT * FROM trials PIVOT (max(reflect('a', 'b')) FOR y IN (1, 2))",
                "EXPLAIN SELECT reflect('a', 'b')",
                "DESCRIBE SELECT reflect('a', 'b')",
                "SELECT from_xml('<a/>', 'a INT', map('rowValidationXSDPath', '/etc/passwd'))",
                "SELECT xpath_string('<!DOCTYPE a SYSTEM \"http://host/\"><a/>', 'a')",
                "SELECT from_protobuf(x, 'm', '/etc/passwd') FROM trials",
                "SELECT from_avro(x, '', map('avroSchemaUrl', 'http://host/')) FROM trials",
            })
    void refusesFunctionsThatReachOutside(String sql) {
        refused(sql, "reaches outside of them");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM parquet.`/etc/x`",
                "SELECT * FROM CSV.`/etc/passwd`",
                "SELECT * FROM `text`.`/etc/passwd`",
                "TABLE json.`/etc/x`",
                "FROM binaryFile.`/etc/x` SELECT *",
                "SELECT * FROM orc.`/x` o JOIN trials",
                "WITH parquet AS (SELECT 1) SELECT * FROM parquet.`/x`",
                "WITH x AS (SELECT * FROM text.`/etc/passwd`) SELECT * FROM x",
                "SELECT (SELECT max(value) FROM text.`/etc/passwd`)",
                "SELECT 1 FROM trials WHERE EXISTS (SELECT * FROM text.`/etc/passwd`)",
                "SELECT 1 FROM trials WHERE status IN (TABLE text.`/etc/passwd`)",
                "SELECT * FROM trials, LATERAL (SELECT * FROM text.`/etc/passwd`)",
                "SELECT * FROM f(TABLE(SELECT * FROM text.`/etc/passwd`))",
                "SELECT * FROM f(TABLE(text.`/etc/passwd`))",
                "SELECT * FROM IDENTIFIER('text.`/etc/passwd`')",
                "FROM trials |> UNION ALL TABLE text.`/etc/passwd`",
                "DESCRIBE text.`/etc/passwd`",
                "SHOW COLUMNS IN text.`/etc/passwd`",
                "EXPLAIN SELECT * FROM text.`/etc/passwd`",
                "SELECT * FROM spark_catalog.default.x",
                "SELECT * FROM global_temp.trials",
            })
    void refusesFilesAndOtherCatalogues(String sql) {
        refused(sql, "the query must read the tables and views of its sweep but names ");
    }

    @Test
    void refusesNamesThatAreNotSpelledOut() {
        refused("SELECT IDENTIFIER('ref' || 'lect')('a', 'b')", "spell its names out");
        refused("SELECT * FROM IDENTIFIER('te' || 'xt.`/etc/passwd`')", "the query must read (SELECT");
        refused("SELECT * FROM trials WITH (`path` = '/etc')", "must give no options");
    }

    @Test
    void knowsWhichTableWasMeant() {
        refused("SELECT * FROM trails", "the query asks the unknown table 'trails'; did you mean 'trials'?");
        refused("DESCRIBE convergance", "asks the unknown table 'convergance'; did you mean 'convergence'?");
        refused(
                "WITH x AS (SELECT 1) SELECT * FROM y",
                "asks the unknown table 'y'; valid are comparisons, components");
    }

    @Test
    void saysWhatDoesNotParse() {
        refused("SELECT 1; SELECT 2", "extra input 'SELECT'");
        refused("", "Syntax error");
        refused("-- nothing", "Syntax error");
    }

    @Test
    void refusesATowerOfBracketsAtOnce() {
        long start = System.nanoTime();
        int n = 20_000;
        for (List<String> pair : List.of(
                List.of("(", ")"),
                List.of("(SELECT ", ")"),
                List.of("abs(", ")"),
                List.of("a[", "]"),
                List.of("case when 1 = 1 then ", " end"),
                List.of("CAST(1 AS array<", ">)"),
                List.of("(", ""),
                List.of("/* ( */ ( -- )\n", "/* ) */ )"))) {
            refused("SELECT " + pair.get(0).repeat(n) + "1" + pair.get(1).repeat(n), "deep but are ");
        }
        refused("SELECT CAST(1 AS " + "array<".repeat(n) + "int" + ">".repeat(n) + ")", "deep but are 20001");
        refused("SELECT (')'(".repeat(n), "deep but are ");
        for (String prefix : List.of("NOT ", "- ", "1 + ")) {
            assertThatExceptionOfType(BadInput.class)
                    .isThrownBy(() -> ReadingQuery.checkStatement("SELECT " + prefix.repeat(n) + "x"));
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(60));
    }

    @Test
    void letsNestingThatPeopleWritePass() {
        String brackets = "(".repeat(90) + "1" + ")".repeat(90);
        for (String sql : List.of(
                "SELECT " + brackets,
                "SELECT '" + "(".repeat(500) + "', \"" + "[".repeat(500) + "\" -- " + "(".repeat(500),
                "SELECT 1" + ", (1)".repeat(500),
                "SELECT 1 FROM trials WHERE steps < 1" + " AND steps < (2)".repeat(300),
                "SELECT CASE WHEN 1 = 1 THEN 2 END" + ", CASE 1 WHEN 1 THEN 2 END".repeat(300))) {
            assertThatCode(() -> ReadingQuery.checkStatement(sql)).doesNotThrowAnyException();
        }
    }

    @Test
    void refusesCommandsInASpec() {
        for (String sql : List.of("SHOW TABLES", "DESCRIBE trials", "EXPLAIN SELECT 1", "SET a = 1")) {
            assertThatCode(() -> ReadingQuery.checkQuery(sql)).as(sql).isInstanceOf(Exception.class);
        }
        assertThatExceptionOfType(ReadingQuery.Refused.class)
                .isThrownBy(() -> ReadingQuery.checkQuery("SELECT * FROM text.`/etc/passwd`"));
        assertThatExceptionOfType(ReadingQuery.Refused.class)
                .isThrownBy(() -> ReadingQuery.checkQuery("SELECT reflect('a', 'b') AS x"));
    }

    /** This fails for a Spark with other functions. Check what they can reach, then correct the number. */
    @Test
    void everyFunctionWasLookedAt() {
        TreeSet<String> names = new TreeSet<>();
        CollectionConverters.asJava(FunctionRegistry$.MODULE$.builtin().listFunction())
                .forEach(function -> names.add(((FunctionIdentifier) function).funcName()));
        assertThat(names).containsAll(ReadingQuery.OUTSIDE);
        int tables = TableFunctionRegistry$.MODULE$.builtin().listFunction().size();
        assertThat(Map.of("functions", names.size() + tables)).containsEntry("functions", LOOKED_AT);
    }

    private static void refused(String sql, String why) {
        assertThatExceptionOfType(BadInput.class)
                .as(sql)
                .isThrownBy(() -> ReadingQuery.checkStatement(sql))
                .withMessageContaining(why);
    }
}
