package org.spectralsweep.benchmark;

import java.util.List;
import java.util.Set;
import org.hipparchus.random.Well19937c;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.linalg.Precision;
import org.spectralsweep.linalg.RealArray;
import org.spectralsweep.linalg.Simd;
import org.spectralsweep.nn.Loss;
import org.spectralsweep.nn.Mlp;
import org.spectralsweep.nn.MlpSpec;
import org.spectralsweep.nn.Samples;
import org.spectralsweep.nn.Threshold;
import org.spectralsweep.nn.ThresholdConvention;
import org.spectralsweep.nn.ThresholdScope;
import org.spectralsweep.train.CheckpointListener;
import org.spectralsweep.train.CheckpointSchedule;
import org.spectralsweep.train.EngineName;
import org.spectralsweep.train.GradientDescent;
import org.spectralsweep.train.LearningRate;
import org.spectralsweep.train.TrainSpec;
import org.spectralsweep.train.Trainer;
import org.spectralsweep.train.TrainingOutcome;

/**
 * One training that is timed. It is plain gradient descent with full batches on the half sum of squares. One threshold
 * is tested at every step and never reached.
 *
 * @param name name in the table; forks find the workload by it
 * @param engine our engine for it
 * @param samples number n of samples
 * @param placement where the points lie
 */
record Workload(
        String name,
        EngineName engine,
        Precision precision,
        Simd simd,
        MlpSpec architecture,
        int samples,
        Placement placement) {
    private static final CheckpointListener SILENT = (step, network, outputs) -> {};
    private static final CheckpointSchedule FIRST_AND_LAST = new CheckpointSchedule(1L << 60, 1);
    private static final Threshold OUT_OF_REACH =
            new Threshold("zero", ThresholdConvention.HALF_SUM, 1e-300, ThresholdScope.GLOBAL);

    /** The network with its initial weights, which are the same at every call. */
    Mlp network() {
        return Mlp.initialized(architecture, precision, new Well19937c(5));
    }

    /** A smooth target on the points of this workload. */
    Samples data() {
        int inputs = architecture.inputs();
        double[] x = placement.points(samples, inputs);
        double[] y = new double[samples];
        for (int i = 0; i < samples; i++) {
            y[i] = Math.cos(3 * x[i * inputs] + x[i * inputs + 1]);
        }
        return new Samples(samples, inputs, 1, x, y, new int[samples], 1);
    }

    /**
     * A rate at which training is stable but not slow. The largest eigenvalue of the kernel is about n, times the width
     * in the standard parameterisation.
     */
    double learningRate() {
        return isNarrowScaled() ? 1.0 / samples : 0.5 / ((double) samples * architecture.fanOut(0));
    }

    private boolean isNarrowScaled() {
        return architecture.multiplier(architecture.layers() - 1) != 1;
    }

    /** Trains through the public API, as a trial does. This includes the construction of the engine. */
    TrainingOutcome train(Mlp network, Samples data, long steps) {
        return train(network, data, steps, FIRST_AND_LAST, SILENT);
    }

    /** Trains and looks at checkpoints. */
    TrainingOutcome train(
            Mlp network, Samples data, long steps, CheckpointSchedule checkpoints, CheckpointListener listener) {
        TrainSpec spec = new TrainSpec(
                new GradientDescent(new LearningRate(learningRate())),
                learningRate(),
                Loss.HALF_SUM,
                List.of(OUT_OF_REACH),
                Set.of(OUT_OF_REACH.name()),
                steps,
                checkpoints,
                engine,
                simd);
        TrainingOutcome outcome = Trainer.train(network, data, spec, new Well19937c(6), listener);
        if (outcome.steps() != steps) {
            throw new IllegalStateException(
                    name + " ended after " + outcome.steps() + " of " + steps + " steps: " + outcome.reason());
        }
        return outcome;
    }

    /** Why our engine does not train this, or null. */
    @Nullable
    String refusal() {
        try {
            train(network(), data(), 1);
            return null;
        } catch (IllegalArgumentException e) {
            return "ours: " + e.getMessage();
        }
    }

    /**
     * Multiplications and additions a step in the products that are left to OpenBLAS: forward, backward and gradient.
     */
    double productFlops() {
        double products = 0;
        for (int layer = firstProduct(architecture); layer < architecture.layers() - 1; layer++) {
            products += (layer > 0 ? 3.0 : 2.0) * architecture.fanIn(layer) * architecture.fanOut(layer);
        }
        return 2 * products * samples;
    }

    /**
     * The first layer whose products are left to OpenBLAS. With few inputs any BLAS is slow, so the products of the
     * first layer are then computed without it.
     */
    static int firstProduct(MlpSpec architecture) {
        return architecture.inputs() >= RealArray.NARROW ? 0 : 1;
    }

    /** The relative difference that rounding may make in a loss after a few steps. */
    double tolerance() {
        return precision == Precision.FLOAT32 ? 1e-4 : 1e-9;
    }
}
