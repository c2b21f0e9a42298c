package org.spectralsweep.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.spectralsweep.linalg.Precision;
import org.spectralsweep.linalg.Simd;
import org.spectralsweep.nn.BiasMode;
import org.spectralsweep.nn.Initialization;
import org.spectralsweep.nn.Loss;
import org.spectralsweep.nn.Mlp;
import org.spectralsweep.nn.MlpSpec;
import org.spectralsweep.nn.Networks;
import org.spectralsweep.nn.Normal;
import org.spectralsweep.nn.OuterWeights;
import org.spectralsweep.nn.Parameterization;
import org.spectralsweep.nn.Samples;
import org.spectralsweep.nn.ZeroBias;

/** The shallow engine against {@link PlainTrainer}. */
class ShallowEngineTest {
    private static final int STEPS = 4;

    static Stream<Arguments> cases() {
        List<Arguments> cases = new ArrayList<>();
        int turn = 0;
        for (int n : new int[] {1, 7, 16, 33, 257, 1500}) {
            for (int inputs = 1; inputs <= 4; inputs++) {
                for (int width : new int[] {1, 3, 17, 65, 200}) {
                    BiasMode bias = BiasMode.values()[turn % 3];
                    Parameterization parameterization = Parameterization.values()[turn / 2 % 2];
                    Loss loss = Loss.values()[turn / 5 % 3];
                    cases.add(Arguments.of(
                            n,
                            Networks.spec(inputs, List.of(width), 1, parameterization, bias, turn / 4 % 3 != 0),
                            loss));
                    turn++;
                }
            }
        }
        return cases.stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void agreesWithThePlainImplementation(int n, MlpSpec spec, Loss loss) {
        Samples data = Runs.data(n, spec.inputs(), 1, 1);
        double rate = loss == Loss.HALF_SUM ? 0.01 / n : 0.01;
        double[] expected = new PlainTrainer(Runs.network(spec, Precision.FLOAT64)).train(data, loss, rate, STEPS);
        double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
        // Rounding of sums of width terms in every output and of n terms in every gradient, STEPS times.
        double terms = spec.widths().get(0) + spec.inputs();
        for (Precision precision : Precision.values()) {
            double unit = precision == Precision.FLOAT32 ? 0x1p-24 : 0x1p-53;
            double tolerance = unit * Math.sqrt(terms) * 2 * (STEPS + 1) * 8 * (1 + largest);
            TrainSpec training = Runs.spec(Runs.descent(), rate, loss, STEPS);
            double[] vector = outputs(spec, precision, data, Runs.on(EngineName.SHALLOW, Simd.best(), training));
            double[] scalar = outputs(spec, precision, data, Runs.on(EngineName.SHALLOW, Simd.SCALAR, training));
            assertThat(scalar).isEqualTo(vector);
            for (int i = 0; i < n; i++) {
                assertThat(vector[i])
                        .as("output %d in %s", i, precision)
                        .isCloseTo(expected[i], within(Math.max(tolerance, 1e-13 * (1 + largest))));
            }
        }
    }

    private static double[] outputs(MlpSpec spec, Precision precision, Samples data, TrainSpec training) {
        double[] reported = new double[data.count()];
        Runs.train(Runs.network(spec, precision), data, training, (step, at, outputs) -> {
            System.arraycopy(outputs, 0, reported, 0, outputs.length);
        });
        return reported;
    }

    /** Optimisers with a memory, and mini-batches whose last one in an epoch is smaller. */
    @Test
    void agreesWithThePlainOneForEveryOptimizer() {
        MlpSpec spec = Networks.spec(3, List.of(37), 1, Parameterization.NTK, BiasMode.ALL, true);
        Samples data = Runs.data(45, 3, 1, 2);
        List<OptimizerSpec> optimizers = List.of(
                new Sgd(LearningRate.AUTO, 0, 0.9),
                new Sgd(LearningRate.AUTO, 20, 0.5),
                new Adam(new LearningRate(0.01), 0.9, 0.999, 1e-8, 0),
                new Adam(new LearningRate(0.01), 0.9, 0.999, 1e-8, 7),
                new GradientDescent(LearningRate.AUTO, new Cosine(40, 0.2)),
                new SignDescent(new LearningRate(0.01), 0, new Constant()),
                new GradientDescent(
                        LearningRate.AUTO,
                        new Constant(),
                        new WeightDecay(0.3, WeightDecay.Coupling.COUPLED, WeightDecay.Reference.INITIAL)));
        for (OptimizerSpec optimizer : optimizers) {
            TrainSpec training = Runs.spec(optimizer, 0.01, Loss.HALF_MEAN, 50);
            double[] expected = new PlainTrainer(Runs.network(spec, Precision.FLOAT64))
                    .train(data, Loss.HALF_MEAN, optimizer, 0.01, 50, Runs.batches());
            double[] shallow =
                    outputs(spec, Precision.FLOAT64, data, Runs.on(EngineName.SHALLOW, Simd.best(), training));
            for (int i = 0; i < expected.length; i++) {
                assertThat(shallow[i]).as("%s, output %d", optimizer, i).isCloseTo(expected[i], within(1e-10));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void aMirroredNetworkStartsAtExactlyZero(Precision precision) {
        Initialization start = new Initialization(new Normal(0.5), new ZeroBias(), OuterWeights.LIKE_HIDDEN, true);
        double[] outputs = outputs(
                Networks.shallow(3, 2 * 203, start),
                precision,
                Runs.data(99, 3, 1, 1),
                Runs.on(EngineName.SHALLOW, Simd.best(), Runs.spec(Runs.descent(), 0.01, Loss.HALF_MEAN, 0)));
        assertThat(outputs).containsOnly(0.0);
    }

    @Test
    void aRateFarTooHighDiverges() {
        MlpSpec spec = Networks.spec(2, List.of(20), 1, Parameterization.STANDARD, BiasMode.ALL, true);
        for (double rate : new double[] {50, 1e30, 1e300}) {
            for (Precision precision : Precision.values()) {
                TrainSpec training = Runs.spec(Runs.descent(), rate, Loss.HALF_SUM, 500);
                TrainingOutcome outcome = Runs.train(
                        Runs.network(spec, precision),
                        Runs.data(30, 2, 1, 1),
                        Runs.on(EngineName.SHALLOW, Simd.best(), training));
                assertThat(outcome.reason()).as("%s in %s", rate, precision).isEqualTo(StopReason.DIVERGED);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void allocatesNothingInAFullBatchStep(Precision precision) {
        MlpSpec spec = Networks.spec(3, List.of(40), 1, Parameterization.NTK, BiasMode.ALL, true);
        assertThat(Runs.bytesOfMoreSteps(spec, precision, EngineName.SHALLOW, Runs.descent()))
                .isLessThan(Runs.FEW_BYTES);
    }

    @Test
    void refusesUnsupportedNetworks() {
        Mlp deep = Runs.network(
                Networks.spec(2, List.of(4, 4), 1, Parameterization.NTK, BiasMode.ALL, true), Precision.FLOAT32);
        TrainSpec training =
                Runs.on(EngineName.SHALLOW, Simd.best(), Runs.spec(Runs.descent(), 0.01, Loss.HALF_MEAN, 1));
        assertThatThrownBy(() -> Runs.train(deep, Runs.data(5, 2, 1, 1), training))
                .hasMessage("the network must have one hidden layer and one output but had 2 and 1");
        Mlp many = Runs.network(
                Networks.spec(5, List.of(4), 1, Parameterization.NTK, BiasMode.ALL, true), Precision.FLOAT32);
        assertThatThrownBy(() -> Runs.train(many, Runs.data(5, 5, 1, 1), training))
                .hasMessage("inputs must be from 1 to 4 but was 5");
        MlpSpec linear = Networks.spec(2, List.of(4), 1, Parameterization.NTK, BiasMode.ALL, true);
        Mlp sigmoid = Runs.network(Networks.sigmoid(linear), Precision.FLOAT32);
        assertThatThrownBy(() -> Runs.train(sigmoid, Runs.data(5, 2, 1, 1), training))
                .hasMessage("the network must have a linear output but had a sigmoid one");
    }
}
