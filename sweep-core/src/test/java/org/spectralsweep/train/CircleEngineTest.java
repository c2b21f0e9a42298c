package org.spectralsweep.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.hipparchus.random.Well19937c;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.spectralsweep.linalg.Precision;
import org.spectralsweep.linalg.Simd;
import org.spectralsweep.nn.BiasMode;
import org.spectralsweep.nn.CirclePoints;
import org.spectralsweep.nn.Initialization;
import org.spectralsweep.nn.Loss;
import org.spectralsweep.nn.Mlp;
import org.spectralsweep.nn.MlpSpec;
import org.spectralsweep.nn.Networks;
import org.spectralsweep.nn.Normal;
import org.spectralsweep.nn.NormalBias;
import org.spectralsweep.nn.OuterWeights;
import org.spectralsweep.nn.Parameterization;
import org.spectralsweep.nn.Samples;
import org.spectralsweep.nn.Threshold;
import org.spectralsweep.nn.ThresholdConvention;
import org.spectralsweep.nn.ThresholdScope;
import org.spectralsweep.train.WeightDecay.Coupling;
import org.spectralsweep.train.WeightDecay.Reference;

/** The engine that works on arcs against the plain implementation and against the dense engine. */
class CircleEngineTest {
    private static final int STEPS = 4;

    private static MlpSpec shape(int inputs, int width, BiasMode bias, boolean mirrored, boolean trainOuter) {
        Initialization start =
                new Initialization(new Normal(1), new NormalBias(0.5), OuterWeights.LIKE_HIDDEN, mirrored);
        return new MlpSpec(inputs, List.of(width), 1, Parameterization.NTK, 1, bias, start, trainOuter);
    }

    private static Samples data(CirclePoints points, int n) {
        return new Samples(n, points.inputs, 1, points.x(n), Networks.gaussian(n, 22), new int[n], 1);
    }

    private static Mlp network(MlpSpec shape) {
        return Runs.network(shape, Precision.FLOAT64);
    }

    private static TrainSpec spec(EngineName engine, OptimizerSpec optimizer, double rate, Loss loss, long steps) {
        return spec(engine, optimizer, rate, loss, List.of(), steps);
    }

    private static TrainSpec spec(
            EngineName engine,
            OptimizerSpec optimizer,
            double rate,
            Loss loss,
            List<Threshold> thresholds,
            long steps) {
        Set<String> stop = thresholds.isEmpty()
                ? Set.of()
                : Set.of(thresholds.get(thresholds.size() - 1).name());
        return new TrainSpec(
                optimizer, rate, loss, thresholds, stop, steps, new CheckpointSchedule(1, 8), engine, Simd.best());
    }

    private static double size(double[] values) {
        return Arrays.stream(values).map(Math::abs).max().orElse(0);
    }

    static Stream<Arguments> cases() {
        List<Arguments> cases = new ArrayList<>();
        List<Loss> losses = List.of(Loss.values());
        int turn = 0;
        for (int n : new int[] {1, 2, 3, 7, 33, 257}) {
            for (int width : new int[] {1, 2, 17, 65, 66}) {
                for (CirclePoints points : CirclePoints.values()) {
                    for (BiasMode bias : BiasMode.values()) {
                        boolean mirrored = width % 2 == 0 && turn % 2 == 0;
                        boolean trainOuter = turn / 2 % 2 == 0;
                        Loss loss = losses.get(turn % 3);
                        cases.add(
                                Arguments.of(n, points, shape(points.inputs, width, bias, mirrored, trainOuter), loss));
                        turn += 1 + turn / 7 % 2;
                    }
                }
            }
        }
        return cases.stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void agreesWithThePlainImplementation(int n, CirclePoints points, MlpSpec shape, Loss loss) {
        Samples data = data(points, n);
        for (double factor : new double[] {0.05, 1, 5, 20}) {
            double rate = factor * (loss == Loss.HALF_SUM ? 1.0 / n : 1);
            double[] expected = new PlainTrainer(network(shape)).train(data, loss, rate, STEPS);
            if (size(expected) > 1e4) {
                // The loss explodes. What remains is the order of its rounding errors, and training would stop.
                continue;
            }
            Mlp network = network(shape);
            double[] reported = new double[n];
            Runs.train(network, data, spec(EngineName.CIRCLE, Runs.descent(), rate, loss, STEPS), (step, at, f) -> {
                System.arraycopy(f, 0, reported, 0, n);
            });
            // Rounding of sums of width and of n terms, which a step of this rate multiplies.
            double scale = 1 + size(expected) + size(Runs.values(network));
            double tolerance = 1e-12 * scale * Math.pow(1 + factor, STEPS);
            double[] after = network.outputs(data.x(), n);
            for (int i = 0; i < n; i++) {
                assertThat(reported[i]).as("output %d, rate %s", i, rate).isCloseTo(expected[i], within(tolerance));
                assertThat(after[i]).as("output %d, rate %s", i, rate).isCloseTo(expected[i], within(tolerance));
            }
        }
    }

    static Stream<Arguments> optimizers() {
        LearningRate rate = LearningRate.AUTO;
        List<OptimizerSpec> optimizers = List.of(
                new Sgd(rate, 0, 0),
                new Sgd(rate, 0, 0.9),
                new Sgd(rate, 10, 0),
                new Sgd(rate, 10, 0.5),
                new Adam(new LearningRate(1.0), 0.9, 0.999, 1e-8, 0),
                new Adam(new LearningRate(1.0), 0.9, 0.999, 1e-8, 7),
                new GradientDescent(rate, new WarmUp(3)),
                new Sgd(rate, 10, 0.5, new Step(2, 0.5)),
                new SignDescent(new LearningRate(1.0), 0, new Cosine(8, 0)),
                new Sgd(rate, 0, 0, new Constant(), new WeightDecay(0.3, Coupling.COUPLED, Reference.ORIGIN)),
                new Sgd(rate, 0, 0.9, new Constant(), new WeightDecay(0.3, Coupling.DECOUPLED, Reference.INITIAL)));
        return optimizers.stream().flatMap(optimizer -> Stream.of(CirclePoints.values())
                .flatMap(points -> Stream.of(true, false).map(outer -> Arguments.of(optimizer, points, outer))));
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void agreesWithTheDenseEngineForEveryOptimizer(OptimizerSpec optimizer, CirclePoints points, boolean trainOuter) {
        Samples data = data(points, 33);
        for (BiasMode bias : BiasMode.values()) {
            MlpSpec shape = shape(points.inputs, 30, bias, trainOuter, trainOuter);
            List<double[]> outputs = new ArrayList<>();
            List<double[]> parameters = new ArrayList<>();
            List<Double> losses = new ArrayList<>();
            for (EngineName engine : List.of(EngineName.DENSE, EngineName.CIRCLE)) {
                Mlp network = network(shape);
                double[] last = new double[33];
                TrainingOutcome outcome =
                        Runs.train(network, data, spec(engine, optimizer, 0.05, Loss.HALF_MEAN, 20), (step, at, f) -> {
                            System.arraycopy(f, 0, last, 0, 33);
                        });
                outputs.add(last);
                parameters.add(Runs.values(network));
                losses.add(outcome.finalLoss());
            }
            assertThat(outputs.get(1)).containsExactly(outputs.get(0), within(1e-11));
            assertThat(parameters.get(1)).containsExactly(parameters.get(0), within(1e-11));
            assertThat(losses.get(1)).isCloseTo(losses.get(0), within(1e-11));
            assertThat(outputs.get(0)).isNotEqualTo(network(shape).outputs(data.x(), 33));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 66, 1000})
    void aMirroredNetworkStartsAtExactlyZero(int width) {
        for (CirclePoints points : CirclePoints.values()) {
            for (BiasMode bias : BiasMode.values()) {
                Samples data = data(points, 57);
                Runs.train(
                        network(shape(points.inputs, width, bias, true, true)),
                        data,
                        spec(EngineName.CIRCLE, Runs.descent(), 0.1, Loss.HALF_MEAN, 0),
                        (step, at, f) -> assertThat(f).containsOnly(0.0));
            }
        }
    }

    @Test
    void reachesThresholdsAtTheStepsOfTheDenseEngine() {
        int n = 256;
        double[] x = CirclePoints.EVEN.x(n);
        double[] y = new double[n];
        for (int i = 0; i < n; i++) {
            double angle = 2 * Math.PI * i / n;
            y[i] = Math.sin(angle) + Math.cos(3 * angle) + Math.sin(6 * angle);
        }
        Samples data = new Samples(n, 2, 1, x, y, new int[n], 1);
        List<Threshold> thresholds = new ArrayList<>();
        for (double delta : new double[] {0.5, 0.3, 0.1, 0.03}) {
            thresholds.add(
                    new Threshold("to " + delta, ThresholdConvention.RELATIVE_MSE, delta, ThresholdScope.GLOBAL));
        }
        List<TrainingOutcome> outcomes = new ArrayList<>();
        for (EngineName engine : List.of(EngineName.DENSE, EngineName.CIRCLE)) {
            outcomes.add(Runs.train(
                    network(shape(2, 300, BiasMode.HIDDEN, false, false)),
                    data,
                    spec(engine, Runs.descent(), 1.5, Loss.HALF_MEAN, thresholds, 5000)));
        }
        assertThat(outcomes.get(0).reason()).isEqualTo(StopReason.THRESHOLDS_REACHED);
        assertThat(outcomes.get(1).hits()).isEqualTo(outcomes.get(0).hits());
        assertThat(outcomes.get(1).steps()).isGreaterThan(50);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void nonFiniteWeightsEndTheTraining(double value) {
        for (CirclePoints points : CirclePoints.values()) {
            MlpSpec shape = shape(points.inputs, 12, BiasMode.HIDDEN, false, true);
            for (int parameter = 0; parameter < network(shape).parameters(); parameter++) {
                Mlp network = network(shape);
                network.values().set(parameter, value);
                TrainSpec spec = spec(EngineName.CIRCLE, Runs.descent(), 0.1, Loss.HALF_MEAN, 10);
                assertThat(Runs.train(network, data(points, 33), spec).reason()).isEqualTo(StopReason.DIVERGED);
            }
        }
    }

    @Test
    void aRateFarTooHighEndsTheTraining() {
        for (CirclePoints points : CirclePoints.values()) {
            for (OptimizerSpec optimizer : List.of(Runs.descent(), new Sgd(LearningRate.AUTO, 5, 0.9))) {
                for (double rate : new double[] {1e3, 1e100, 1e300}) {
                    Mlp network = network(shape(points.inputs, 40, BiasMode.HIDDEN, false, true));
                    TrainSpec spec = spec(EngineName.CIRCLE, optimizer, rate, Loss.HALF_SUM, 10_000);
                    assertThat(Runs.train(network, data(points, 33), spec).reason())
                            .isEqualTo(StopReason.DIVERGED);
                }
            }
        }
    }

    @Test
    void givesTheSameBitsAgain() {
        MlpSpec shape = shape(2, 1003, BiasMode.ALL, false, true);
        List<double[]> runs = new ArrayList<>();
        for (int repeat = 0; repeat < 5; repeat++) {
            Mlp network = network(shape);
            TrainSpec spec = spec(EngineName.CIRCLE, Runs.descent(), 1, Loss.HALF_MEAN, 200);
            Runs.train(network, data(CirclePoints.RANDOM, 257), spec);
            runs.add(Runs.values(network));
        }
        assertThat(runs).allSatisfy(run -> assertThat(run).isEqualTo(runs.get(0)));
    }

    @Test
    void aFixedOuterLayerKeepsItsBits() {
        Mlp network = network(shape(2, 50, BiasMode.ALL, false, false));
        double[] before = Runs.values(network);
        for (OptimizerSpec optimizer : List.of(Runs.descent(), new Adam(new LearningRate(1.0), 0.9, 0.999, 1e-8, 0))) {
            TrainSpec spec = spec(EngineName.CIRCLE, optimizer, 0.3, Loss.HALF_MEAN, 20);
            Runs.train(network, data(CirclePoints.RANDOM, 57), spec);
            double[] after = Runs.values(network);
            assertThat(Arrays.copyOfRange(after, 150, 201)).isEqualTo(Arrays.copyOfRange(before, 150, 201));
            assertThat(Arrays.copyOf(after, 150)).isNotEqualTo(Arrays.copyOf(before, 150));
        }
    }

    @Test
    void refusesUnsupportedPointsAndNetworks() {
        TrainSpec spec = spec(EngineName.CIRCLE, Runs.descent(), 0.1, Loss.HALF_MEAN, 5);
        Mlp circular = network(shape(2, 8, BiasMode.HIDDEN, false, false));
        assertThatThrownBy(() -> Runs.train(circular, Runs.data(9, 2, 1, 1), spec))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("points must lie on a line or on a circle around the origin for arcs but their norms"
                        + " differed");
        Mlp three = network(shape(3, 8, BiasMode.HIDDEN, false, false));
        assertThatThrownBy(() -> Runs.train(three, Runs.data(9, 3, 1, 1), spec))
                .hasMessage("engine circle needs one hidden layer, one or two inputs and one output but the network was"
                        + " 3 -> [8] -> 1");
        Mlp single = Runs.network(shape(2, 8, BiasMode.HIDDEN, false, false), Precision.FLOAT32);
        assertThatThrownBy(() -> Runs.train(single, data(CirclePoints.EVEN, 9), spec))
                .hasMessage("engine circle needs precision float64 but it was float32");
        Mlp sigmoid = network(Networks.sigmoid(shape(2, 8, BiasMode.HIDDEN, false, false)));
        assertThatThrownBy(() -> Runs.train(sigmoid, data(CirclePoints.EVEN, 9), spec))
                .hasMessage("engine circle needs a linear output but it was sigmoid");
    }

    @Test
    void allocatesNothingInAStep() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Samples data = data(CirclePoints.RANDOM, 33);
        Adam adam = new Adam(new LearningRate(1.0), 0.9, 0.999, 1e-8, 0);
        for (OptimizerSpec optimizer : List.of(Runs.descent(), adam, new Sgd(LearningRate.AUTO, 7, 0))) {
            long[] allocated = new long[2];
            for (int round = 0; round < 3; round++) {
                for (int i = 0; i < 2; i++) {
                    Mlp network = network(shape(2, 40, BiasMode.HIDDEN, false, true));
                    TrainSpec spec = new TrainSpec(
                            optimizer,
                            1e-3,
                            Loss.HALF_MEAN,
                            List.of(),
                            Set.of(),
                            i == 0 ? 1000 : 6000,
                            new CheckpointSchedule(1_000_000, 1),
                            EngineName.CIRCLE,
                            Simd.best());
                    long before = threads.getCurrentThreadAllocatedBytes();
                    Trainer.train(network, data, spec, new Well19937c(6), (step, at, f) -> {});
                    allocated[i] = threads.getCurrentThreadAllocatedBytes() - before;
                }
            }
            assertThat(allocated[1] - allocated[0]).isLessThan(5000);
        }
    }
}
