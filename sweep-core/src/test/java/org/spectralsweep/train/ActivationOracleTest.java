package org.spectralsweep.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.spectralsweep.linalg.Precision;
import org.spectralsweep.linalg.Simd;
import org.spectralsweep.nn.Activation;
import org.spectralsweep.nn.BiasMode;
import org.spectralsweep.nn.CirclePoints;
import org.spectralsweep.nn.Erf;
import org.spectralsweep.nn.Gaussian;
import org.spectralsweep.nn.Gelu;
import org.spectralsweep.nn.Initialization;
import org.spectralsweep.nn.LeakyRelu;
import org.spectralsweep.nn.Loss;
import org.spectralsweep.nn.Mlp;
import org.spectralsweep.nn.MlpSpec;
import org.spectralsweep.nn.Networks;
import org.spectralsweep.nn.Normal;
import org.spectralsweep.nn.NormalBias;
import org.spectralsweep.nn.OuterWeights;
import org.spectralsweep.nn.Parameterization;
import org.spectralsweep.nn.ReluSquared;
import org.spectralsweep.nn.Samples;
import org.spectralsweep.nn.Sine;
import org.spectralsweep.nn.Tanh;
import org.spectralsweep.nn.ZeroBias;

/** Engines on networks of other activations than ReLU, against {@link PlainTrainer}. */
class ActivationOracleTest {
    private static final int STEPS = 4;

    static Stream<Arguments> cases() {
        MlpSpec plain = Networks.spec(2, List.of(17, 33), 1, Parameterization.NTK, BiasMode.ALL, true);
        MlpSpec wide = Networks.spec(7, List.of(65), 3, Parameterization.STANDARD, BiasMode.HIDDEN, false);
        MlpSpec skip =
                Networks.residual(Networks.spec(3, List.of(17, 17, 17), 1, Parameterization.NTK, BiasMode.NONE, true));
        MlpSpec mirrored = Networks.shallow(
                2, 66, new Initialization(new Normal(1), new ZeroBias(), OuterWeights.RADEMACHER, true));
        return Stream.<Activation>of(
                        new LeakyRelu(0.2),
                        new ReluSquared(),
                        new Erf(),
                        new Tanh(),
                        new Gelu(),
                        new Sine(1.7),
                        new Gaussian())
                .flatMap(activation -> Stream.of(plain, wide, skip, mirrored).flatMap(spec -> Stream.of(1, 33, 701)
                        .map(n -> Arguments.of(spec.withActivation(activation), n))));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void agreeWithThePlainImplementation(MlpSpec spec, int n) {
        Samples data = Runs.data(n, spec.inputs(), spec.outputs(), 1);
        compare(spec, data, EngineName.DENSE, List.of(Precision.values()));
        compare(spec, data, EngineName.ND4J, List.of(Precision.values()));
    }

    static Stream<Arguments> leaky() {
        return Stream.of(-1.0, 0.2, 1.0).flatMap(slope -> Stream.of(BiasMode.values())
                .flatMap(bias -> Stream.of(false, true).map(mirrored -> Arguments.of(slope, bias, mirrored))));
    }

    @ParameterizedTest
    @MethodSource("leaky")
    void leakyUnitsAgreeOnAllEngines(double slope, BiasMode bias, boolean mirrored) {
        Initialization start =
                new Initialization(new Normal(1), new NormalBias(0.5), OuterWeights.LIKE_HIDDEN, mirrored);
        for (CirclePoints points : CirclePoints.values()) {
            int n = 33;
            MlpSpec spec = new MlpSpec(points.inputs, List.of(66), 1, Parameterization.NTK, 1, bias, start, true)
                    .withActivation(new LeakyRelu(slope));
            Samples data = new Samples(n, points.inputs, 1, points.x(n), Networks.gaussian(n, 22), new int[n], 1);
            compare(spec, data, EngineName.CIRCLE, List.of(Precision.FLOAT64));
            compare(spec, data, EngineName.SHALLOW, List.of(Precision.values()));
            compare(spec, data, EngineName.DENSE, List.of(Precision.values()));
        }
    }

    private static void compare(MlpSpec spec, Samples data, EngineName engine, List<Precision> precisions) {
        double[] before = Runs.network(spec, Precision.FLOAT64).outputs(data.x(), data.count());
        double[] expected;
        double largest;
        double moved;
        // Deep networks of squares diverge at most rates. The largest of these that moves outputs by less is taken.
        double rate = 0.1;
        do {
            rate /= 10;
            Mlp start = Runs.network(spec, Precision.FLOAT64);
            expected = new PlainTrainer(start).train(data, Loss.HALF_MEAN, rate, STEPS);
            largest = Arrays.stream(before).map(Math::abs).max().orElseThrow();
            moved = 0;
            for (int i = 0; i < expected.length; i++) {
                moved = Math.max(moved, Math.abs(expected[i] - before[i]));
            }
        } while (!(moved < 0.3 * (1 + largest)));
        // Or the gradients would not be seen.
        assertThat(moved).isGreaterThan(1e-3 * largest);
        for (Precision precision : precisions) {
            double tolerance = (precision == Precision.FLOAT64 ? 1e-12 : 2e-5) * (1 + largest);
            double[] reported = new double[expected.length];
            TrainSpec training = Runs.spec(Runs.descent(), rate, Loss.HALF_MEAN, STEPS);
            Runs.train(
                    Runs.network(spec, precision),
                    data,
                    Runs.on(engine, Simd.best(), training),
                    (step, at, outputs) -> System.arraycopy(outputs, 0, reported, 0, outputs.length));
            for (int i = 0; i < expected.length; i++) {
                assertThat(reported[i])
                        .as("output %d by %s in %s", i, engine, precision)
                        .isCloseTo(expected[i], within(tolerance));
            }
        }
    }
}
