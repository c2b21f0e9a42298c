package org.spectralsweep.spark.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.spectralsweep.spark.figure.FigureQuery;
import org.spectralsweep.spark.table.Table;
import org.spectralsweep.spark.table.UnitStore;

class AskedColumnsTest {
    private static final Plan NOTHING = new Plan(List.of());

    @TempDir
    Path folder;

    private static List<String> asked(String query) {
        return Arrays.asList(AskedColumns.of(List.of(query), NOTHING)
                .of(Table.TRIALS.schema())
                .fieldNames());
    }

    private static List<String> types(StructType answer) {
        return Arrays.stream(answer.fields())
                .map(field -> field.name() + " " + field.dataType().sql())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM convergence",
                "SELECT frequency, * FROM convergence",
                "SELECT DISTINCT * FROM planned",
                "SELECT c.* FROM convergence c",
                "SELECT count(DISTINCT *) FROM planned",
                "SELECT /* all */ 1 FROM planned",
                "FROM planned",
                "SELECT 1 FROM (FROM planned)",
                "FROM planned |> WHERE frequency = 2",
                "TABLE planned",
                "SELECT 1 FROM convergence NATURAL JOIN planned",
                "SELECT hash(*) FROM planned",
                "SELECT delta FROM convergence_at(0.3)"
            })
    void aQueryThatMayMeanOtherColumnsGetsAll(String query) {
        assertThat(asked(query)).containsExactly(Table.TRIALS.schema().fieldNames());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT avg(frequency*step_upper) AS y FROM convergence",
                "SELECT 2 * frequency AS x, (1 + width) * 3 AS y, count( * ) AS value FROM planned GROUP BY ALL",
                "WITH a AS (SELECT frequency FROM planned) SELECT frequency FROM a"
            })
    void aQueryThatNamesItsColumnsGetsNoOthers(String query) {
        assertThat(asked(query))
                .contains("trial_id", "status", "time_per_step", "frequency")
                .doesNotContain("spec_json", "host", "warnings")
                .hasSizeLessThan(20);
    }

    @Test
    void everyQueryOfEverySpecFindsItsColumns() throws IOException {
        SparkSession whole = SharedSpark.session().newSession();
        UnitStore store = new UnitStore(folder.toString());
        ViewsCatalog.register(whole, store, NOTHING);
        int fewer = 0;
        try (Stream<Path> files = Files.walk(Path.of("..", "conf"))) {
            for (Path file : files.filter(path -> path.toString().endsWith(".yaml"))
                    .sorted()
                    .toList()) {
                LoadedSweep sweep = new YamlSweeps().reload(file.toString(), Files.readString(file), null, List.of());
                if (sweep.figure() != null) {
                    List<String> queries = sweep.figure().queries().values().stream()
                            .map(FigureQuery::sql)
                            .toList();
                    SparkSession pruned = SharedSpark.session().newSession();
                    ViewsCatalog.register(pruned, store, NOTHING, UnaryOperator.identity(), queries);
                    for (String query : queries) {
                        assertThat(types(pruned.sql(query).schema()))
                                .as("%s: %s", file, query)
                                .isEqualTo(types(whole.sql(query).schema()));
                    }
                    fewer += AskedColumns.of(queries, NOTHING).names().isEmpty() ? 0 : 1;
                }
            }
        }
        assertThat(fewer).isGreaterThan(10);
    }
}
