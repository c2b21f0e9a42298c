package org.spectralsweep.spark.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.spectralsweep.spark.table.Rows;
import org.spectralsweep.spark.table.TrialRow;
import org.spectralsweep.trial.StableRate;
import org.spectralsweep.trial.TrialStatus;

/** The rows' spec has momentum 0.9, two hidden layers and a rate of 0.5. */
class TrialAdviceTest {
    private static final int LONGEST_SENTENCE = 25;

    private static TrialRow trial(
            int number,
            TrialStatus status,
            double lambdaMax,
            @Nullable Double initialLoss,
            List<String> warnings,
            @Nullable String error) {
        TrialRow row = Rows.trial("trial " + number, 6, status);
        TrialRow.Outcome outcome = new TrialRow.Outcome(
                new TrialRow.Model(100, 30, 4257, "dense", null, null, null),
                new TrialRow.Kernel(0.5, 2.0, lambdaMax, 0.5 * lambdaMax, "closed-form kernel", null),
                new TrialRow.Course(status, 10, 1000L, initialLoss, 0.1, 0.5),
                new TrialRow.Cost(1.5, 1.25, 2, null, null, null, null),
                warnings,
                error,
                "host",
                1);
        return new TrialRow(
                row.trialId(), row.trajectoryId(), row.runId(), row.cell(), row.spec(), outcome, row.specJson());
    }

    private static TrialRow failed(int number, String error) {
        return trial(number, TrialStatus.FAILED, 1, null, List.of(), error);
    }

    private static List<String> advice(TrialRow... trials) {
        List<String> remarks =
                new ArrayList<>(TrialAdvice.of(List.of(trials), Map.of("trial 1", "frequency = 6"), Set.of("trial 3")));
        remarks.addAll(TrialAdvice.warnings(List.of(trials)));
        // The shares in other tests are short, and the text of errors is not ours.
        assertThat(remarks).allSatisfy(remark -> assertThat(Arrays.stream(remark.split("(?<=[.:;]) ", -1))
                        .mapToInt(sentence -> sentence.split(" ", -1).length))
                .allMatch(words -> words <= LONGEST_SENTENCE));
        return remarks;
    }

    @Test
    void saysNothingOfASoundSweep() {
        assertThat(advice(
                        trial(1, TrialStatus.CONVERGED, 1, 0.6, List.of(), null),
                        trial(2, TrialStatus.BUDGET_EXHAUSTED, 7.5, 1.0, List.of(), null)))
                .as("the limit is 3.8 with momentum; a budget without a threshold is what was asked for")
                .isEmpty();
    }

    @Test
    void saysEachCauseOnceWithItsFirstLineAndWhatHelps() {
        assertThat(advice(
                        failed(1, "OutOfMemoryError: Java heap space"),
                        failed(2, "IllegalStateException: no 17 of them\nat line 3"),
                        failed(4, "IllegalStateException: no 18 of them\nat line 4")))
                .containsExactly(
                        "2 trials failed (first: trial 2): IllegalStateException: no 17 of them."
                                + " The same command with --retry runs it again.",
                        "1 trial failed (first: frequency = 6): OutOfMemoryError: Java heap space."
                                + " More memory helps: SWEEP_JAVA_OPTIONS=-Xmx8g here, spark.executor.memory on a cluster;"
                                + " then --retry.");
        assertThat(advice(failed(1, "Error: " + "x".repeat(500))).get(0)).hasSizeLessThan(250);
        List<String> many = advice(IntStream.range(0, 6)
                .mapToObj(i -> failed(i, "Error: " + "abcdef".charAt(i)))
                .toArray(TrialRow[]::new));
        assertThat(many).hasSize(4);
        assertThat(many.get(3)).isEqualTo("There are 3 other causes of failures; `./sweep show` lists them.");
    }

    @Test
    void saysWhichRatesAreUnstableAndWhichStable() {
        TrialRow fast = trial(1, TrialStatus.CONVERGED, 8, 0.6, List.of(warning(8)), null);
        TrialRow faster = trial(2, TrialStatus.CONVERGED, 10, 0.6, List.of(warning(10)), null);
        TrialRow slow = trial(3, TrialStatus.CONVERGED, 7, 0.6, List.of(), null);
        assertThat(advice(fast, faster, slow))
                .containsExactly(
                        "eta * lambda_max is 4.00 to 5.00, above 2 (1 + momentum), in 2 of 3 trials: training leaves the"
                                + " lazy regime. Kernel descent diverges there, so the kernel column has no times; a learning rate"
                                + " below 0.380 helps, or `auto`.");
    }

    private static String warning(double lambdaMax) {
        return new StableRate(0.5, lambdaMax, 0.9).warning("closed-form kernel");
    }

    @Test
    void saysHowFarStartsAreFromZero() {
        assertThat(advice(
                        trial(1, TrialStatus.CONVERGED, 1, 3.0, List.of(), null),
                        trial(2, TrialStatus.CONVERGED, 1, 600.0, List.of(), null),
                        trial(4, TrialStatus.CONVERGED, 1, 1.0, List.of(), null)))
                .containsExactly(
                        "The initial loss is 6.0 to 1,200 times the target's energy in 2 of 3 trials: times also"
                                + " measure forgetting the start. Smaller initial weights help.");
    }

    @Test
    void saysHowTrialsEndedAndWhatTheyWarnedOf() {
        assertThat(advice(
                        trial(1, TrialStatus.DIVERGED, 1, 0.6, List.of("aliased at 17."), null),
                        trial(2, TrialStatus.TIMED_OUT, 1, 0.6, List.of("aliased at 18."), null),
                        trial(3, TrialStatus.BUDGET_EXHAUSTED, 1, 0.6, List.of(), null),
                        trial(4, TrialStatus.BUDGET_EXHAUSTED, 1, 0.6, List.of(), null)))
                .containsExactly(
                        "1 of 4 trials diverged: the loss ran away. A smaller learning rate helps, or `learning-rate: auto`.",
                        "1 of 4 trials ran out of wall time. Raise timeout-seconds and run again with --retry.",
                        "1 of 4 trials ran out of steps before a threshold. The same command with a larger max-steps goes"
                                + " on; `auto` asks the kernel.",
                        "2 trials warned: aliased at 17.");
    }

    @Test
    void keepsTheMostImportantOfManyRemarks() {
        Advice advice =
                new Advice(IntStream.range(0, 14).mapToObj(i -> "remark " + i).toList());
        assertThat(advice.remarks())
                .hasSize(10)
                .startsWith("remark 0")
                .endsWith("And 5 more remarks: `./sweep show` lists failures and warnings.");
    }
}
