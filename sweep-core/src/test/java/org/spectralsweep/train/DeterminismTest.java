package org.spectralsweep.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.spectralsweep.linalg.Precision;
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

/**
 * The same training gives the same bits, wherever the collector has put the arrays, cold or compiled, alone or beside
 * another thread.
 */
class DeterminismTest {
    static Stream<Arguments> cases() {
        Initialization start = new Initialization(new Normal(0.2), new ZeroBias(), OuterWeights.RADEMACHER, false);
        List<MlpSpec> networks = List.of(
                Networks.shallow(2, 1003, start),
                Networks.spec(2, List.of(65, 129, 33), 1, Parameterization.STANDARD, BiasMode.ALL, true),
                Networks.spec(13, List.of(17, 64), 3, Parameterization.NTK, BiasMode.HIDDEN, true),
                Networks.residual(
                        Networks.spec(2, List.of(65, 65, 65), 1, Parameterization.STANDARD, BiasMode.HIDDEN, true)));
        List<OptimizerSpec> optimizers =
                List.of(Runs.descent(), new Adam(new LearningRate(0.01), 0.9, 0.999, 1e-8, 50));
        return networks.stream()
                .flatMap(network -> Stream.of(Precision.values()).flatMap(precision -> optimizers.stream()
                        .map(optimizer -> Arguments.of(network, precision, optimizer))));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theSameTrainingGivesTheSameBits(MlpSpec network, Precision precision, OptimizerSpec optimizer)
            throws Exception {
        double[] reference = run(network, precision, optimizer);
        List<byte[]> garbage = new ArrayList<>();
        for (int repeat = 0; repeat < 6; repeat++) {
            // Arrays of odd sizes, some of them kept, so that the next arrays start at other addresses.
            for (int i = 1; i < 200; i++) {
                byte[] some = new byte[8 * i + repeat];
                if (i % 7 == repeat) {
                    garbage.add(some);
                }
            }
            if (repeat % 2 == 0) {
                System.gc();
            }
            assertThat(run(network, precision, optimizer)).isEqualTo(reference);
        }
        ExecutorService two = Executors.newFixedThreadPool(2);
        try {
            List<Future<double[]>> runs = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                runs.add(two.submit(() -> run(network, precision, optimizer)));
            }
            for (Future<double[]> result : runs) {
                assertThat(result.get()).isEqualTo(reference);
            }
        } finally {
            two.shutdownNow();
        }
        assertThat(garbage).isNotEmpty();
    }

    private static double[] run(MlpSpec spec, Precision precision, OptimizerSpec optimizer) {
        Mlp network = Runs.network(spec, precision);
        Samples data = Runs.data(257, spec.inputs(), spec.outputs(), 1);
        Runs.train(network, data, Runs.spec(optimizer, 0.01, Loss.HALF_MEAN, 40));
        double[] values = Runs.values(network);
        assertThat(values).doesNotContain(Double.NaN);
        return values;
    }
}
