package org.spectralsweep.train;

import java.util.List;
import java.util.Set;
import org.hipparchus.random.Well19937c;
import org.spectralsweep.linalg.Precision;
import org.spectralsweep.linalg.Simd;
import org.spectralsweep.nn.Loss;
import org.spectralsweep.nn.Mlp;
import org.spectralsweep.nn.MlpSpec;
import org.spectralsweep.nn.Networks;
import org.spectralsweep.nn.Threshold;

/** Data and short runs for tests. */
final class Runs {
    private static final CheckpointListener SILENT = (step, network, outputs) -> {};

    private Runs() {}

    static TrainingSet data(int n, int inputs, int outputs, int regions) {
        int[] region = new int[n];
        for (int i = 0; i < n; i++) {
            region[i] = i % regions;
        }
        return new TrainingSet(
                n,
                inputs,
                outputs,
                Networks.gaussian(n * inputs, 21),
                Networks.gaussian(n * outputs, 22),
                region,
                regions);
    }

    static Mlp network(MlpSpec spec, Precision precision) {
        return Mlp.initialized(spec, precision, new Well19937c(5));
    }

    static double[] values(Mlp network) {
        double[] values = new double[(int) network.parameters()];
        network.values().read(0, values, 0, values.length);
        return values;
    }

    static TrainSpec spec(OptimizerSpec optimizer, double rate, Loss loss, long steps) {
        return spec(optimizer, rate, loss, List.of(), Set.of(), steps);
    }

    static TrainSpec spec(
            OptimizerSpec optimizer, double rate, Loss loss, List<Threshold> thresholds, Set<String> stop, long steps) {
        return new TrainSpec(
                optimizer,
                rate,
                loss,
                thresholds,
                stop,
                steps,
                0,
                new CheckpointSchedule(1, 8),
                EngineName.DENSE,
                Simd.best());
    }

    static TrainingOutcome train(Mlp network, TrainingSet data, TrainSpec spec) {
        return train(network, data, spec, SILENT);
    }

    static TrainingOutcome train(Mlp network, TrainingSet data, TrainSpec spec, CheckpointListener listener) {
        return Trainer.train(network, data, spec, new Well19937c(6), listener);
    }

    static GradientDescent descent() {
        return new GradientDescent(LearningRate.AUTO);
    }
}
