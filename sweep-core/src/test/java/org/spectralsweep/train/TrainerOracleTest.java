package org.spectralsweep.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.hipparchus.random.Well19937c;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.spectralsweep.linalg.Precision;
import org.spectralsweep.linalg.Simd;
import org.spectralsweep.nn.BiasMode;
import org.spectralsweep.nn.He;
import org.spectralsweep.nn.Initialization;
import org.spectralsweep.nn.Loss;
import org.spectralsweep.nn.Mlp;
import org.spectralsweep.nn.MlpSpec;
import org.spectralsweep.nn.Networks;
import org.spectralsweep.nn.Normal;
import org.spectralsweep.nn.NormalBias;
import org.spectralsweep.nn.OuterWeights;
import org.spectralsweep.nn.OutputFunction;
import org.spectralsweep.nn.Parameterization;
import org.spectralsweep.nn.Samples;
import org.spectralsweep.train.WeightDecay.Coupling;
import org.spectralsweep.train.WeightDecay.Reference;

/** The trainer against {@link PlainTrainer}: at awkward sizes, four updates each, and on random specs. */
class TrainerOracleTest {
    private static final int STEPS = 4;

    static Stream<Arguments> cases() {
        List<List<Integer>> widths = List.of(
                List.of(1), List.of(3), List.of(17), List.of(65), List.of(1, 3), List.of(65, 17, 3), List.of(3, 65));
        List<Arguments> cases = new ArrayList<>();
        List<BiasMode> biases = List.of(BiasMode.values());
        List<Parameterization> parameterizations = List.of(Parameterization.values());
        List<Loss> losses = List.of(Loss.values());
        int turn = 0;
        for (int n : new int[] {1, 7, 33, 257}) {
            for (int inputs : new int[] {1, 2, 3, 5, 42}) {
                for (List<Integer> width : widths) {
                    BiasMode bias = biases.get(turn % 3);
                    Parameterization parameterization = parameterizations.get(turn / 2 % 2);
                    int outputs = turn % 5 == 0 ? 3 : turn % 7 == 0 ? 6 : 1;
                    boolean trainOuter = turn / 4 % 3 != 0;
                    Loss loss = losses.get(turn / 5 % 3);
                    cases.add(Arguments.of(
                            n, Networks.spec(inputs, width, outputs, parameterization, bias, trainOuter), loss));
                    turn++;
                }
            }
        }
        for (int n : new int[] {1, 7, 33, 257}) {
            for (List<Integer> width : List.of(List.of(1, 1), List.of(65, 65), List.of(17, 17, 17, 17))) {
                for (BiasMode bias : biases) {
                    for (Parameterization parameterization : parameterizations) {
                        int inputs = List.of(1, 2, 3, 5, 42).get(turn % 5);
                        int outputs = turn % 3 == 0 ? 3 : turn % 7 == 0 ? 6 : 1;
                        boolean trainOuter = turn / 4 % 3 != 0;
                        MlpSpec plain = Networks.spec(inputs, width, outputs, parameterization, bias, trainOuter);
                        cases.add(Arguments.of(n, Networks.residual(plain), losses.get(turn / 5 % 3)));
                        turn++;
                    }
                }
            }
        }
        // Wide enough for several blocks of rows, in both precisions.
        MlpSpec wide = Networks.spec(2, List.of(400, 400), 1, Parameterization.NTK, BiasMode.HIDDEN, true);
        cases.add(Arguments.of(701, Networks.residual(wide), Loss.MEAN_SQUARE));
        cases.add(Arguments.of(
                257, Networks.spec(2, List.of(5000), 1, Parameterization.NTK, BiasMode.HIDDEN, false), Loss.HALF_MEAN));
        cases.add(Arguments.of(701, Networks.sigmoid(wide), Loss.MEAN_SQUARE));
        for (int outputs : new int[] {1, 3, 6}) {
            MlpSpec linear = Networks.spec(2, List.of(17, 17), outputs, Parameterization.NTK, BiasMode.ALL, true);
            cases.add(Arguments.of(33, Networks.sigmoid(linear), Loss.MEAN_SQUARE));
            cases.add(Arguments.of(33, Networks.sigmoid(Networks.residual(linear)), Loss.HALF_SUM));
        }
        for (int outputs : new int[] {2, 3, 10}) {
            MlpSpec classes = Networks.spec(5, List.of(17, 17), outputs, Parameterization.NTK, BiasMode.ALL, true);
            cases.add(Arguments.of(33, classes, Loss.CROSS_ENTROPY));
            cases.add(Arguments.of(257, Networks.residual(classes), Loss.CROSS_ENTROPY));
        }
        MlpSpec manyRows = Networks.spec(2, List.of(400, 400), 10, Parameterization.NTK, BiasMode.HIDDEN, true);
        cases.add(Arguments.of(701, manyRows, Loss.CROSS_ENTROPY));
        MlpSpec shallow = Networks.spec(2, List.of(65), 1, Parameterization.STANDARD, BiasMode.ALL, true);
        cases.add(Arguments.of(257, Networks.sigmoid(shallow), Loss.HALF_MEAN));
        return cases.stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void agreesWithThePlainImplementation(int n, MlpSpec spec, Loss loss) {
        Samples data = loss.isSquared()
                ? Runs.data(n, spec.inputs(), spec.outputs(), 1)
                : Runs.classes(n, spec.inputs(), spec.outputs());
        // Sums and derivatives grow from layer to layer. At ten times this rate some of these networks diverge.
        double mean = spec.skip() ? 0.001 : 0.01;
        if (spec.output() == OutputFunction.SIGMOID || !loss.isSquared()) {
            // If f (1 - f) is far below 1, so are all derivatives.
            mean *= 20;
        }
        double rate = loss == Loss.HALF_SUM ? mean / data.y().length : mean;
        double[] expected = new PlainTrainer(Runs.network(spec, Precision.FLOAT64)).train(data, loss, rate, STEPS);
        double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
        compare(spec, Precision.FLOAT64, data, loss, rate, expected, 1e-12 * (1 + largest));
        // Rounding of sums of up to fan-in terms in every layer, and of n terms in every gradient, STEPS times.
        double terms = spec.widths().stream().mapToInt(Integer::intValue).max().orElseThrow() + spec.inputs();
        double rounding = 0x1p-24 * Math.sqrt(terms) * spec.layers() * (STEPS + 1) * 8;
        compare(spec, Precision.FLOAT32, data, loss, rate, expected, rounding * (1 + largest));
    }

    private static void compare(
            MlpSpec spec,
            Precision precision,
            Samples data,
            Loss loss,
            double rate,
            double[] expected,
            double tolerance) {
        Mlp network = Runs.network(spec, precision);
        double[] before = network.outputs(data.x(), data.count());
        double[] reported = new double[expected.length];
        Runs.train(network, data, Runs.spec(Runs.descent(), rate, loss, STEPS), (step, at, outputs) -> {
            System.arraycopy(outputs, 0, reported, 0, outputs.length);
        });
        double[] after = network.outputs(data.x(), data.count());
        // In float32 training and evaluation are two implementations.
        assertThat(reported).containsExactly(after, within(precision == Precision.FLOAT32 ? tolerance : 0));
        double moved = 0;
        for (int i = 0; i < expected.length; i++) {
            assertThat(after[i]).as("output %d in %s", i, precision).isCloseTo(expected[i], within(tolerance));
            moved = Math.max(moved, Math.abs(after[i] - before[i]));
        }
        if (data.count() > 30 && spec.widths().get(0) > 3) {
            assertThat(moved).isGreaterThan(10 * tolerance);
        }
    }

    /** One of the random specs. Every property of a network, loss and optimiser that an engine must know is drawn. */
    private record Drawn(Samples data, MlpSpec network, Loss loss, OptimizerSpec optimizer, double rate, int steps) {
        static Drawn of(long seed) {
            Well19937c random = new Well19937c(seed);
            int layers = 1 + random.nextInt(4);
            int inputs = 1 + random.nextInt(7);
            int outputs = random.nextBoolean() ? 1 : 2 + random.nextInt(5);
            boolean skip = layers > 1 && random.nextInt(3) == 0;
            boolean mirrored = layers == 1 && random.nextInt(3) == 0;
            List<Integer> widths = new ArrayList<>();
            for (int layer = 0; layer < layers; layer++) {
                int width = 1 + random.nextInt(40);
                widths.add(skip && layer > 0 ? widths.get(0) : mirrored ? 2 * width : width);
            }
            Loss loss = Loss.values()[random.nextInt(outputs > 1 ? 4 : 3)];
            boolean sigmoid = loss.isSquared() && !mirrored && random.nextInt(3) == 0;
            Parameterization parameterization = Parameterization.values()[random.nextInt(2)];
            Initialization start = new Initialization(
                    parameterization == Parameterization.NTK ? new Normal(1) : new He(0),
                    new NormalBias(0.3),
                    random.nextBoolean() ? OuterWeights.LIKE_HIDDEN : OuterWeights.RADEMACHER,
                    mirrored);
            MlpSpec network = new MlpSpec(
                    inputs,
                    widths,
                    outputs,
                    parameterization,
                    1 + random.nextInt(2),
                    BiasMode.values()[random.nextInt(3)],
                    start,
                    random.nextInt(4) > 0,
                    skip,
                    sigmoid ? OutputFunction.SIGMOID : OutputFunction.LINEAR);
            int n = 1 + random.nextInt(60);
            Samples data = loss.isSquared() ? Runs.data(n, inputs, outputs, 1) : Runs.classes(n, inputs, outputs);
            int batch = random.nextBoolean() ? 0 : 1 + random.nextInt(n);
            List<OptimizerSpec> optimizers = List.of(
                    Runs.descent(),
                    new Sgd(LearningRate.AUTO, batch, 0),
                    new Sgd(LearningRate.AUTO, batch, 0.9),
                    new Adam(new LearningRate(1.0), 0.9, 0.999, 1e-4, batch),
                    new GradientDescent(LearningRate.AUTO, new Cosine(9, 0.1)),
                    new Sgd(LearningRate.AUTO, batch, 0.9, new WarmUp(5)),
                    new Adam(new LearningRate(1.0), 0.9, 0.999, 1e-4, batch, new Step(3, 0.5)),
                    new SignDescent(new LearningRate(1.0), batch, new Constant()),
                    new GradientDescent(LearningRate.AUTO, new Constant(), decay(Coupling.COUPLED, Reference.ORIGIN)),
                    new Sgd(LearningRate.AUTO, batch, 0.9, new WarmUp(5), decay(Coupling.COUPLED, Reference.INITIAL)),
                    new Sgd(LearningRate.AUTO, batch, 0.9, new WarmUp(5), decay(Coupling.DECOUPLED, Reference.INITIAL)),
                    new Adam(
                            new LearningRate(1.0),
                            0.9,
                            0.999,
                            1e-4,
                            batch,
                            new Step(3, 0.5),
                            decay(Coupling.DECOUPLED, Reference.ORIGIN)));
            double rate = loss == Loss.HALF_SUM ? 1e-3 / data.y().length : 1e-3;
            return new Drawn(
                    data,
                    network,
                    loss,
                    optimizers.get((int) (seed % optimizers.size())),
                    rate,
                    2 + random.nextInt(11));
        }

        boolean isInBatches() {
            return optimizer.batchSize() > 0 && optimizer.batchSize() < data.count();
        }
    }

    /** Strong, since rates are small and updates few. */
    private static WeightDecay decay(Coupling coupling, Reference towards) {
        return new WeightDecay(20, coupling, towards);
    }

    static LongStream seeds() {
        return LongStream.range(0, 100);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void agreesWithThePlainImplementationOnRandomSpecs(long seed) {
        Drawn drawn = Drawn.of(seed);
        Mlp start = Runs.network(drawn.network, Precision.FLOAT64);
        double[] expected = new PlainTrainer(start)
                .train(drawn.data, drawn.loss, drawn.optimizer, drawn.rate, drawn.steps, Runs.batches());
        double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
        for (EngineName engine : List.of(EngineName.DENSE, EngineName.ND4J)) {
            Mlp network = Runs.network(drawn.network, Precision.FLOAT64);
            double[] reported = new double[expected.length];
            TrainSpec training = Runs.spec(drawn.optimizer, drawn.rate, drawn.loss, drawn.steps);
            Runs.train(
                    network,
                    drawn.data,
                    Runs.on(engine, Simd.best(), training),
                    (step, at, outputs) -> System.arraycopy(outputs, 0, reported, 0, outputs.length));
            double[] after = network.outputs(drawn.data.x(), drawn.data.count());
            for (int i = 0; i < expected.length; i++) {
                String place = "output " + i + " by " + engine + " of " + drawn.network + ", " + drawn.optimizer;
                assertThat(reported[i]).as(place).isCloseTo(expected[i], within(1e-12 * (1 + largest)));
                assertThat(after[i]).as(place).isCloseTo(expected[i], within(1e-12 * (1 + largest)));
            }
        }
    }

    /** A property that no seed draws would be tested by none. */
    @Test
    void theRandomSpecsHaveEveryProperty() {
        List<Drawn> all = seeds().mapToObj(Drawn::of).toList();
        assertThat(all.stream().map(Drawn::loss)).contains(Loss.values());
        assertThat(all.stream().map(drawn -> drawn.network.bias())).contains(BiasMode.values());
        assertThat(all.stream().map(drawn -> drawn.network.parameterization())).contains(Parameterization.values());
        for (Predicate<Drawn> property : List.<Predicate<Drawn>>of(
                drawn -> drawn.network.skip() && drawn.network.layers() > 3,
                drawn -> drawn.network.initialization().mirrored(),
                drawn -> drawn.network.output() == OutputFunction.SIGMOID,
                drawn -> !drawn.network.trainOuter(),
                drawn -> drawn.optimizer instanceof GradientDescent,
                drawn -> drawn.optimizer instanceof Sgd sgd && sgd.momentum() > 0 && drawn.isInBatches(),
                drawn -> drawn.optimizer instanceof Sgd sgd && sgd.momentum() == 0 && drawn.isInBatches(),
                drawn -> drawn.optimizer instanceof Adam && drawn.isInBatches(),
                drawn -> drawn.optimizer instanceof Adam && !drawn.isInBatches(),
                drawn -> !drawn.loss.isSquared() && drawn.network.skip())) {
            assertThat(all).anyMatch(property);
        }
    }
}
