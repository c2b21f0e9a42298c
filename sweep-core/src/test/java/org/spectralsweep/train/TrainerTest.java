package org.spectralsweep.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.hipparchus.random.Well19937c;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.spectralsweep.Deadline;
import org.spectralsweep.linalg.Precision;
import org.spectralsweep.linalg.Simd;
import org.spectralsweep.nn.BiasMode;
import org.spectralsweep.nn.Condition;
import org.spectralsweep.nn.Gradients;
import org.spectralsweep.nn.He;
import org.spectralsweep.nn.Initialization;
import org.spectralsweep.nn.Loss;
import org.spectralsweep.nn.Mlp;
import org.spectralsweep.nn.MlpSpec;
import org.spectralsweep.nn.Networks;
import org.spectralsweep.nn.Normal;
import org.spectralsweep.nn.OuterWeights;
import org.spectralsweep.nn.Parameterization;
import org.spectralsweep.nn.Samples;
import org.spectralsweep.nn.Threshold;
import org.spectralsweep.nn.ThresholdConvention;
import org.spectralsweep.nn.ThresholdScope;
import org.spectralsweep.nn.UniformFanInBias;
import org.spectralsweep.nn.ZeroBias;

class TrainerTest {
    private static final MlpSpec NETWORK =
            Networks.spec(2, List.of(40), 1, Parameterization.NTK, BiasMode.HIDDEN, true);
    private static final Threshold SUM = new Threshold("sum", ThresholdConvention.HALF_SUM, 3, ThresholdScope.GLOBAL);
    private static final Threshold RELATIVE =
            new Threshold("relative", ThresholdConvention.RELATIVE_MSE, 0.8, ThresholdScope.BOTH);
    private static final Threshold PER_SAMPLE =
            new Threshold("per sample", ThresholdConvention.HALF_MEAN_PER_SAMPLE, 9, ThresholdScope.REGIONS);
    private static final Threshold OUT_OF_REACH =
            new Threshold("never", ThresholdConvention.HALF_SUM, 1e-9, ThresholdScope.GLOBAL);

    private static Mlp network() {
        return Runs.network(NETWORK, Precision.FLOAT64);
    }

    /** Crossing steps by their definition, from the outputs at every step. */
    private static long firstStep(List<double[]> history, Samples data, Threshold threshold, int region) {
        for (int step = 0; step < history.size(); step++) {
            double squares = 0;
            double targets = 0;
            int count = 0;
            for (int i = 0; i < data.count(); i++) {
                if (region < 0 || data.region()[i] == region) {
                    double r = history.get(step)[i] - data.y()[i];
                    squares += r * r;
                    targets += data.y()[i] * data.y()[i];
                    count++;
                }
            }
            boolean holds =
                    switch (threshold.convention()) {
                        case HALF_SUM -> 0.5 * squares < threshold.delta();
                        case RELATIVE_MSE -> (squares / count) / (targets / count) < threshold.delta();
                        case HALF_MEAN_PER_SAMPLE -> squares / (2 * count) < threshold.delta() / data.count();
                    };
            if (holds) {
                return step;
            }
        }
        return -1;
    }

    private static ThresholdHit hit(String threshold, int region, long lower, @Nullable Long upper) {
        return new ThresholdHit(new Condition(threshold, region), lower, upper);
    }

    @Test
    void findsTheExactStepOfEveryThresholdAndRegion() {
        Samples data = Runs.data(24, 2, 1, 3);
        List<double[]> history = new ArrayList<>();
        Mlp copy = network();
        int steps = 600;
        for (int step = 0; step <= steps; step++) {
            history.add(copy.outputs(data.x(), data.count()));
            Runs.train(copy, data, Runs.spec(Runs.descent(), 0.3, Loss.HALF_MEAN, 1));
        }
        List<Threshold> thresholds = List.of(SUM, RELATIVE, PER_SAMPLE, OUT_OF_REACH);
        TrainingOutcome outcome = Runs.train(
                network(), data, Runs.spec(Runs.descent(), 0.3, Loss.HALF_MEAN, thresholds, Set.of("never"), steps));
        assertThat(outcome.reason()).isEqualTo(StopReason.STEPS_EXHAUSTED);
        assertThat(outcome.steps()).isEqualTo(steps);
        List<ThresholdHit> expected = new ArrayList<>();
        for (Threshold threshold : thresholds) {
            for (int region = -1; region < 3; region++) {
                boolean tested = region < 0
                        ? threshold.scope() != ThresholdScope.REGIONS
                        : threshold.scope() != ThresholdScope.GLOBAL;
                if (tested) {
                    long first = firstStep(history, data, threshold, region);
                    expected.add(
                            first < 0
                                    ? hit(threshold.name(), region, steps, null)
                                    : hit(threshold.name(), region, first, first));
                }
            }
        }
        assertThat(outcome.hits()).isEqualTo(expected);
        assertThat(outcome.hits().stream().filter(hit -> hit.upper() != null && hit.lower() > 0))
                .hasSizeGreaterThan(4);
    }

    @Test
    void stopsWhenEveryAwaitedThresholdIsReached() {
        Samples data = Runs.data(24, 2, 1, 3);
        TrainSpec spec = Runs.spec(
                Runs.descent(), 0.1, Loss.HALF_MEAN, List.of(OUT_OF_REACH, RELATIVE), Set.of("relative"), 100_000);
        TrainingOutcome outcome = Runs.train(network(), data, spec);
        assertThat(outcome.reason()).isEqualTo(StopReason.THRESHOLDS_REACHED);
        long last = outcome.hits().stream()
                .filter(hit -> hit.condition().threshold().equals("relative"))
                .mapToLong(ThresholdHit::lower)
                .max()
                .orElseThrow();
        assertThat(outcome.steps()).isEqualTo(last).isPositive();
        assertThat(outcome.hits().get(0)).isEqualTo(hit("never", -1, last, null));
        assertThat(outcome.finalLoss()).isLessThan(outcome.initialLoss());
    }

    @Test
    void countsAThresholdThatHoldsAtTheStart() {
        Threshold easy = new Threshold("easy", ThresholdConvention.HALF_SUM, 1e6, ThresholdScope.GLOBAL);
        for (int batchSize : new int[] {0, 4}) {
            TrainingOutcome outcome = Runs.train(
                    network(),
                    Runs.data(9, 2, 1, 1),
                    Runs.spec(
                            new Sgd(LearningRate.AUTO, batchSize, 0),
                            0.1,
                            Loss.HALF_MEAN,
                            List.of(easy),
                            Set.of("easy"),
                            50));
            assertThat(outcome.reason()).isEqualTo(StopReason.THRESHOLDS_REACHED);
            assertThat(outcome.steps()).isZero();
            assertThat(outcome.hits()).containsExactly(hit("easy", -1, 0, 0L));
        }
    }

    @Test
    void learnsClassesInFullAndMiniBatches() {
        Samples data = Runs.classes(60, 4, 3);
        MlpSpec spec = Networks.spec(4, List.of(64), 3, Parameterization.STANDARD, BiasMode.ALL, true);
        for (int batch : new int[] {0, 7}) {
            Mlp network = Runs.network(spec, Precision.FLOAT32);
            Adam adam = new Adam(new LearningRate(0.01), 0.9, 0.999, 1e-8, batch);
            double start = crossEntropy(network, data);
            TrainingOutcome outcome = Runs.train(network, data, Runs.spec(adam, 0.01, Loss.CROSS_ENTROPY, 400));
            assertThat(outcome.reason()).isEqualTo(StopReason.STEPS_EXHAUSTED);
            assertThat(outcome.initialLoss()).isCloseTo(start, within(1e-6));
            assertThat(outcome.finalLoss())
                    .isCloseTo(crossEntropy(network, data), within(1e-6))
                    .isLessThan(0.5 * start);
        }
    }

    /** -1/n sum log softmax(f)_label, literally. */
    private static double crossEntropy(Mlp network, Samples data) {
        double[] f = network.outputs(data.x(), data.count());
        int c = data.outputs();
        double sum = 0;
        for (int i = 0; i < data.count(); i++) {
            double all = 0;
            double label = 0;
            for (int o = i * c; o < (i + 1) * c; o++) {
                all += Math.exp(f[o]);
                label += data.y()[o] * Math.exp(f[o]);
            }
            sum -= Math.log(label / all);
        }
        return sum / data.count();
    }

    @Test
    void refusesCrossEntropyWithoutClasses() {
        Mlp network = Runs.network(
                Networks.spec(2, List.of(4), 3, Parameterization.NTK, BiasMode.ALL, true), Precision.FLOAT64);
        TrainSpec spec = Runs.spec(Runs.descent(), 0.1, Loss.CROSS_ENTROPY, 5);
        assertThatThrownBy(() -> Runs.train(network, Runs.data(9, 2, 3, 1), spec))
                .hasMessageStartingWith("loss must be one of squared residuals unless every target is a class");
        assertThatThrownBy(() -> Runs.spec(Runs.descent(), 0.1, Loss.CROSS_ENTROPY, List.of(SUM), Set.of(), 5))
                .hasMessage(
                        "thresholds must be empty for the loss cross-entropy, since they are about squared residuals,"
                                + " but held sum");
    }

    @Test
    void bracketsCrossingsUnderMiniBatches() {
        Samples data = Runs.data(24, 2, 1, 3);
        List<Long> visited = new ArrayList<>();
        List<Double> squares = new ArrayList<>();
        TrainSpec spec = new TrainSpec(
                new Sgd(LearningRate.AUTO, 5, 0),
                0.05,
                Loss.HALF_MEAN,
                List.of(SUM, OUT_OF_REACH),
                Set.of("sum"),
                100_000,
                new CheckpointSchedule(3, 4),
                EngineName.DENSE,
                Simd.best());
        TrainingOutcome outcome = Runs.train(network(), data, spec, (step, network, outputs) -> {
            visited.add(step);
            double sum = 0;
            for (int i = 0; i < outputs.length; i++) {
                sum += (outputs[i] - data.y()[i]) * (outputs[i] - data.y()[i]);
            }
            squares.add(sum);
        });
        int reached = 0;
        while (squares.get(reached) / 2 >= 3) {
            reached++;
        }
        assertThat(reached).isEqualTo(visited.size() - 1).isGreaterThan(2);
        assertThat(outcome.hits())
                .containsExactly(
                        hit("sum", -1, visited.get(reached - 1), visited.get(reached)),
                        hit("never", -1, visited.get(reached), null));
        assertThat(visited.subList(0, 3)).containsExactly(0L, 3L, 5L);
    }

    @Test
    void reportsAtTheScheduleAndAtTheLastStep() {
        List<Long> visited = new ArrayList<>();
        Samples data = Runs.data(9, 2, 1, 1);
        TrainSpec spec = new TrainSpec(
                Runs.descent(),
                0.1,
                Loss.HALF_MEAN,
                List.of(),
                Set.of(),
                40,
                new CheckpointSchedule(1, 2),
                EngineName.DENSE,
                Simd.best());
        TrainingOutcome outcome = Runs.train(network(), data, spec, (step, network, outputs) -> {
            visited.add(step);
            assertThat(outputs).isEqualTo(network.outputs(data.x(), data.count()));
        });
        assertThat(visited).containsExactly(0L, 1L, 3L, 10L, 32L, 40L);
        assertThat(outcome.reason()).isEqualTo(StopReason.STEPS_EXHAUSTED);
        assertThat(outcome.hits()).isEmpty();
        assertThat(outcome.flops()).isPositive();
    }

    @Test
    void seesALargeLearningRateDiverge() {
        for (int batchSize : new int[] {0, 4}) {
            for (Precision precision : Precision.values()) {
                Mlp network = Runs.network(NETWORK, precision);
                TrainingOutcome outcome = Runs.train(
                        network,
                        Runs.data(9, 2, 1, 1),
                        Runs.spec(
                                new Sgd(LearningRate.AUTO, batchSize, 0),
                                1e6,
                                Loss.HALF_SUM,
                                List.of(OUT_OF_REACH),
                                Set.of("never"),
                                10_000));
                assertThat(outcome.reason()).isEqualTo(StopReason.DIVERGED);
                assertThat(outcome.steps()).isLessThan(20);
                assertThat(outcome.hits().get(0).upper()).isNull();
            }
        }
    }

    @Test
    void stopsWhenItsTimeIsOver() {
        TrainSpec spec = new TrainSpec(
                Runs.descent(),
                1e-6,
                Loss.HALF_MEAN,
                List.of(OUT_OF_REACH),
                Set.of("never"),
                Long.MAX_VALUE,
                new CheckpointSchedule(1, 8),
                EngineName.DENSE,
                Simd.best());
        List<Long> visited = new ArrayList<>();
        long start = System.nanoTime();
        Deadline deadline = Deadline.after(0.2, () -> (System.nanoTime() - start) / 1e9);
        Mlp limited = Mlp.initialized(NETWORK, Precision.FLOAT64, new Well19937c(5), deadline);
        TrainingOutcome outcome =
                Runs.train(limited, Runs.data(9, 2, 1, 1), spec, (step, network, outputs) -> visited.add(step));
        assertThat(outcome.reason()).isEqualTo(StopReason.TIME_OVER);
        assertThat(outcome.seconds()).isBetween(0.1, 5.0);
        assertThat(outcome.steps()).isPositive();
        assertThat(visited).endsWith(outcome.steps());
        assertThat(outcome.hits()).containsExactly(hit("never", -1, outcome.steps(), null));
    }

    /**
     * A clock that counts looks: the n-th look returns n. The deadline therefore passes inside an evaluation, at every
     * possible place.
     */
    @Test
    void aDeadlineNeverSplitsAnUpdate() {
        Samples data = Runs.data(3000, 2, 1, 1);
        for (int limit = 1; limit < 30; limit++) {
            int[] looks = {-1_000_000};
            Deadline deadline = Deadline.after(limit, () -> looks[0]++);
            Mlp limited = Mlp.initialized(NETWORK, Precision.FLOAT64, new Well19937c(5), deadline);
            looks[0] = 0;
            TrainingOutcome outcome = Runs.train(
                    limited,
                    data,
                    Runs.spec(Runs.descent(), 1e-4, Loss.HALF_MEAN, List.of(OUT_OF_REACH), Set.of("never"), 1000),
                    (step, network, outputs) -> {});
            assertThat(outcome.reason()).isEqualTo(StopReason.TIME_OVER);
            Mlp same = network();
            Runs.train(same, data, Runs.spec(Runs.descent(), 1e-4, Loss.HALF_MEAN, outcome.steps()), (s, n, o) -> {});
            assertThat(Runs.values(limited)).as("limit " + limit).isEqualTo(Runs.values(same));
            assertThat(outcome.hits().get(0).upper()).isNull();
            assertThat(outcome.hits().get(0).lower()).isBetween(Math.max(0, outcome.steps() - 1), outcome.steps());
        }
    }

    @Test
    void excludesTheListenersTime() {
        TrainingOutcome outcome = Runs.train(
                network(),
                Runs.data(9, 2, 1, 1),
                Runs.spec(Runs.descent(), 0.1, Loss.HALF_MEAN, 1),
                (step, network, outputs) -> {
                    long until = System.nanoTime() + 300_000_000;
                    while (System.nanoTime() < until) {
                        Thread.onSpinWait();
                    }
                });
        assertThat(outcome.seconds()).isLessThan(0.3);
    }

    @Test
    void leavesAFixedOutputLayerAlone() {
        MlpSpec fixed = Networks.spec(2, List.of(40), 1, Parameterization.NTK, BiasMode.ALL, false);
        Mlp network = Runs.network(fixed, Precision.FLOAT32);
        double[] outer = network.weights(1);
        double[] bias = network.biases(1);
        double[] first = network.weights(0);
        Runs.train(network, Runs.data(9, 2, 1, 1), Runs.spec(Runs.descent(), 0.1, Loss.HALF_MEAN, 5));
        assertThat(network.weights(1)).isEqualTo(outer);
        assertThat(network.biases(1)).isEqualTo(bias);
        assertThat(network.weights(0)).isNotEqualTo(first);
    }

    /**
     * In the lazy limit the residual obeys {@code r <- (1 - eta q H) r}. With one sample, H is a number and the loss
     * falls by (1 - eta q H)^2.
     */
    @Test
    void descendsAsTheKernelSaysInTheLazyLimit() {
        Initialization start = new Initialization(new Normal(100), new ZeroBias(), OuterWeights.RADEMACHER, true);
        MlpSpec spec = Networks.shallow(2, 2000, start);
        Samples data = new Samples(1, 2, 1, new double[] {0.6, 0.8}, new double[] {1}, new int[1], 1);
        Mlp network = Runs.network(spec, Precision.FLOAT64);
        double active = 2000 - countInactive(network, data.x());
        // grad f = a (x, 1) / sqrt(m) over the active units, |x| = 1: H = 2 active / m.
        double kernel = 2 * active / 2000;
        TrainingOutcome outcome = Runs.train(network, data, Runs.spec(Runs.descent(), 0.1, Loss.HALF_SUM, 5));
        assertThat(outcome.initialLoss()).isEqualTo(0.5);
        assertThat(outcome.finalLoss()).isCloseTo(0.5 * Math.pow(1 - 0.1 * kernel, 10), within(1e-9));
    }

    private static int countInactive(Mlp network, double[] x) {
        double[] w = network.weights(0);
        int width = w.length / 2;
        int inactive = 0;
        for (int r = 0; r < width; r++) {
            inactive += x[0] * w[r] + x[1] * w[width + r] > 0 ? 0 : 1;
        }
        return inactive;
    }

    @Test
    void refusesARelativeThresholdWhereTheTargetIsZero() {
        double[] y = {1, 0, 2, 0};
        Samples data = new Samples(4, 2, 1, Networks.gaussian(8, 1), y, new int[] {0, 1, 0, 1}, 2);
        TrainSpec spec = Runs.spec(Runs.descent(), 0.1, Loss.HALF_MEAN, List.of(RELATIVE), Set.of("relative"), 5);
        assertThatThrownBy(() -> Runs.train(network(), data, spec)).hasMessageStartingWith("convention must be");
    }

    @Test
    void refusesDataOfTheWrongShape() {
        TrainSpec spec = Runs.spec(Runs.descent(), 0.1, Loss.HALF_MEAN, 5);
        assertThatThrownBy(() -> Runs.train(network(), Runs.data(4, 3, 1, 1), spec))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("for this network");
        double[] x = Networks.gaussian(8, 1);
        double[] y = Networks.gaussian(4, 1);
        assertThatThrownBy(() -> Runs.train(network(), new Samples(4, 2, 1, x, y, new int[4], 2), spec))
                .hasMessage("regions must hold at least one sample each but region 1 held none of 4");
    }

    @Test
    void refusesInvalidBudgetsAndNames() {
        assertThatThrownBy(() -> Runs.spec(Runs.descent(), 0.1, Loss.HALF_SUM, List.of(SUM, SUM), Set.of(), 5))
                .hasMessage("thresholds must have different names but two were sum");
        assertThatThrownBy(() -> Runs.spec(Runs.descent(), 0.1, Loss.HALF_SUM, List.of(SUM), Set.of("summ"), 5))
                .hasMessage("stop-when must name thresholds but held summ");
        assertThatThrownBy(() -> Runs.spec(Runs.descent(), Double.NaN, Loss.HALF_SUM, 5))
                .hasMessage("learning-rate must be a positive number but was NaN");
        assertThatThrownBy(() -> Runs.spec(Runs.descent(), 0.1, Loss.HALF_SUM, -1))
                .hasMessage("max-steps must be at least 0 but was -1");
    }

    @Test
    void initialisationsLeadToDifferentTrajectories() {
        Samples data = Runs.data(9, 2, 1, 1);
        List<Double> losses = new ArrayList<>();
        for (boolean mirrored : new boolean[] {false, true}) {
            for (OuterWeights outer : OuterWeights.values()) {
                Initialization start = new Initialization(new Normal(0.5), new ZeroBias(), outer, mirrored);
                Mlp network = Runs.network(Networks.shallow(2, 40, start), Precision.FLOAT64);
                losses.add(Runs.train(network, data, Runs.spec(Runs.descent(), 0.1, Loss.HALF_MEAN, 20))
                        .finalLoss());
            }
        }
        assertThat(losses).doesNotHaveDuplicates();
        assertThat(Arrays.asList(Double.NaN, Double.POSITIVE_INFINITY)).doesNotContainAnyElementsOf(losses);
    }

    /** Adam has moments. Plain descent does not even have a gradient. */
    @Test
    void allocatesNothingInAFullBatchStep() {
        MlpSpec deep = Networks.spec(2, List.of(16, 8), 1, Parameterization.NTK, BiasMode.ALL, true);
        List<OptimizerSpec> optimizers = List.of(Runs.descent(), new Adam(new LearningRate(1e-4), 0.9, 0.999, 1e-8, 0));
        MlpSpec residual =
                Networks.residual(Networks.spec(2, List.of(8, 8, 8), 1, Parameterization.NTK, BiasMode.ALL, true));
        for (MlpSpec network : List.of(deep, residual)) {
            for (OptimizerSpec optimizer : optimizers) {
                assertThat(Runs.bytesOfMoreSteps(network, Precision.FLOAT32, EngineName.DENSE, optimizer))
                        .isLessThan(Runs.FEW_BYTES);
            }
        }
    }

    /**
     * The initial weights of deep networks in B19's code. Each layer without a skip connection shrinks its input to
     * about a third.
     */
    @Test
    void tenResidualLayersLearnWhereTenPlainOnesDoNot() {
        int n = 101;
        double[] x = new double[2 * n];
        double[] y = new double[n];
        for (int i = 0; i < n; i++) {
            double angle = 2 * Math.PI * i / n;
            x[2 * i] = Math.cos(angle);
            x[2 * i + 1] = Math.sin(angle);
            y[i] = Math.sin(2 * angle);
        }
        Samples data = new Samples(n, 2, 1, x, y, new int[n], 1);
        Initialization start =
                new Initialization(new He(Math.sqrt(5)), new UniformFanInBias(), OuterWeights.LIKE_HIDDEN, false);
        List<Integer> widths = Collections.nCopies(10, 128);
        MlpSpec plain = new MlpSpec(2, widths, 1, Parameterization.STANDARD, 2, BiasMode.HIDDEN, start, true);
        TrainSpec spec = Runs.spec(Runs.descent(), 0.003, Loss.MEAN_SQUARE, 400);
        for (Precision precision : Precision.values()) {
            assertThat(Runs.train(Runs.network(Networks.residual(plain), precision), data, spec)
                            .finalLoss())
                    .isLessThan(0.05);
            // The mean square of a sine is 1/2, so almost nothing has been learned.
            assertThat(Runs.train(Runs.network(plain, precision), data, spec).finalLoss())
                    .isGreaterThan(0.49);
        }
    }

    @Test
    void residualNetworksDescendAlongTheGradient() {
        MlpSpec network =
                Networks.residual(Networks.spec(3, List.of(33, 33, 33), 1, Parameterization.NTK, BiasMode.ALL, true));
        Samples data = Runs.data(65, 3, 1, 1);
        Mlp trained = Runs.network(network, Precision.FLOAT64);
        Runs.train(trained, data, Runs.spec(Runs.descent(), 0.01, Loss.HALF_MEAN, 5));
        Mlp stepped = Runs.network(network, Precision.FLOAT64);
        for (int step = 0; step < 5; step++) {
            double[] gradient = Gradients.of(stepped, data.x(), data.y(), data.count(), Loss.HALF_MEAN);
            for (int p = 0; p < gradient.length; p++) {
                stepped.values().set(p, stepped.values().get(p) - 0.01 * gradient[p]);
            }
        }
        assertThat(Runs.values(trained)).containsExactly(Runs.values(stepped), within(1e-13));
        assertThat(Runs.values(trained)).isNotEqualTo(Runs.values(Runs.network(network, Precision.FLOAT64)));
    }
}
