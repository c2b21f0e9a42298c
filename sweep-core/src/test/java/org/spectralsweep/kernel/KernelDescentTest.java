package org.spectralsweep.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.hipparchus.random.RandomGenerator;
import org.hipparchus.random.Well19937c;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.spectralsweep.Deadline;
import org.spectralsweep.linalg.SymmetricEigen;
import org.spectralsweep.nn.Condition;
import org.spectralsweep.nn.Threshold;
import org.spectralsweep.nn.ThresholdConvention;
import org.spectralsweep.nn.ThresholdScope;

class KernelDescentTest {
    private static final List<Threshold> EVERY_CONVENTION = List.of(
            new Threshold("sum", ThresholdConvention.HALF_SUM, 0.02, ThresholdScope.GLOBAL),
            new Threshold("relative", ThresholdConvention.RELATIVE_MSE, 0.05, ThresholdScope.BOTH),
            new Threshold("per-sample", ThresholdConvention.HALF_MEAN_PER_SAMPLE, 0.03, ThresholdScope.REGIONS));

    @Test
    void oneEigenvalueGivesTheGeometricAnswer() {
        // r^2 = 0.9^(2t) falls below 0.05 first at t = 15 (0.0424; 0.0523 at 14).
        assertThat(crossings(new double[] {2}, new double[] {1}, 0.05, 0.05, 100))
                .containsExactly(OptionalLong.of(15));
    }

    @Test
    void aConditionThatHoldsFromTheStartIsCrossedAtZero() {
        assertThat(crossings(new double[] {2}, new double[] {1}, 0.05, 1.5, 100))
                .containsExactly(OptionalLong.of(0));
    }

    @ParameterizedTest
    @CsvSource({"14, false", "15, true"})
    void theCapIsTheLastUpdateObserved(long cap, boolean crossed) {
        List<OptionalLong> steps = crossings(new double[] {2}, new double[] {1}, 0.05, 0.05, cap);

        assertThat(steps.get(0).isPresent()).isEqualTo(crossed);
    }

    @Test
    void aTargetInTheNullSpaceIsNeverLearned() {
        assertThat(crossings(new double[] {1, 0, 0, 0}, new double[] {0, 1}, 0.5, 0.05, Long.MAX_VALUE / 4))
                .containsExactly(OptionalLong.empty());
    }

    @Test
    void aResidualAtRestAboveTheLevelEndsTheSearch() {
        // Half of the energy can never be learned, and the level lies just below that half.
        double[] y = {1, 1};
        assertThat(crossings(new double[] {1, 0, 0, 0}, y, 0.5, 0.5 * (1 - 1e-15), Long.MAX_VALUE / 4))
                .containsExactly(OptionalLong.empty());
    }

    @Test
    void aSlowModeIsFollowedForABillionUpdates() {
        // (1 - 1e-9)^(2t) = 0.05 at t = ln(20) / 2e-9 = 1497866136.
        List<OptionalLong> steps = crossings(new double[] {1e-9}, new double[] {1}, 1, 0.05, Long.MAX_VALUE / 4);

        assertThat(steps.get(0).getAsLong()).isBetween(1497866000L, 1497866300L);
    }

    @ParameterizedTest
    @CsvSource({"2.0", "2.0001", "2.5", "1e30"})
    void anUnstableRateReturnsEmptyAndDoesNotLoop(double rate) {
        assertThat(crossings(new double[] {1, 0, 0, 0.1}, new double[] {1, 1}, rate, 0.05, Long.MAX_VALUE / 4))
                .containsExactly(OptionalLong.empty());
    }

    @Test
    void aRegionWithoutSamplesNeverConvergesPerSample() {
        Map<Condition, OptionalLong> steps = KernelDescent.firstCrossings(
                new double[] {1},
                1,
                new double[] {1},
                new int[] {1},
                2,
                0.5,
                List.of(new Threshold(
                        "per-sample", ThresholdConvention.HALF_MEAN_PER_SAMPLE, 0.05, ThresholdScope.BOTH)),
                Long.MAX_VALUE / 4);

        // 0.25^t / 2 below 0.05.
        assertThat(steps)
                .isEqualTo(Map.of(
                        new Condition("per-sample", Condition.WHOLE),
                        OptionalLong.of(2),
                        new Condition("per-sample", 0),
                        OptionalLong.empty(),
                        new Condition("per-sample", 1),
                        OptionalLong.of(2)));
    }

    /**
     * Rates are shares of 1 / lambda_max. Below 1 no factor is negative, above 1 some oscillate, and above 2 one grows.
     */
    @ParameterizedTest
    @CsvSource({
        "1, 1, 0.9",
        "2, 1, 0.5",
        "7, 1, 0.9",
        "16, 2, 0.9",
        "17, 1, 1.9",
        "33, 1, 1.99",
        "33, 3, 1.5",
        "17, 1, 2.05"
    })
    void bothMethodsAgreeWithAPlainLoop(int n, int outputs, double share) {
        Well19937c random = new Well19937c(n + 100 * outputs);
        double[] gram = randomKernel(n, random);
        double rate = share / SymmetricEigen.largest(gram, n);
        int regions = Math.min(n, 3);
        int[] region = new int[n];
        Arrays.setAll(region, i -> i % regions);
        List<double[]> targets = new ArrayList<>();
        for (int k = 0; k < 4; k++) {
            targets.add(EmpiricalTangentKernelTest.gaussian(n * outputs, random));
        }
        long cap = 3000;
        List<Map<Condition, OptionalLong>> expected = new ArrayList<>();
        List<PredictedCrossings> stepped = new ArrayList<>();
        List<PredictedCrossings> jumped = new ArrayList<>();
        for (double[] y : targets) {
            expected.add(plainLoop(gram, n, y, region, regions, rate, cap));
            stepped.add(new PredictedCrossings(y, y, n, region, regions, EVERY_CONVENTION));
            jumped.add(new PredictedCrossings(y, y, n, region, regions, EVERY_CONVENTION));
        }

        SteppedDescent.run(new GramMatrix(gram, n), rate, DescentRule.PLAIN, stepped, cap, Deadline.NONE);
        EigenbasisDescent.run(new GramMatrix(gram, n), rate, DescentRule.PLAIN, jumped, 0, cap, Deadline.NONE);
        List<Map<Condition, OptionalLong>> joined =
                KernelDescent.firstCrossings(gram, n, targets, region, regions, rate, EVERY_CONVENTION, cap);

        assertThat(stepped.stream().map(PredictedCrossings::steps)).isEqualTo(expected);
        assertThat(jumped.stream().map(PredictedCrossings::steps)).isEqualTo(expected);
        assertThat(joined).isEqualTo(expected);
        assertThat(expected.get(0)).hasSize(1 + (1 + regions) + regions);
    }

    /** Factors that are given for the first steps; the last one stays. */
    private static RateCourse course(double... factors) {
        return new RateCourse() {
            @Override
            public double factor(long step) {
                return factors[(int) Math.min(step, factors.length - 1)];
            }

            @Override
            public double sum(long steps) {
                double sum = 0;
                for (int step = 0; step < Math.min(steps, factors.length); step++) {
                    sum += factors[step];
                }
                return sum + Math.max(0, steps - factors.length) * factors[factors.length - 1];
            }

            @Override
            public long constantUntil(long step) {
                return step < factors.length - 1 ? step + 1 : Long.MAX_VALUE;
            }
        };
    }

    static Stream<DescentRule> rules() {
        return Stream.of(
                new DescentRule(0.5, 0, RateCourse.CONSTANT),
                new DescentRule(0.9, 0, RateCourse.CONSTANT),
                new DescentRule(0.99, 0, RateCourse.CONSTANT),
                new DescentRule(0, 0.01, RateCourse.CONSTANT),
                new DescentRule(0.9, 0.01, RateCourse.CONSTANT),
                new DescentRule(0, 0, course(0.1, 0.3, 0.6, 1)),
                new DescentRule(0, 0.02, course(1, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1)),
                new DescentRule(0, 0, course(1, 0.75, 0.5, 0.25, 0)));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void bothMethodsFollowEveryRule(DescentRule rule) {
        for (double share : new double[] {0.01, 0.9, 1.9, 2.05, 3.5, 4.2}) {
            int n = 17;
            Well19937c random = new Well19937c(n);
            double[] gram = randomKernel(n, random);
            double largest = SymmetricEigen.largest(gram, n);
            double rate = share / largest;
            DescentRule scaled = new DescentRule(rule.momentum(), rule.ridge() * largest, rule.course());
            int[] region = new int[n];
            Arrays.setAll(region, i -> i % 3);
            double[] y = EmpiricalTangentKernelTest.gaussian(n, random);
            long cap = 3000;
            PredictedCrossings expected = new PredictedCrossings(y, y, n, region, 3, EVERY_CONVENTION);
            follow(expected, gram, y, rate, scaled, cap);
            PredictedCrossings stepped = new PredictedCrossings(y, y, n, region, 3, EVERY_CONVENTION);
            PredictedCrossings other = new PredictedCrossings(y, y, n, region, 3, List.of(EVERY_CONVENTION.get(0)));
            PredictedCrossings jumped = new PredictedCrossings(y, y, n, region, 3, EVERY_CONVENTION);

            SteppedDescent.run(new GramMatrix(gram, n), rate, scaled, List.of(other, stepped), cap, Deadline.NONE);
            EigenbasisDescent.run(new GramMatrix(gram, n), rate, scaled, List.of(jumped), 0, cap, Deadline.NONE);

            assertThat(stepped.steps()).as("%s at %s", rule, share).isEqualTo(expected.steps());
            assertThat(jumped.steps()).as("%s at %s", rule, share).isEqualTo(expected.steps());
        }
    }

    /** The recursion in function space as a velocity and a position, one update after the other. */
    private static void follow(
            PredictedCrossings course, double[] gram, double[] y, double rate, DescentRule rule, long cap) {
        int n = y.length;
        double[] r = y.clone();
        double[] velocity = new double[n];
        course.observe(0, r);
        for (long t = 0; t < cap; t++) {
            double[] gradient = new double[n];
            for (int i = 0; i < n; i++) {
                gradient[i] = rate * rule.ridge() * (r[i] - y[i]);
                for (int j = 0; j < n; j++) {
                    gradient[i] += rate * gram[i * n + j] * r[j];
                }
            }
            for (int i = 0; i < n; i++) {
                velocity[i] = rule.momentum() * velocity[i] + gradient[i];
                r[i] -= rule.course().factor(t) * velocity[i];
            }
            course.observe(t + 1, r);
        }
    }

    @Test
    void momentumIsFollowedForABillionUpdates() {
        // Like a rate that is ten times as large: 0.1 ln(20) / 2e-9 = 149786614.
        double[] y = {1};
        Threshold five = new Threshold("five", ThresholdConvention.RELATIVE_MSE, 0.05, ThresholdScope.GLOBAL);
        PredictedCrossings course = new PredictedCrossings(y, y, 1, new int[1], 1, List.of(five));

        EigenbasisDescent.run(
                new GramMatrix(new double[] {1e-9}, 1),
                1,
                new DescentRule(0.9, 0, RateCourse.CONSTANT),
                List.of(course),
                0,
                Long.MAX_VALUE / 4,
                Deadline.NONE);

        assertThat(course.steps().values().iterator().next().getAsLong()).isBetween(149_786_500L, 149_786_800L);
    }

    @Test
    void whatARateLeavesUnlearnedEndsTheSearch() {
        double[] y = {1};
        Threshold five = new Threshold("five", ThresholdConvention.RELATIVE_MSE, 0.05, ThresholdScope.GLOBAL);
        for (DescentRule rule : List.of(
                new DescentRule(0, 0, course(1, 0.5, 0)),
                new DescentRule(0, 1, RateCourse.CONSTANT),
                new DescentRule(0.9, 1, RateCourse.CONSTANT))) {
            PredictedCrossings course = new PredictedCrossings(y, y, 1, new int[1], 1, List.of(five));
            EigenbasisDescent.run(
                    new GramMatrix(new double[] {1}, 1),
                    0.001,
                    rule,
                    List.of(course),
                    0,
                    Long.MAX_VALUE / 4,
                    Deadline.NONE);
            assertThat(course.steps().values()).containsExactly(OptionalLong.empty());
        }
    }

    @Test
    void aDipBelowTheLevelCountsAsTheCrossing() {
        // On sample 0 the residual is (0.99^t - 0.4 * 0.9998^t) / sqrt(2). It passes zero near t = 92 and then stays
        // away from it for a long time.
        double s = Math.sqrt(0.5);
        double[] gram = {(0.01 + 0.0002) / 2, (0.01 - 0.0002) / 2, (0.01 - 0.0002) / 2, (0.01 + 0.0002) / 2};
        double[] y = {s - 0.4 * s, s + 0.4 * s};
        List<Threshold> thresholds =
                List.of(new Threshold("sum", ThresholdConvention.HALF_SUM, 1e-4, ThresholdScope.REGIONS));
        PredictedCrossings jumped = new PredictedCrossings(y, y, 2, new int[] {0, 1}, 2, thresholds);
        long dip = 0;
        while (!(Math.pow(Math.pow(0.99, (double) dip) - 0.4 * Math.pow(0.9998, (double) dip), 2) / 4 < 1e-4)) {
            dip++;
        }

        EigenbasisDescent.run(
                new GramMatrix(gram, 2), 1, DescentRule.PLAIN, List.of(jumped), 0, 100_000, Deadline.NONE);

        assertThat(jumped.steps().get(new Condition("sum", 0))).isEqualTo(OptionalLong.of(dip));
        assertThat(dip).isBetween(80L, 92L);
        // 0.4 * 0.9998^t = 0.02 at t = 14977.2.
        assertThat(jumped.steps().get(new Condition("sum", 1))).isEqualTo(OptionalLong.of(14_978L));
    }

    @Test
    void refusesArgumentsThatDoNotFitTogether() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> crossings(new double[] {1, 2, 3}, new double[] {1}, 0.1, 0.05, 10))
                .withMessage("gram must hold 1 x 1 elements but had 3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> crossings(new double[] {1}, new double[] {1}, Double.NaN, 0.05, 10))
                .withMessage("learning-rate times factor must be positive but was NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> crossings(new double[] {1}, new double[] {Double.NaN}, 0.1, 0.05, 10))
                .withMessage("target must be finite but held NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KernelDescent.firstCrossings(
                        new double[] {1}, 1, new double[] {1}, new int[] {2}, 2, 0.1, EVERY_CONVENTION, 10))
                .withMessage("region must be between 0 and 1 but was 2");
    }

    /** Relative threshold on the whole domain only. */
    private static List<OptionalLong> crossings(double[] gram, double[] y, double rate, double delta, long cap) {
        return List.copyOf(KernelDescent.firstCrossings(
                        gram,
                        y.length,
                        y,
                        new int[y.length],
                        1,
                        rate,
                        List.of(new Threshold(
                                "relative", ThresholdConvention.RELATIVE_MSE, delta, ThresholdScope.GLOBAL)),
                        cap)
                .values());
    }

    private static double[] randomKernel(int n, RandomGenerator random) {
        double[] factor = EmpiricalTangentKernelTest.gaussian(n * n, random);
        double[] gram = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                for (int k = 0; k < n; k++) {
                    gram[i * n + j] += factor[i * n + k] * factor[j * n + k];
                }
            }
        }
        return gram;
    }

    /** The definition, with the conditions written out once more. */
    private static Map<Condition, OptionalLong> plainLoop(
            double[] gram, int n, double[] y, int[] region, int regions, double rate, long cap) {
        int outputs = y.length / n;
        OptionalLong[] found = new OptionalLong[2 + 2 * regions];
        Arrays.fill(found, OptionalLong.empty());
        double[] r = y.clone();
        for (long t = 0; t <= cap; t++) {
            for (int c = 0; c < found.length; c++) {
                if (found[c].isEmpty() && holds(c, r, y, n, outputs, region, regions)) {
                    found[c] = OptionalLong.of(t);
                }
            }
            double[] next = r.clone();
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    for (int o = 0; o < outputs; o++) {
                        next[i * outputs + o] -= rate * gram[i * n + j] * r[j * outputs + o];
                    }
                }
            }
            r = next;
        }
        Map<Condition, OptionalLong> steps = new HashMap<>();
        for (int c = 0; c < found.length; c++) {
            String threshold = c == 0 ? "sum" : c < 2 + regions ? "relative" : "per-sample";
            steps.put(new Condition(threshold, c < 2 ? Condition.WHOLE : (c - 2) % regions), found[c]);
        }
        return steps;
    }

    private static boolean holds(int c, double[] r, double[] y, int n, int outputs, int[] region, int regions) {
        int where = c < 2 ? -1 : (c - 2) % regions;
        double residual = 0;
        double target = 0;
        int count = 0;
        for (int i = 0; i < n; i++) {
            if (where < 0 || region[i] == where) {
                count++;
                for (int o = 0; o < outputs; o++) {
                    residual += r[i * outputs + o] * r[i * outputs + o];
                    target += y[i * outputs + o] * y[i * outputs + o];
                }
            }
        }
        if (c == 0) {
            return residual / 2 < 0.02;
        }
        return c < 2 + regions ? residual / count / (target / count) < 0.05 : residual / (2 * count) < 0.03 / n;
    }
}
