package org.spectralsweep.spark.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spectralsweep.spark.table.UnitStore;

/** The queries in the figures of shipped specs name tables, views and columns that exist. */
class FigureColumnsTest {
    @TempDir
    Path folder;

    /** Compares names and types. Whether a column may be null depends on the rows. */
    private static List<String> columns(StructType schema) {
        return Arrays.stream(schema.fields())
                .map(column -> column.name() + " " + column.dataType().simpleString())
                .toList();
    }

    @Test
    void aPlanKnowsTheColumnsOfEveryTableAndView() throws IOException {
        SparkSession spark = SharedSpark.session();
        ViewsCatalog.register(spark, new UnitStore(folder.toString()));
        assertThat(ViewSchemas.byName().keySet()).containsExactlyInAnyOrderElementsOf(ViewsCatalog.NAMES);
        ViewSchemas.byName().forEach((name, schema) -> assertThat(columns(schema))
                .as(name)
                .isEqualTo(columns(spark.table(name).schema())));
    }

    @Test
    void everyQueryOfEverySpecFindsItsColumns() throws IOException {
        SparkSession spark = SharedSpark.session();
        ViewsCatalog.register(spark, new UnitStore(folder.toString()));
        QueryAnalysis analysis = new QueryAnalysis(SparkSessions.conf(null));
        Path conf = Path.of("..", "conf");
        int queries = 0;
        try (Stream<Path> files = Files.walk(conf)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".yaml"))
                    .sorted()
                    .toList()) {
                LoadedSweep sweep = new YamlSweeps().reload(file.toString(), Files.readString(file), null, List.of());
                if (sweep.figure() != null) {
                    // Spark resolves columns when it gets the query, before it runs. So does the plan, without Spark.
                    sweep.figure().queries().forEach((path, query) -> assertThatCode(() -> {
                                FigureQueries.check(query, analysis);
                                assertThat(columns(analysis.columns(query.sql()).orElseThrow()))
                                        .isEqualTo(
                                                columns(spark.sql(query.sql()).schema()));
                            })
                            .as("%s, %s", file, path)
                            .doesNotThrowAnyException());
                    queries += sweep.figure().queries().size();
                }
            }
        }
        assertThat(queries).isGreaterThan(150);
        assertThatThrownBy(() -> spark.sql("SELECT component FROM curves")).hasMessageContaining("component");
    }
}
