package org.spectralsweep.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.Pointer;
import org.hipparchus.random.Well19937c;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.spectralsweep.linalg.Precision;
import org.spectralsweep.nn.BiasMode;
import org.spectralsweep.nn.Loss;
import org.spectralsweep.nn.Mlp;
import org.spectralsweep.nn.MlpSpec;
import org.spectralsweep.nn.Networks;
import org.spectralsweep.nn.Parameterization;
import org.spectralsweep.nn.Samples;

/** Dense networks in float32 outside the heap, beside the same engine on the heap. */
class NativeDenseEngineTest {
    private static final int STEPS = 5;

    /** Numbers of samples around one and several blocks of 512 and of 256 rows. */
    @ParameterizedTest
    @CsvSource({
        "1, 64",
        "511, 64",
        "512, 64",
        "513, 64",
        "1024, 64",
        "1537, 64",
        "255, 300",
        "256, 300",
        "257, 300",
        "700, 300"
    })
    void stepsAreThoseOnTheHeap(int n, int width) {
        stepsAreThoseOnTheHeap(
                Networks.spec(3, List.of(width, width), 1, Parameterization.STANDARD, BiasMode.ALL, true), n, 0.02);
    }

    /** Mini-batches and rules with a memory for what else a network can be. */
    @Test
    void stepsOfEveryKindOfNetworkAreThoseOnTheHeap() {
        MlpSpec plain = Networks.spec(5, List.of(33, 33, 33), 3, Parameterization.NTK, BiasMode.HIDDEN, false);
        for (MlpSpec spec : List.of(
                plain,
                Networks.residual(plain),
                Networks.sigmoid(plain),
                Networks.spec(5, List.of(33), 1, Parameterization.STANDARD, BiasMode.NONE, true))) {
            stepsAreThoseOnTheHeap(spec, 300, 0.2);
        }
    }

    private static void stepsAreThoseOnTheHeap(MlpSpec spec, int n, double rate) {
        Samples data = Runs.data(n, spec.inputs(), spec.outputs(), 1);
        Mlp start = Runs.network(spec, Precision.FLOAT32);
        double[] before = start.outputs(data.x(), n);
        List<OptimizerSpec> optimizers = List.of(
                Runs.descent(),
                new Sgd(new LearningRate(0.01), 0, 0.9),
                new Sgd(new LearningRate(0.01), 100, 0),
                new Adam(new LearningRate(0.001), 0.9, 0.999, 1e-8, 0),
                new Adam(new LearningRate(0.001), 0.9, 0.999, 1e-8, 37),
                new GradientDescent(LearningRate.AUTO, new WarmUp(3)));
        for (OptimizerSpec optimizer : optimizers) {
            TrainSpec train = Runs.spec(optimizer, optimizer instanceof Adam ? 0.001 : rate, Loss.HALF_MEAN, STEPS);
            double[] heap = outputs(spec, data, train, false);
            double[] outside = outputs(spec, data, train, true);
            double moved = 0;
            for (int i = 0; i < heap.length; i++) {
                moved = Math.max(moved, Math.abs(heap[i] - before[i]));
            }
            // A gradient that lacked one sample of the last block would differ by a thousandth of what moved.
            assertThat(moved).isGreaterThan(0.005);
            assertThat(outside).as("%s", optimizer).containsExactly(heap, within(2e-4 * moved + 2e-6));
        }
    }

    private static double[] outputs(MlpSpec spec, Samples data, TrainSpec train, boolean outside) {
        Mlp network = Runs.network(spec, Precision.FLOAT32);
        int size = train.optimizer().batchSize();
        MiniBatches batches =
                size == 0 || size >= data.count() ? null : new MiniBatches(data.count(), size, new Well19937c(3));
        double[] outputs = new double[data.y().length];
        try (Engine engine = outside
                ? new NativeDenseEngine(network, data, train, batches)
                : new DenseEngine(network, data, train, batches)) {
            for (int step = 0; step < STEPS; step++) {
                engine.evaluate(true, outputs);
                engine.step();
            }
            engine.evaluate(false, outputs);
            engine.publish();
        }
        assertThat(network.outputs(data.x(), data.count())).containsExactly(outputs, within(1e-4));
        return outputs;
    }

    /** With two layers and more, a network can overflow inside before its outputs do. */
    @Test
    void divergenceIsSeenAtAnyRate() {
        MlpSpec spec = Networks.spec(2, List.of(64, 64, 64), 1, Parameterization.STANDARD, BiasMode.ALL, true);
        Samples data = Runs.data(300, 2, 1, 1);
        for (double rate : new double[] {10, 1e5, 1e10, 1e20, 1e30, 1e38}) {
            for (OptimizerSpec optimizer : List.of(Runs.descent(), new Sgd(new LearningRate(rate), 50, 0))) {
                Mlp network = Runs.network(spec, Precision.FLOAT32);
                TrainingOutcome outcome = Runs.train(network, data, Runs.spec(optimizer, rate, Loss.HALF_MEAN, 200));
                assertThat(outcome.reason()).as("%s", optimizer).isEqualTo(StopReason.DIVERGED);
            }
        }
    }

    @Test
    void memoryIsFreedAtTheEndOfATraining() {
        MlpSpec spec = Networks.spec(2, List.of(256, 256), 1, Parameterization.STANDARD, BiasMode.ALL, true);
        Samples data = Runs.data(300, 2, 1, 1);
        List<Long> bytes = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            Runs.train(Runs.network(spec, Precision.FLOAT32), data, Runs.spec(Runs.descent(), 0.01, Loss.HALF_MEAN, 3));
            bytes.add(Pointer.totalBytes());
        }
        assertThat(bytes.get(29)).isLessThanOrEqualTo(bytes.get(2));
    }
}
