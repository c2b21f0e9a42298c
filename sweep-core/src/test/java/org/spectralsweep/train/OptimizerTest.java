package org.spectralsweep.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.hipparchus.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.spectralsweep.linalg.Precision;
import org.spectralsweep.nn.BiasMode;
import org.spectralsweep.nn.Gradients;
import org.spectralsweep.nn.Loss;
import org.spectralsweep.nn.Mlp;
import org.spectralsweep.nn.MlpSpec;
import org.spectralsweep.nn.Networks;
import org.spectralsweep.nn.Parameterization;
import org.spectralsweep.nn.Samples;
import org.spectralsweep.train.WeightDecay.Coupling;
import org.spectralsweep.train.WeightDecay.Reference;

/** Every optimiser against its written-out update, over ten steps. */
class OptimizerTest {
    private static final MlpSpec NETWORK = Networks.spec(2, List.of(7, 5), 1, Parameterization.NTK, BiasMode.ALL, true);
    private static final Samples DATA = Runs.data(13, 2, 1, 1);
    private static final int STEPS = 10;

    private interface Rule {
        void update(int step, double[] theta, double[] gradient);
    }

    private static double[] byHand(Rule rule) {
        Mlp network = Runs.network(NETWORK, Precision.FLOAT64);
        for (int step = 1; step <= STEPS; step++) {
            double[] gradient = Gradients.of(network, DATA.x(), DATA.y(), DATA.count(), Loss.HALF_MEAN);
            double[] theta = Runs.values(network);
            rule.update(step, theta, gradient);
            network.values().write(0, theta, 0, theta.length);
        }
        return Runs.values(network);
    }

    private static double[] trained(OptimizerSpec optimizer, double rate) {
        return trained(NETWORK, optimizer, rate);
    }

    private static double[] trained(MlpSpec spec, OptimizerSpec optimizer, double rate) {
        Mlp network = Runs.network(spec, Precision.FLOAT64);
        Runs.train(network, DATA, Runs.spec(optimizer, rate, Loss.HALF_MEAN, STEPS));
        return Runs.values(network);
    }

    private static void same(double[] actual, double[] expected) {
        for (int i = 0; i < expected.length; i++) {
            assertThat(actual[i]).as("parameter %d", i).isCloseTo(expected[i], within(1e-12));
        }
    }

    @Test
    void gradientDescentStepsAgainstTheGradient() {
        double[] expected = byHand((step, theta, g) -> {
            for (int i = 0; i < theta.length; i++) {
                theta[i] -= 0.3 * g[i];
            }
        });
        same(trained(Runs.descent(), 0.3), expected);
        same(trained(new Sgd(LearningRate.AUTO, 0, 0), 0.3), expected);
    }

    @Test
    void momentumAccumulatesGradients() {
        double[] v = new double[(int) Runs.network(NETWORK, Precision.FLOAT64).parameters()];
        double[] expected = byHand((step, theta, g) -> {
            for (int i = 0; i < theta.length; i++) {
                v[i] = 0.9 * v[i] + g[i];
                theta[i] -= 0.1 * v[i];
            }
        });
        same(trained(new Sgd(LearningRate.AUTO, 0, 0.9), 0.1), expected);
    }

    @Test
    void adamCorrectsTheBiasOfItsMoments() {
        int count = (int) Runs.network(NETWORK, Precision.FLOAT64).parameters();
        double[] m = new double[count];
        double[] v = new double[count];
        double[] expected = byHand((step, theta, g) -> {
            for (int i = 0; i < theta.length; i++) {
                m[i] = 0.8 * m[i] + 0.2 * g[i];
                v[i] = 0.95 * v[i] + 0.05 * g[i] * g[i];
                double mean = m[i] / (1 - Math.pow(0.8, step));
                double square = v[i] / (1 - Math.pow(0.95, step));
                theta[i] -= 0.01 * mean / (Math.sqrt(square) + 1e-3);
            }
        });
        same(trained(new Adam(new LearningRate(0.01), 0.8, 0.95, 1e-3, 0), 0.01), expected);
    }

    @Test
    void signDescentMovesEveryParameterByTheRate() {
        double[] expected = byHand((step, theta, g) -> {
            for (int i = 0; i < theta.length; i++) {
                theta[i] -= g[i] > 0 ? 0.01 : g[i] < 0 ? -0.01 : 0;
            }
        });
        same(trained(new SignDescent(new LearningRate(0.01), 0, new Constant()), 0.01), expected);
    }

    /** Of ten updates, so that warm-up and cosine end before the last one. */
    static Stream<Arguments> schedules() {
        return Stream.of(
                Arguments.of(new WarmUp(4), new double[] {0.25, 0.5, 0.75, 1, 1, 1, 1, 1, 1, 1}),
                Arguments.of(new WarmUp(1), new double[] {1, 1, 1, 1, 1, 1, 1, 1, 1, 1}),
                Arguments.of(
                        new Cosine(4, 0),
                        new double[] {1, (1 + Math.sqrt(0.5)) / 2, 0.5, (1 - Math.sqrt(0.5)) / 2, 0, 0, 0, 0, 0, 0}),
                Arguments.of(new Cosine(2, 0.5), new double[] {1, 0.75, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5}),
                Arguments.of(new Step(3, 0.5), new double[] {1, 1, 1, 0.5, 0.5, 0.5, 0.25, 0.25, 0.25, 0.125}));
    }

    @ParameterizedTest
    @MethodSource("schedules")
    void theRateFollowsItsSchedule(RateSchedule schedule, double[] factors) {
        int count = (int) Runs.network(NETWORK, Precision.FLOAT64).parameters();
        double[] v = new double[count];
        double[] heavy = byHand((step, theta, g) -> {
            for (int i = 0; i < theta.length; i++) {
                v[i] = 0.9 * v[i] + g[i];
                theta[i] -= 0.1 * factors[step - 1] * v[i];
            }
        });
        double[] plain = byHand((step, theta, g) -> {
            for (int i = 0; i < theta.length; i++) {
                theta[i] -= 0.3 * factors[step - 1] * g[i];
            }
        });
        same(trained(new Sgd(LearningRate.AUTO, 0, 0.9, schedule), 0.1), heavy);
        same(trained(new GradientDescent(LearningRate.AUTO, schedule), 0.3), plain);
        double sum = 0;
        for (int step = 0; step < factors.length; step++) {
            assertThat(schedule.sum(step)).isCloseTo(sum, within(1e-12));
            sum += factors[step];
            for (long later = step; later < Math.min(factors.length, schedule.constantUntil(step)); later++) {
                assertThat(schedule.factor(later)).isEqualTo(schedule.factor(step));
            }
        }
        assertThat(schedule.sum(schedule.stepsTo(1.5))).isGreaterThanOrEqualTo(1.5);
        assertThat(schedule.sum(schedule.stepsTo(1.5) - 1)).isLessThan(1.5);
    }

    private static OptimizerSpec decaying(double momentum, Coupling coupling, Reference towards) {
        return new Sgd(LearningRate.AUTO, 0, momentum, new Constant(), new WeightDecay(0.2, coupling, towards));
    }

    /** Ten updates with v <- 0.5 v + g, and decay in the gradient or beside it. */
    @ParameterizedTest
    @CsvSource({"COUPLED, ORIGIN", "COUPLED, INITIAL", "DECOUPLED, ORIGIN", "DECOUPLED, INITIAL"})
    void weightsDecay(Coupling coupling, Reference towards) {
        double[] start = Runs.values(Runs.network(NETWORK, Precision.FLOAT64));
        double[] v = new double[start.length];
        double[] expected = byHand((step, theta, g) -> {
            for (int i = 0; i < theta.length; i++) {
                double away = towards == Reference.ORIGIN ? theta[i] : theta[i] - start[i];
                v[i] = 0.5 * v[i] + g[i] + (coupling == Coupling.COUPLED ? 0.2 * away : 0);
                theta[i] -= 0.1 * v[i] + (coupling == Coupling.DECOUPLED ? 0.1 * 0.2 * away : 0);
            }
        });
        same(trained(decaying(0.5, coupling, towards), 0.1), expected);
    }

    @Test
    void couplingMattersOnlyToOptimizersWithAMemory() {
        for (Reference towards : Reference.values()) {
            same(
                    trained(decaying(0, Coupling.DECOUPLED, towards), 0.1),
                    trained(decaying(0, Coupling.COUPLED, towards), 0.1));
            assertThat(distance(
                            trained(decaying(0.5, Coupling.DECOUPLED, towards), 0.1),
                            trained(decaying(0.5, Coupling.COUPLED, towards), 0.1)))
                    .isGreaterThan(1e-4);
        }
        assertThat(distance(
                        trained(decaying(0, Coupling.COUPLED, Reference.ORIGIN), 0.1),
                        trained(decaying(0, Coupling.COUPLED, Reference.INITIAL), 0.1)))
                .isGreaterThan(1e-2);
        same(
                trained(new Sgd(LearningRate.AUTO, 0, 0, new Constant(), WeightDecay.NONE), 0.1),
                trained(Runs.descent(), 0.1));
    }

    private static double distance(double[] one, double[] other) {
        double most = 0;
        for (int i = 0; i < one.length; i++) {
            most = Math.max(most, Math.abs(one[i] - other[i]));
        }
        return most;
    }

    @Test
    void aTimeThatIsNeverReachedTakesForever() {
        assertThat(new Step(10, 0.5).stepsTo(20.5)).isEqualTo(Long.MAX_VALUE);
        assertThat(new Cosine(100, 0).stepsTo(60)).isEqualTo(Long.MAX_VALUE);
        assertThat(new Constant().stepsTo(60)).isEqualTo(60);
    }

    @Test
    void refusesSchedulesOutOfRange() {
        assertThatThrownBy(() -> new WarmUp(0)).hasMessage("steps must be from 1 to 10000000 but was 0");
        assertThatThrownBy(() -> new Cosine(10_000_001, 0))
                .hasMessage("steps must be from 1 to 10000000 but was 10000001");
        assertThatThrownBy(() -> new Cosine(10, Double.NaN)).hasMessage("floor must be from 0 to 1 but was NaN");
        assertThatThrownBy(() -> new WeightDecay(-1, Coupling.COUPLED, Reference.ORIGIN))
                .hasMessage("strength must be 0 or positive but was -1.0");
        assertThatThrownBy(() -> new Step(0, 0.5)).hasMessage("every must be at least 1 but was 0");
        assertThatThrownBy(() -> new Step(5, 1)).hasMessage("factor must be above 0 and at most 0.99999 but was 1.0");
    }

    static Stream<MlpSpec> networks() {
        MlpSpec equal = Networks.spec(2, List.of(7, 7), 1, Parameterization.NTK, BiasMode.ALL, true);
        return Stream.of(NETWORK, Networks.residual(equal));
    }

    /** Batches of 5, 5 and 3 from every epoch's own permutation, replayed from the same stream. */
    @ParameterizedTest
    @MethodSource("networks")
    void miniBatchesWalkThroughReshuffledEpochs(MlpSpec spec) {
        RandomGenerator random = Runs.batches();
        int[] order = new int[13];
        Arrays.setAll(order, i -> i);
        List<int[]> batches = new ArrayList<>();
        for (int epoch = 0; epoch < 4; epoch++) {
            for (int i = 12; i > 0; i--) {
                int j = random.nextInt(i + 1);
                int swapped = order[i];
                order[i] = order[j];
                order[j] = swapped;
            }
            batches.add(Arrays.copyOfRange(order, 0, 5));
            batches.add(Arrays.copyOfRange(order, 5, 10));
            batches.add(Arrays.copyOfRange(order, 10, 13));
        }
        Mlp network = Runs.network(spec, Precision.FLOAT64);
        double[] v = new double[(int) network.parameters()];
        for (int step = 0; step < STEPS; step++) {
            int[] batch = batches.get(step);
            double[] x = new double[2 * batch.length];
            double[] y = new double[batch.length];
            for (int i = 0; i < batch.length; i++) {
                x[2 * i] = DATA.x()[2 * batch[i]];
                x[2 * i + 1] = DATA.x()[2 * batch[i] + 1];
                y[i] = DATA.y()[batch[i]];
            }
            double[] g = Gradients.of(network, x, y, batch.length, Loss.HALF_MEAN);
            double[] theta = Runs.values(network);
            for (int i = 0; i < theta.length; i++) {
                v[i] = 0.5 * v[i] + g[i];
                theta[i] -= 0.2 * v[i];
            }
            network.values().write(0, theta, 0, theta.length);
        }
        same(trained(spec, new Sgd(LearningRate.AUTO, 5, 0.5), 0.2), Runs.values(network));
    }

    @Test
    void variantsDiffer() {
        double[] plain = trained(new Sgd(LearningRate.AUTO, 0, 0), 0.1);
        assertThat(trained(new Sgd(LearningRate.AUTO, 0, 0.9), 0.1)).isNotEqualTo(plain);
        assertThat(trained(new Sgd(LearningRate.AUTO, 5, 0), 0.1)).isNotEqualTo(plain);
        assertThat(trained(new Adam(new LearningRate(0.1), 0.9, 0.999, 1e-8, 0), 0.1))
                .isNotEqualTo(plain);
        assertThat(trained(new SignDescent(new LearningRate(0.1), 0, new Constant()), 0.1))
                .isNotEqualTo(plain);
        same(trained(new GradientDescent(LearningRate.AUTO, new WarmUp(1)), 0.1), plain);
        assertThat(trained(new Sgd(LearningRate.AUTO, 13, 0), 0.1)).isEqualTo(plain);
        assertThat(trained(new Sgd(LearningRate.AUTO, 100, 0), 0.1)).isEqualTo(plain);
    }

    @Test
    void refusesInvalidSettings() {
        LearningRate rate = new LearningRate(0.1);
        assertThatThrownBy(() -> new Adam(LearningRate.AUTO, 0.9, 0.999, 1e-8, 0))
                .hasMessage("learning-rate must be a number for adam but was auto");
        assertThatThrownBy(() -> new SignDescent(LearningRate.AUTO, 0, new Constant()))
                .hasMessage("learning-rate must be a number for sign-descent but was auto");
        assertThatThrownBy(() -> new SignDescent(rate, -1, new Constant()))
                .hasMessage("batch-size must be at least 0 but was -1");
        assertThatThrownBy(() -> new Adam(rate, 1, 0.999, 1e-8, 0)).hasMessage("beta1 must be in [0, 1) but was 1.0");
        assertThatThrownBy(() -> new Adam(rate, 0.9, Double.NaN, 1e-8, 0))
                .hasMessage("beta2 must be in [0, 1) but was NaN");
        assertThatThrownBy(() -> new Adam(rate, 0.9, 0.999, 0, 0))
                .hasMessage("epsilon must be a positive number but was 0.0");
        assertThatThrownBy(() -> new Adam(rate, 0.9, 0.999, 1e-8, -1))
                .hasMessage("batch-size must be at least 0 but was -1");
        assertThatThrownBy(() -> new Sgd(rate, -2, 0)).hasMessage("batch-size must be at least 0 but was -2");
        assertThatThrownBy(() -> new Sgd(rate, 0, 1)).hasMessage("momentum must be in [0, 1) but was 1.0");
        for (double value : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> new LearningRate(value))
                    .hasMessage("learning-rate must be a positive number or auto but was " + value);
        }
    }
}
