package org.spectralsweep.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One network of Fig. 7 of B20 on every engine takes the same steps to threshold from the same samples and weights. */
class EnginesAgreeTest {
    private static final String SEEDS = "{init: 11, sample: 12, phase: 13}";

    private static TrialResult run(int frequency, String engine, String precision, String simd) {
        return run(frequency, 4000, engine, precision, simd);
    }

    private static TrialResult run(int frequency, int width, String engine, String precision, String simd) {
        return run(frequency, width, engine, precision, simd, "{type: gradient-descent, learning-rate: 0.004}");
    }

    private static TrialResult run(
            int frequency, int width, String engine, String precision, String simd, String optimizer) {
        String json = TrialJson.canonical(
                        TrialExamples.with(Trials.figure7(frequency, width, 0), "optimizer", optimizer))
                .replaceFirst("\"engine\":\"[a-z]+\"", "\"engine\":\"" + engine + "\",\"simd\":\"" + simd + "\"")
                .replaceFirst("\"precision\":\"float..\"", "\"precision\":\"" + precision + "\"")
                .replaceFirst("\"seeds\":\\{}", "\"seeds\":" + SEEDS.replaceAll("([a-z]+):", "\"$1\":"));
        TrialResult result = TrialRunner.run(TrialJson.read(json));
        assertThat(result.course().error()).isNull();
        assertThat(result.model().engine()).isEqualTo(engine);
        assertThat(result.status()).isEqualTo(TrialStatus.CONVERGED);
        return result;
    }

    private static List<Long> steps(TrialResult result) {
        return result.hits().stream()
                .map(hit -> Objects.requireNonNull(hit.stepUpper()))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 8})
    void agreeOnTheStepsToThreshold(int frequency) {
        TrialResult circle = run(frequency, "circle", "float64", "auto");
        List<Long> expected = steps(circle);
        List<TrialResult> others = new ArrayList<>();
        for (String engine : List.of("dense", "shallow")) {
            for (String precision : List.of("float32", "float64")) {
                others.add(run(frequency, engine, precision, "auto"));
            }
        }
        assertThat(others).allSatisfy(other -> {
            assertThat(steps(other)).isEqualTo(expected);
            assertThat(other.course().initialLoss()).isCloseTo(circle.course().initialLoss(), within(1e-5));
        });
        // Float64 throughout; over hundreds of steps the trajectories differ only by rounding.
        assertThat(others.get(1).course().finalLoss()).isCloseTo(circle.course().finalLoss(), within(1e-10));
        assertThat(others.get(3).course().finalLoss()).isCloseTo(circle.course().finalLoss(), within(1e-10));
    }

    /** In a narrower network, since the reference takes a tenth of a second for a step of 4,000 units. */
    @ParameterizedTest
    @ValueSource(ints = {3, 4})
    void agreeWithTheReference(int frequency) {
        for (String precision : List.of("float32", "float64")) {
            TrialResult reference = run(frequency, 200, "nd4j", precision, "auto");
            assertThat(reference.model().productLibrary()).startsWith("nd4j-native 1.0.0-");
            for (String engine : List.of("circle", "dense", "shallow")) {
                boolean single = precision.equals("float32");
                if (single && engine.equals("circle")) {
                    continue;
                }
                TrialResult other = run(frequency, 200, engine, precision, "auto");
                assertThat(steps(reference)).as(engine).isEqualTo(steps(other));
                assertThat(reference.course().finalLoss())
                        .as(engine)
                        .isCloseTo(other.course().finalLoss(), within(single ? 1e-5 : 1e-10));
            }
        }
    }

    /** Rules with a memory, rates that change, and weights that decay although the outer ones are fixed. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{type: sgd, learning-rate: 0.001, momentum: 0.9}",
                "{type: gradient-descent, learning-rate: 0.004, schedule: {type: warm-up, steps: 20}}",
                "{type: sgd, learning-rate: 0.001, momentum: 0.9, schedule: {type: cosine, steps: 100, floor: 0.5}}",
                "{type: gradient-descent, learning-rate: 0.004, decay: {strength: 0.01}}",
                "{type: sgd, learning-rate: 0.001, momentum: 0.9, decay: {strength: 0.01, coupling: decoupled, towards: initial}}",
                "{type: adam, learning-rate: 0.0002, decay: {strength: 0.1, coupling: decoupled}}",
                "{type: sign-descent, learning-rate: 0.00005, schedule: {type: warm-up, steps: 20}}"
            })
    void agreeUnderEveryOptimizer(String optimizer) {
        TrialResult circle = run(3, 200, "circle", "float64", "auto", optimizer);
        for (String engine : List.of("dense", "shallow", "nd4j")) {
            TrialResult other = run(3, 200, engine, "float64", "auto", optimizer);
            assertThat(steps(other)).as(engine).isEqualTo(steps(circle));
            assertThat(other.course().finalLoss())
                    .as(engine)
                    .isCloseTo(circle.course().finalLoss(), within(1e-9));
        }
    }

    @Test
    void agreeBitForBitWithAndWithoutSimd() {
        TrialResult vector = run(3, "shallow", "float32", "auto");
        TrialResult scalar = run(3, "shallow", "float32", "scalar");
        assertThat(scalar.trialId()).isEqualTo(vector.trialId());
        assertThat(scalar.model().simd()).isEqualTo("scalar");
        assertThat(scalar.course().finalLoss()).isEqualTo(vector.course().finalLoss());
        assertThat(scalar.hits()).isEqualTo(vector.hits());
        assertThat(scalar.measurements()).isEqualTo(vector.measurements());
    }
}
