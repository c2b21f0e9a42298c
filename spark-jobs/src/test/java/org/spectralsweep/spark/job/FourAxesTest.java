package org.spectralsweep.spark.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spectralsweep.fit.FitStatus;
import org.spectralsweep.spark.table.TableComparison;
import org.spectralsweep.trial.TrialStatus;

/** Frequency x dimension x density x encoding bandwidth, from the spec file through Spark to Parquet, SQL and a fit. */
class FourAxesTest {
    private static final Path SPEC = Path.of("..", "conf", "four-axes.yaml");

    @TempDir
    Path folder;

    @Test
    void crossTheWholeWayToAFit() throws IOException {
        LoadedSweep sweep = load(List.of());
        assertThat(sweep.work()).hasSize(24);
        try (ResultsFolder results = ResultsFolder.lock(folder.resolve("all").toString(), sweep.name())) {
            RunSweep.Summary summary = run(sweep, results);
            assertThat(summary.count(TrialStatus.CONVERGED)).isEqualTo(24);

            SparkSession spark = SharedSpark.session();
            ViewsCatalog.register(spark, results.store());
            List<Row> cells = spark.sql("SELECT frequency, dimension, density_weights, bandwidth, count(*) FROM trials"
                            + " GROUP BY ALL ORDER BY ALL")
                    .collectAsList();
            assertThat(cells).hasSize(24);
            assertThat(cells.get(0).mkString(",")).isEqualTo("1,3,1:1,1.0,1");
            assertThat(cells.get(23).mkString(",")).isEqualTo("3,4,1:4,2.0,1");
            assertThat(spark.sql("SELECT * FROM convergence WHERE NOT censored").count())
                    .isEqualTo(48);
            assertThat(spark.sql("SELECT * FROM spectra WHERE component_frequency = frequency")
                            .count())
                    .isPositive();

            List<FitJob.Fitted> fits = FitJob.run(sweep.name(), results.store(), sweep.fits());
            assertThat(fits.stream().map(fit -> fit.group().keyText()))
                    .containsExactly(
                            "dimension=3, bandwidth=1.0",
                            "dimension=3, bandwidth=2.0",
                            "dimension=4, bandwidth=1.0",
                            "dimension=4, bandwidth=2.0");
            assertThat(fits).allSatisfy(fit -> {
                assertThat(fit.measured().status()).isEqualTo(FitStatus.OK);
                assertThat(fit.measured().points()).isEqualTo(12);
                // Higher frequencies take longer, and denser regions take less time.
                assertThat(fit.measured().estimate("a")).isPositive();
                assertThat(fit.measured().estimate("b")).isPositive();
            });
        }
    }

    /** Octaves are no column of trials, but a key of their specs, which groups read side by side. */
    @Test
    void giveLawsInAKeyOfTheSpec() throws IOException {
        String text = Files.readString(SPEC).replaceAll("(?s)\nfit:.*", "") + """

                fit:
                  - {name: one, law: "c * frequency^a * (1 + octaves)^k", group-by: [dimension]}
                  - {name: two, law: "c * frequency^a * (1 + octaves)^k", group-by: [dimension, density_weights]}
                """;
        LoadedSweep sweep = new YamlSweeps().load("octaves.yaml", text, null, List.of());
        try (ResultsFolder results = ResultsFolder.lock(folder.resolve("all").toString(), sweep.name())) {
            run(sweep, results);
            for (int round = 0; round < 5; round++) {
                List<FitJob.Fitted> fits = FitJob.run(sweep.name(), results.store(), sweep.fits());
                assertThat(fits.stream().map(fit -> fit.measured().points())).containsExactly(24, 24, 12, 12, 12, 12);
            }
        }
    }

    @Test
    void giveTheSameBitsInAnotherOrderAndPack() throws IOException {
        LoadedSweep sweep = load(List.of("domain.dimension=[3]", "target.frequency=[1, 2]"));
        assertThat(sweep.work()).hasSize(8);
        try (ResultsFolder whole = ResultsFolder.lock(folder.resolve("whole").toString(), sweep.name());
                ResultsFolder parts = ResultsFolder.lock(folder.resolve("parts").toString(), sweep.name())) {
            run(sweep, whole);
            run(load(List.of("domain.dimension=[3]", "target.frequency=[2]")), parts);
            run(sweep, parts);
            assertThat(TableComparison.of(whole.store(), parts.store()).differences())
                    .isEmpty();
        }
    }

    private static LoadedSweep load(List<String> overrides) throws IOException {
        return new YamlSweeps().load(SPEC.toString(), Files.readString(SPEC), null, overrides);
    }

    private static RunSweep.Summary run(LoadedSweep sweep, ResultsFolder results) throws IOException {
        RunDescription description = new RunDescription(sweep.name(), sweep.source(), null, null);
        return new RunSweep(SharedSpark.context(), results.store(), Progress.NONE)
                .run(description, sweep.work(), new NetworkTrials(), false);
    }
}
