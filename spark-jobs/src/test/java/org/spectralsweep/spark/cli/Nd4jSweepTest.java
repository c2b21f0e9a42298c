package org.spectralsweep.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spectralsweep.linalg.Nd4jLibrary;
import org.spectralsweep.linalg.OpenBlas;
import org.spectralsweep.spark.job.NetworkTrials;
import org.spectralsweep.spark.job.SharedSpark;
import org.spectralsweep.spark.job.YamlSweeps;
import org.spectralsweep.spark.table.Table;
import org.spectralsweep.spark.table.TableComparison;
import org.spectralsweep.spark.table.TrialRow;
import org.spectralsweep.spark.table.UnitStore;
import org.spectralsweep.trial.TrialStatus;

/** Sweeps with and without trials of the engine nd4j, in virtual machines in which ND4J is not loaded yet. */
class Nd4jSweepTest {
    private static final String SPEC = """
            sweep: engines
            trial:
              domain: {type: circle}
              sampling: {type: iid, points: 150}
              target: {type: harmonic, frequency: 1}
              network: {width: 256, parameterization: ntk, c-sigma: 1, bias: hidden}
              initialization: {weights: {type: normal, std: 0.5}}
              optimizer: {type: gradient-descent, learning-rate: 0.01}
              precision: float64
              thresholds: []
              metrics: [{type: training-loss}]
              max-steps: 150
            axes:
              - grid: {target.frequency: [1, 2, 3]}
              - grid: {engine: [ENGINES]}
            """;

    @TempDir
    Path folder;

    private Path spec(String engines) throws IOException {
        String name = engines.replace(", ", "-") + ".yaml";
        return Files.writeString(folder.resolve(name), SPEC.replace("ENGINES", engines));
    }

    private UnitStore store(String name) throws IOException {
        return new UnitStore(folder.resolve(name).toString());
    }

    /** Runs a sweep where ND4J would give OpenBLAS three threads. Returns the classes in the order of their loading. */
    private String runAlone(String engines, String out) throws IOException, InterruptedException {
        Path loaded = folder.resolve("classes");
        Path log = folder.resolve("log");
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "@" + Path.of("..", "conf", "jvm.options"),
                        "-Djava.awt.headless=true",
                        "-Xlog:class+load:file=" + loaded,
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Main.class.getName(),
                        "run",
                        spec(engines).toString(),
                        "--master=local[2]",
                        "--quiet",
                        "--strict",
                        "--out=" + folder.resolve(out))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("OMP_NUM_THREADS", "3");
        int code = builder.start().waitFor();
        assertThat(code).as(Files.readString(log)).isZero();
        return Files.readString(loaded);
    }

    private void run(String engines, String out) throws IOException {
        assertThat(SharedSpark.session()).isNotNull();
        Typed typed = Typed.into(
                new SweepCommand(new YamlSweeps(), new NetworkTrials()),
                "run",
                spec(engines).toString(),
                "--quiet",
                "--strict",
                "--out=" + folder.resolve(out));
        assertThat(typed.code()).as(typed.err()).isZero();
    }

    @Test
    void aMixedSweepEqualsOneOfEachEngine() throws Exception {
        String loaded = runAlone("circle, dense, nd4j", "mixed");
        int nd4j = loaded.indexOf(" org.nd4j.linalg.factory.Nd4j ");
        assertThat(nd4j).isPositive();
        for (String engine : List.of("Dense", "Circle", "Nd4j")) {
            assertThat(loaded.indexOf(" org.spectralsweep.train." + engine + "Engine "))
                    .as("%s's first trial begins once ND4J is loaded", engine)
                    .isGreaterThan(nd4j);
        }
        run("circle", "separate");
        run("dense", "separate");
        run("nd4j", "separate");
        TableComparison comparison = TableComparison.of(store("mixed"), null, store("separate"), null);
        assertThat(comparison.differences()).isEmpty();
        assertThat(comparison.rows()).containsEntry("trials", 9);
        assertThat(comparison.rows().get("measurements")).isGreaterThan(9);
        for (TrialRow row : store("mixed").rows(Table.TRIALS)) {
            assertThat(row.outcome().status()).isEqualTo(TrialStatus.BUDGET_EXHAUSTED);
            TrialRow.Model model = row.outcome().model();
            List<Object> made = new ArrayList<>();
            made.add(model.vectorBits());
            made.add(model.productLibrary());
            assertThat(made)
                    .as(model.engine())
                    .isEqualTo(
                            switch (model.engine()) {
                                case "dense" -> List.of(0, OpenBlas.library());
                                case "circle" -> java.util.Arrays.asList(0, null);
                                default ->
                                    java.util.Arrays.asList(
                                            null, Nd4jLibrary.backend().toString());
                            });
        }
        assertThat(OpenBlas.library()).matches("OpenBLAS [0-9].*");
        assertThat(Nd4jLibrary.backend()).hasToString("nd4j-native 1.0.0-M2.1");
    }

    @Test
    void aSweepWithoutItLoadsNoClassOfNd4j() throws Exception {
        assertThat(runAlone("circle, dense", "without"))
                .contains(" org.spectralsweep.train.DenseEngine ")
                .doesNotContain(" org.nd4j.");
    }

    @Test
    void plansAndRegionsTakeTheOption() throws IOException {
        for (String command : List.of("plan", "run", "regions")) {
            Typed typed = Typed.into(new SweepCommand(new YamlSweeps(), new NetworkTrials()), command, "--help");
            assertThat(typed.out()).contains("--allow-backend=NAME");
        }
        Typed plan = Typed.into(
                new SweepCommand(new YamlSweeps(), new NetworkTrials()),
                "plan",
                spec("circle, dense, nd4j").toString(),
                "--allow-backend=nd4j-cuda");
        assertThat(plan.code()).as(plan.err()).isZero();
        assertThat(plan.out()).contains("3 circle, 3 dense, 3 nd4j");
    }
}
