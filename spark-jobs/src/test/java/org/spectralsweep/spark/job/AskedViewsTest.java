package org.spectralsweep.spark.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.spectralsweep.spark.table.UnitStore;

/** A query finds whatever it names, though only that is made. */
final class AskedViewsTest {
    @TempDir
    Path folder;

    private SparkSession spark = SharedSpark.session();

    @BeforeEach
    void openASessionWithoutViews() {
        spark = SharedSpark.session().newSession();
    }

    private static List<String> names() {
        return ViewsCatalog.NAMES;
    }

    private long rows(String query) throws IOException {
        UnitStore store = new UnitStore(folder.toString());
        ViewsCatalog.register(spark, store, Plan.lastOrEverything(store), query);
        return spark.sql(query).count();
    }

    @ParameterizedTest
    @MethodSource("names")
    void aQueryOfOneNameWorks(String name) throws IOException {
        assertThat(rows("SELECT * FROM " + name)).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM CONVERGENCE_AT(0.3)",
                "SELECT * FROM `Trials`",
                "FROM VALUES (0.1D), (0.3D) AS l(level), LATERAL convergence_at(l.level)",
                "SELECT * FROM convergence c JOIN spectra s ON c.trial_id = s.trial_id"
            })
    void namesCountInAnyForm(String query) throws IOException {
        assertThat(rows(query)).isZero();
    }

    @Test
    void aQueryWithoutATableWorks() throws IOException {
        assertThat(rows("VALUES 1, 2")).isEqualTo(2);
    }

    @Test
    void aListingShowsEverything() throws IOException {
        assertThat(rows("SHOW TABLES")).isEqualTo(ViewsCatalog.NAMES.size());
    }

    @Test
    void onlyWhatIsAskedIsMade() throws IOException {
        rows("SELECT count(*) FROM trials");
        assertThat(spark.catalog().tableExists("trials")).isTrue();
        assertThat(spark.catalog().tableExists("convergence")).isFalse();
    }
}
