package org.spectralsweep.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.spectralsweep.trial.EngineChoice;
import org.spectralsweep.trial.TrialExamples;
import org.spectralsweep.trial.TrialRunner;
import org.spectralsweep.trial.TrialSpec;

class CostModelTest {
    private static double seconds(String path, String literal) {
        return CostModel.DEFAULT.seconds(TrialExamples.with(path, literal));
    }

    private static void assertRises(String path, String... literals) {
        double last = 0;
        for (String literal : literals) {
            double now = seconds(path, literal);
            assertThat(now).as("%s = %s", path, literal).isGreaterThan(last * (1 + 1e-6));
            last = now;
        }
    }

    @Test
    void risesWithFrequencyWidthLayersAndSparsity() {
        assertRises("target.frequency", "1", "2", "4", "8", "16");
        assertRises("network.width", "64", "65", "4000");
        assertRises("network.hidden-layers", "1", "2", "3");
        assertRises("density.weights", "[1, 1]", "[1, 2]", "[1, 2, 4]", "[1, 40]");
        assertRises("max-steps", "10", "100");
    }

    @Test
    void risesWithSamplesAndFallsWithTheRate() {
        assertRises("optimizer.learning-rate", "0.04", "0.004", "0.0004");
        double last = 0;
        for (int points : new int[] {100, 1000, 1001, 10_000}) {
            // For the summed loss the steps fall as the samples grow, so the cost does not change.
            double now = dense(points);
            assertThat(now).isGreaterThanOrEqualTo(last * (1 - 1e-12));
            last = now;
        }
        assertThat(dense(1_000_000)).isGreaterThan(1.5 * last);
    }

    private static double dense(int points) {
        TrialSpec trial = TrialExamples.with("sampling", "{type: iid, points: " + points + "}");
        return CostModel.DEFAULT.seconds(TrialExamples.with(trial, "engine", "dense"));
    }

    @Test
    void otherActivationsCostMoreThanRelu() {
        TrialSpec single = TrialExamples.with(TrialExamples.with("precision", "float32"), "engine", "dense");
        TrialSpec tanh = TrialExamples.with(single, "network.activation", "{type: tanh}");
        TrialSpec squared = TrialExamples.with(single, "network.activation", "{type: relu-squared}");
        TrialSpec exact = TrialExamples.with(tanh, "precision", "float64");
        CostModel model = CostModel.DEFAULT;

        assertThat(update(tanh)).isGreaterThan(1.5 * update(single));
        assertThat(update(exact)).isGreaterThan(5 * update(tanh));
        // Its times grow with the fourth power of the frequency, here 4, and the budget does not end them.
        assertThat(model.steps(TrialExamples.with(squared, "max-steps", "10000000")))
                .isEqualTo(16 * model.steps(TrialExamples.with(single, "max-steps", "10000000")));
        assertThat(update(TrialExamples.with("network.activation", "{type: leaky-relu}")))
                .isEqualTo(2 * update(TrialExamples.base()));
    }

    private static double update(TrialSpec trial) {
        return CostModel.DEFAULT.parts(trial, 1000).update();
    }

    @Test
    void knowsWhichEngineIsFaster() {
        TrialSpec trial = TrialExamples.with("target.frequency", "20");
        double circle = CostModel.DEFAULT.seconds(TrialExamples.with(trial, "engine", "circle"));
        double shallow = CostModel.DEFAULT.seconds(TrialExamples.with(trial, "engine", "shallow"));
        assertThat(shallow).isGreaterThan(5 * circle);
        assertThat(CostModel.DEFAULT.seconds(TrialExamples.with(trial, "engine", "dense")))
                .isGreaterThan(2 * shallow);
    }

    @Test
    void theReferenceCostsMoreThanAnyOtherEngine() {
        for (String network : new String[] {"{width: 4000}", "{width: 8}", "{width: 8, hidden-layers: 4}"}) {
            TrialSpec trial = TrialExamples.with("network", network);
            double dense = CostModel.DEFAULT.seconds(TrialExamples.with(trial, "engine", "dense"));
            assertThat(CostModel.DEFAULT.seconds(TrialExamples.with(trial, "engine", "nd4j")))
                    .isGreaterThan(2 * dense);
        }
    }

    @Test
    void predictsTheQuickstartsStepsAsInTheFigure() {
        // Kernel descent on these 734 points takes 848 steps in the sparse region
        // at frequency 10 (Basri et al. 2020, Fig. 7).
        double nanosecondsPerUnitAndPoint = 8;
        double expected = 848 * (4000 + 734) * nanosecondsPerUnitAndPoint / 1e9;
        TrialSpec trial = TrialExamples.with("target.frequency", "10");
        CostParts parts = CostModel.DEFAULT.parts(trial, CostModel.DEFAULT.steps(trial));
        assertThat(parts.training()).isBetween(0.7 * expected, 1.4 * expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1, 54", "3, 6580", "10, 31290"})
    void predictsTheStepsOfADegreeOnTheBooleanCube(String degreeAndSteps) {
        // ln 10 / (2 * 0.0005 * 1024 mu_k) with mu_1 = .0419642, mu_3 = .000341728, mu_10 = 7.18649e-5
        String[] parts = degreeAndSteps.split(", ", -1);
        TrialSpec cube = TrialExamples.with("domain", "{type: boolean-cube, dimension: 10}");
        for (String[] change : new String[][] {
            {"density", "{type: uniform}"},
            {"sampling", "{type: grid, points: 1024}"},
            {"target", "{type: walsh, degree: " + parts[0] + "}"},
            {"optimizer.learning-rate", "0.0005"},
            {"thresholds", "[{name: learned, convention: relative-mse, delta: 0.1, scope: global}]"},
            {"max-steps", "auto"},
        }) {
            cube = TrialExamples.with(cube, change[0], change[1]);
        }
        assertThat(CostModel.DEFAULT.steps(cube)).isCloseTo(Double.parseDouble(parts[1]), withPercentage(2));
    }

    @Test
    void metricsCostByTheirCheckpoints() {
        TrialSpec none = TrialExamples.with("metrics", "[]");
        assertThat(CostModel.DEFAULT.parts(none, 1000).metrics()).isZero();
        TrialSpec drift = TrialExamples.with("metrics", "[{type: kernel-drift}]");
        double sparse = CostModel.DEFAULT
                .parts(TrialExamples.with(drift, "checkpoints", "{per-decade: 0, at: [5, 10]}"), 1000)
                .metrics();
        double dense = CostModel.DEFAULT
                .parts(TrialExamples.with(drift, "checkpoints", "{per-decade: 0, at: [1, 2, 3, 4, 5, 6, 7]}"), 1000)
                .metrics();
        // Step 0 and the last one are checkpoints, too.
        assertThat(sparse).isPositive();
        assertThat(dense).isCloseTo(sparse / 4 * 9, withPercentage(1e-6));
    }

    @Test
    void theLosssConventionDoesNotChangeTheTime() {
        TrialSpec automatic = TrialExamples.with("optimizer", "{type: gradient-descent, learning-rate: auto}");
        double expected = CostModel.DEFAULT.seconds(automatic);
        for (String loss : new String[] {"half-mean", "mean-square"}) {
            assertThat(CostModel.DEFAULT.seconds(TrialExamples.with(automatic, "loss", loss)))
                    .isCloseTo(expected, withPercentage(1e-6));
        }
    }

    @Test
    void aCubesStepGivesItsWholeGrid() {
        TrialSpec cube = TrialExamples.with(
                TrialExamples.with("domain", "{type: cube, dimension: 2}"), "density", "{type: uniform}");
        assertThat(CostModel.DEFAULT.seconds(TrialExamples.with(cube, "sampling", "{type: grid, step: 0.01}")))
                .isCloseTo(
                        CostModel.DEFAULT.seconds(TrialExamples.with(cube, "sampling", "{type: grid, points: 10000}")),
                        withPercentage(1e-6));
    }

    @Test
    void neverPredictsMoreThanTheBudgets() {
        double least = CostModel.DEFAULT.seconds(TrialExamples.with("max-steps", "1"));
        assertThat(least).isLessThan(0.15);
        assertThat(CostModel.DEFAULT.seconds(TrialExamples.with("timeout-seconds", "0.5")))
                .isLessThanOrEqualTo(0.5 + least);
    }

    @Test
    void aTrialOfManyCostsLittleBesideItsSteps() {
        TrialSpec tiny = TrialExamples.with("sampling", "{type: grid, points: 30}");
        tiny = TrialExamples.with(tiny, "network.width", "32");
        tiny = TrialExamples.with(tiny, "max-steps", "25");
        tiny = TrialExamples.with(tiny, "metrics", "[]");
        assertThat(tiny.engine()).isEqualTo(EngineChoice.CIRCLE);
        // 100,000 of them took 25 s, and the first hundred 4 to 8 ms each.
        assertThat(100_000 * CostModel.of(100_000).seconds(tiny)).isBetween(20.0, 31.0);
        assertThat(CostModel.of(100).seconds(tiny)).isBetween(0.004, 0.008);
        double last = 0;
        for (int trials : new int[] {1, 99, 100, 101, 1000, 100_000}) {
            double total = trials * CostModel.of(trials).seconds(tiny);
            assertThat(total).isGreaterThan(last);
            last = total;
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 33, 100})
    void fewTrialsHaveTheModelOfOne(int trials) {
        assertThat(CostModel.of(trials)).isEqualTo(CostModel.DEFAULT);
    }

    @Test
    void predictsAFinitePositiveTimeForEveryTrial() {
        List<TrialSpec> runnable =
                TrialExamples.all().stream().filter(CostModelTest::canRun).toList();
        assertThat(runnable).hasSizeGreaterThan(12).allSatisfy(trial -> {
            assertThat(CostModel.DEFAULT.seconds(trial)).isPositive().isFinite();
        });
    }

    private static boolean canRun(TrialSpec trial) {
        try {
            TrialRunner.check(trial);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    @Test
    void aSharperBumpCostsMore() {
        assertThat(seconds("density", "{type: von-mises-fisher, concentration: 0}"))
                .isCloseTo(seconds("density", "{type: uniform}"), withPercentage(1e-6));
        assertThat(seconds("density", "{type: von-mises-fisher, concentration: 2}"))
                .isGreaterThan(2 * seconds("density", "{type: uniform}"));
    }
}
