package org.spectralsweep.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;
import org.spectralsweep.linalg.Nd4jLibrary;
import org.spectralsweep.linalg.OpenBlas;
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

/** What the engine nd4j promises beside its agreement with the oracle, for which see {@link TrainerOracleTest}. */
class Nd4jEngineTest {
    private static final MlpSpec NETWORK =
            Networks.residual(Networks.spec(3, List.of(16, 16, 16), 2, Parameterization.NTK, BiasMode.ALL, true));
    private static final Samples DATA = Runs.data(40, 3, 2, 1);

    private static TrainSpec spec(OptimizerSpec optimizer, double rate, long steps) {
        return Runs.on(EngineName.ND4J, Simd.best(), Runs.spec(optimizer, rate, Loss.HALF_MEAN, steps));
    }

    private static double[] trained(Precision precision, OptimizerSpec optimizer) {
        Mlp network = Runs.network(NETWORK, precision);
        Runs.train(network, DATA, spec(optimizer, 0.01, 20));
        return Runs.values(network);
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void worksInThePrecisionOfTheNetwork(Precision precision) {
        double[] expected = new PlainTrainer(Runs.network(NETWORK, precision))
                .train(DATA, Loss.HALF_MEAN, Runs.descent(), 0.01, 20, Runs.batches());
        Mlp network = Runs.network(NETWORK, precision);
        double[] outputs = new double[expected.length];
        Runs.train(network, DATA, spec(Runs.descent(), 0.01, 20), (step, at, f) -> {
            System.arraycopy(f, 0, outputs, 0, f.length);
        });
        double worst = 0;
        for (int i = 0; i < expected.length; i++) {
            worst = Math.max(worst, Math.abs(outputs[i] - expected[i]));
        }
        if (precision == Precision.FLOAT32) {
            // Both start from the same numbers in float32, so arithmetic in float64 would agree to 1e-12.
            assertThat(worst).isBetween(1e-9, 1e-4);
        } else {
            assertThat(worst).isLessThan(1e-12);
        }
    }

    @Test
    void theSameSpecGivesTheSameBits() throws InterruptedException {
        Adam adam = new Adam(new LearningRate(1.0), 0.9, 0.999, 1e-8, 16);
        double[] first = trained(Precision.FLOAT32, adam);
        // Whatever the program around it has set, and on a thread of its own.
        Nd4j.setDefaultDataTypes(DataType.DOUBLE, DataType.DOUBLE);
        double[][] second = new double[1][];
        Thread thread = new Thread(() -> second[0] = trained(Precision.FLOAT32, adam));
        thread.start();
        thread.join();
        Nd4j.setDefaultDataTypes(DataType.FLOAT, DataType.FLOAT);
        assertThat(second[0]).isEqualTo(first);
    }

    @Test
    void aMirroredNetworkStartsAtZero() {
        Initialization start = new Initialization(new Normal(1), new ZeroBias(), OuterWeights.RADEMACHER, true);
        MlpSpec mirrored = Networks.shallow(3, 130, start);
        Samples data = Runs.data(77, 3, 1, 1);
        for (Precision precision : Precision.values()) {
            double[][] outputs = new double[1][];
            Runs.train(
                    Runs.network(mirrored, precision),
                    data,
                    spec(Runs.descent(), 0.01, 0),
                    (step, at, f) -> outputs[0] = f.clone());
            assertThat(outputs[0]).containsOnly(0);
        }
    }

    @Test
    void noticesThatTheLossHasDiverged() {
        for (double rate : new double[] {1e3, 1e30, 1e200}) {
            TrainingOutcome outcome =
                    Runs.train(Runs.network(NETWORK, Precision.FLOAT64), DATA, spec(Runs.descent(), rate, 100));
            assertThat(outcome.reason()).as("rate %s", rate).isEqualTo(StopReason.DIVERGED);
        }
    }

    @Test
    void aSumThatIsNotFiniteReachesTheOutputs() {
        for (double value : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            Mlp network = Runs.network(NETWORK, Precision.FLOAT64);
            network.values().set(network.weightsAt(1), value);
            double[][] outputs = new double[1][];
            Runs.train(network, DATA, spec(Runs.descent(), 0.01, 0), (step, at, f) -> outputs[0] = f.clone());
            assertThat(Arrays.stream(outputs[0])).as("%s", value).anyMatch(f -> !Double.isFinite(f));
        }
    }

    @Test
    void refusesMoreThanOneThread() {
        Nd4jLibrary.load();
        openblas_nolapack.blas_set_num_threads(2);
        try {
            assertThatThrownBy(Nd4jLibrary::load)
                    .hasMessageEndingWith("must use one thread but uses 1 for loops and 2 for matrix products");
        } finally {
            openblas_nolapack.blas_set_num_threads(1);
        }
        assertThat(OpenBlas.threads()).isEqualTo(1);
    }
}
