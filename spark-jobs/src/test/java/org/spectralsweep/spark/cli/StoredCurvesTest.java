package org.spectralsweep.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.spectralsweep.spark.job.NetworkTrials;
import org.spectralsweep.spark.job.SharedSpark;
import org.spectralsweep.spark.job.YamlSweeps;

/** Times to levels that nobody watched for, and laws of curves, from what trials stored. */
class StoredCurvesTest {
    private static final String TRIAL = """
            sweep: curves
            trial:
              domain: {type: circle}
              density: {type: piecewise-constant, weights: [1, 2]}
              sampling: {type: grid, points: 60}
              target: {type: harmonic, frequency: 1}
              network: {width: 256, hidden-layers: 1, parameterization: ntk, c-sigma: 1, bias: hidden, train-outer: false}
              initialization: {weights: {type: normal, std: 1}, bias: {type: zero-bias}, outer: rademacher, mirrored: true}
              optimizer: {type: gradient-descent, learning-rate: auto}
              metrics: [{type: training-loss}, {type: region-error}]
              max-steps: 20000
              loss: %s
              checkpoints: {per-decade: 6}
              thresholds:
            %s
            axes:
              - grid: {target.frequency: [1, 2, 3, 4]}
            """;

    @TempDir
    Path folder;

    private String out = "";

    @BeforeEach
    void open() {
        assertThat(SharedSpark.session()).isNotNull();
    }

    private int sweep(String... arguments) {
        Typed typed = Typed.into(new SweepCommand(new YamlSweeps(), new NetworkTrials()), arguments);
        out = typed.out() + typed.err();
        return typed.code();
    }

    private Path spec(String name, String loss, List<String> thresholds, String laws) throws IOException {
        String list = thresholds.stream().map(one -> "    - {" + one + "}").collect(Collectors.joining("\n"));
        return Files.writeString(folder.resolve(name + ".yaml"), String.format(TRIAL, loss, list) + laws);
    }

    private String run(Path spec, String name) {
        String results = folder.resolve(name).toString();
        assertThat(sweep("run", spec.toString(), "--out", results, "-q"))
                .as(out)
                .isZero();
        return results;
    }

    /** Answers by the first columns, which are keys. */
    private TreeMap<String, List<String>> answers(String results, String sql, int keys) {
        assertThat(sweep("sql", results, "--format", "csv", sql)).as(out).isZero();
        TreeMap<String, List<String>> rows = new TreeMap<>();
        out.lines().skip(1).filter(line -> line.contains(",")).forEach(line -> {
            List<String> cells = List.of(line.split(",", -1));
            rows.put(String.join(",", cells.subList(0, keys)), cells.subList(keys, cells.size()));
        });
        return rows;
    }

    private static List<String> row(TreeMap<String, List<String>> answers, String key) {
        return Objects.requireNonNull(answers.get(key), key);
    }

    @ParameterizedTest
    @CsvSource({
        "relative-mse, half-mean, 0.05, 0.01",
        "half-sum, mean-square, 0.5, 0.05",
        "half-mean-per-sample, half-sum, 1.1, 0.2"
    })
    void timesToOtherLevelsAreThoseOfTrainingThatWatchesForThem(
            String convention, String loss, double highest, double trained) throws IOException {
        List<Double> levels = IntStream.range(0, 10)
                .mapToObj(i -> trained * Math.pow(highest / trained, i / 9.0))
                .toList();
        String one =
                run(spec("one", loss, List.of("name: t0, convention: " + convention + ", delta: " + trained), ""), "a");
        List<String> all = IntStream.range(0, 10)
                .mapToObj(i -> "name: t" + i + ", convention: " + convention + ", delta: " + levels.get(i))
                .toList();
        String watched = run(spec("all", loss, all, ""), "b");

        TreeMap<String, List<String>> exact = answers(
                watched, "SELECT frequency, region, threshold, step_lower, step_upper, bound FROM convergence", 3);
        String names = IntStream.range(0, 10)
                .mapToObj(i -> "(" + levels.get(i) + "D, 't" + i + "')")
                .collect(Collectors.joining(", "));
        TreeMap<String, List<String>> read = answers(
                one,
                "SELECT frequency, region, name, step_lower, step_upper, bound, step_estimate FROM VALUES " + names
                        + " AS l(level, name), LATERAL convergence_at(l.level)",
                3);

        assertThat(read.keySet()).isEqualTo(exact.keySet()).hasSize(120);
        exact.forEach((key, cells) -> {
            List<String> found = row(read, key);
            long step = Long.parseLong(cells.get(0));
            assertThat(cells.get(1)).as(key + " is exact").isEqualTo(cells.get(0));
            long lower = Long.parseLong(found.get(0));
            long upper = Long.parseLong(found.get(1));
            assertThat(step).as(key).isBetween(lower, upper);
            assertThat(upper).as(key).isLessThanOrEqualTo(Math.max(lower + 2, Math.round(1.6 * lower)));
            assertThat(Double.parseDouble(found.get(2)))
                    .as("the bound of " + key)
                    .isCloseTo(Double.parseDouble(cells.get(2)), within(1e-9));
            double estimate = Double.parseDouble(found.get(3));
            assertThat(estimate)
                    .as(key)
                    .isBetween((double) lower, (double) upper)
                    .isCloseTo(step, within(1 + 0.1 * step));
            if (key.endsWith("t0")) {
                assertThat(lower).as(key).isEqualTo(step);
                assertThat(upper).as(key).isEqualTo(step);
            }
        });
    }

    @Test
    void aLevelBelowTheTrainedOneIsCensoredAtTheLastCheckpoint() throws IOException {
        String results = run(
                spec("one", "half-mean", List.of("name: t, convention: relative-mse, delta: 0.1, scope: global"), ""),
                "a");
        TreeMap<String, List<String>> last = answers(results, "SELECT frequency, steps, steps FROM trials", 1);
        answers(results, "SELECT frequency, step_lower, step_upper, censored FROM convergence_at(0.001)", 1)
                .forEach((frequency, cells) -> {
                    assertThat(cells.get(0)).isEqualTo(row(last, frequency).get(0));
                    assertThat(cells.get(1)).isIn("", "NULL", "null");
                    assertThat(cells.get(2)).isEqualTo("true");
                });
    }

    @Test
    void lawsOfLevelsCurvesAndValuesStandBesideTheOneOfTimes() throws IOException {
        Path spec = spec("laws", "half-mean", List.of("name: t, convention: relative-mse, delta: 0.05"), """
                fit:
                  - {name: times}
                  - {name: levels, response: {delta: [0.2, 0.05]}}
                  - {name: surface, law: "c * frequency^a * density^-b * log(1/delta)^g", response: {delta: [0.2, 0.1, 0.05]}}
                  - {name: curve, response: {of: training-loss}, law: "c * exp(-r * time)", where: {time: [1, 50]}, group-by: [frequency]}
                  - {name: last, response: {of: training_loss, at: last}, exponents: {a: frequency}}
                  - {name: each level, law: each(delta), exponents: {a: frequency}, response: {delta: [0.2, 0.1]}}
                  - {name: early, response: {of: region-error}, where: {step: [10, 10]}}
                """);
        String results = folder.resolve("laws").toString();
        assertThat(sweep("run", spec.toString(), "--out", results, "-q"))
                .as(out)
                .isZero();
        assertThat(out)
                .contains("levels, delta=0.05", "levels, delta=0.2")
                .contains("training_loss = c * exp(-r * time)")
                .containsPattern("curve, frequency=1, time = 2\\.535\\.\\.7\\.606")
                .contains("early, κ = 2..4, step = 10")
                .doesNotContain("'levels' is fitted separately");
        TreeMap<String, List<String>> fits = answers(
                results,
                "SELECT fit, group_keys, parameter, estimate, points, law FROM fits WHERE estimator = 'maximum-likelihood'",
                3);
        // At the trained level the stored curve has nothing to add to the watched times.
        assertThat(row(fits, "levels,delta=0.05,a").get(0))
                .isEqualTo(row(fits, "times,,a").get(0));
        assertThat(row(fits, "levels,delta=0.05,a").get(1)).isEqualTo("8");
        assertThat(row(fits, "surface,,g").get(1)).isEqualTo("24");
        assertThat(row(fits, "each level,,a[0.2]").get(1)).isEqualTo("8");
        assertThat(row(fits, "last,,a").get(1)).isEqualTo("4");
        assertThat(row(fits, "early,,b").get(1)).isEqualTo("6");
        assertThat(row(fits, "last,,a").get(2)).isEqualTo("training_loss = c * frequency^a");
        // A loss of one harmonic falls exponentially, and the higher the frequency the slower.
        double slow = Double.parseDouble(row(fits, "curve,frequency=4,r").get(0));
        double fast = Double.parseDouble(row(fits, "curve,frequency=1,r").get(0));
        assertThat(fast).isGreaterThan(3 * slow);
        assertThat(sweep("fit", results, "--predict", "frequency=3")).as(out).isZero();
        assertThat(out).contains("last: training_loss = ");
    }

    @Test
    void aFigureMayAskForAnotherLevel() throws IOException {
        Path spec = spec("figure", "half-mean", List.of("name: t, convention: relative-mse, delta: 0.05"), """
                figure:
                  table:
                    - quantity: longest
                      measured: SELECT max(step_estimate) FROM convergence_at(0.2) WHERE region < 0
                """);
        String results = folder.resolve("figure").toString();
        assertThat(sweep("run", spec.toString(), "--out", results, "-q"))
                .as(out)
                .isZero();
        assertThat(out).containsPattern("longest +.*\\d");

        Files.writeString(spec, Files.readString(spec).replace("step_estimate", "step_estimat"));
        assertThat(sweep("run", spec.toString(), "--out", results, "-q")).isEqualTo(2);
        assertThat(out).contains("asks for the unknown column 'step_estimat'; did you mean 'step_estimate'?");
    }

    @Test
    void aLevelAboveTheStartIsReachedAtOnceAndNoLevelIsNone() throws IOException {
        String results = run(
                spec("one", "half-mean", List.of("name: t, convention: relative-mse, delta: 0.5, scope: global"), ""),
                "a");
        assertThat(sweep("sql", results, "SELECT * FROM convergence_at(1e6)"))
                .as(out)
                .isZero();
        assertThat(answers(results, "SELECT frequency, step_upper, step_upper FROM convergence_at(1e6)", 1))
                .hasSize(4)
                .allSatisfy((frequency, cells) -> assertThat(cells.get(0)).isEqualTo("0"));
        assertThat(answers(results, "SELECT frequency, step_upper FROM convergence_at(NULL)", 1))
                .isEmpty();
        assertThat(answers(results, "SELECT frequency, step_upper FROM convergence_at(-1)", 1))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{of: psnr} | no trial measures 'psnr'; valid are region_error, training_loss",
                "{of: training-los} | no trial measures 'training_los'; did you mean 'training_loss'?",
                "{delta: [0.1, 0.1]} | delta must name each level once but was [0.1, 0.1]",
                "{delta: [0]} | delta must hold positive numbers but was [0.0]",
                "{of: training-loss, delta: [0.1]} | delta must be empty where the law is not one of times",
                "{of: training-loss}, threshold: t | threshold must be empty where the law is not one of times but was 't'",
                "{delta: [0.1]}, law: 'c * time^a' | names 'time', a column of measured values only",
                "{at: last} | at must be every where the law is one of times but was last",
            })
    void aResponseThatCannotBeFittedIsRefused(String response, String sentence) throws IOException {
        Path spec = spec("bad", "half-mean", List.of("name: t, convention: relative-mse, delta: 0.05"), """
                fit:
                  - {name: law, response: %s}
                """.replace(
                        "%s", response));
        assertThat(sweep("run", spec.toString(), "--out", folder.resolve("bad").toString(), "-q"))
                .isEqualTo(2);
        assertThat(out).contains(sentence);
        assertThat(folder.resolve("bad")).doesNotExist();
    }

    @Test
    void levelsNeedACurve() throws IOException {
        Path spec = spec("bad", "half-mean", List.of("name: t, convention: relative-mse, delta: 0.05"), """
                fit:
                  - {name: law, response: {delta: [0.1]}}
                """);
        Files.writeString(spec, Files.readString(spec).replace(", {type: region-error}", ""));
        assertThat(sweep("run", spec.toString(), "--out", folder.resolve("bad").toString(), "-q"))
                .isEqualTo(2);
        assertThat(out)
                .contains(
                        "times to other levels are read from region_error, which no trial measures: add it to `metrics`");
    }
}
