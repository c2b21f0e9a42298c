package org.spectralsweep.benchmark;

import java.util.List;
import java.util.Set;
import org.hipparchus.random.Well19937c;
import org.spectralsweep.linalg.Precision;
import org.spectralsweep.linalg.Simd;
import org.spectralsweep.nn.Loss;
import org.spectralsweep.nn.Mlp;
import org.spectralsweep.nn.MlpSpec;
import org.spectralsweep.nn.Samples;
import org.spectralsweep.nn.Threshold;
import org.spectralsweep.nn.ThresholdConvention;
import org.spectralsweep.nn.ThresholdScope;
import org.spectralsweep.train.Adam;
import org.spectralsweep.train.CheckpointListener;
import org.spectralsweep.train.CheckpointSchedule;
import org.spectralsweep.train.EngineName;
import org.spectralsweep.train.GradientDescent;
import org.spectralsweep.train.LearningRate;
import org.spectralsweep.train.TrainSpec;
import org.spectralsweep.train.Trainer;
import org.spectralsweep.train.TrainingOutcome;

/**
 * One training that is timed, on the half sum of squares. It is plain gradient descent with full batches, or Adam with
 * mini-batches. One threshold is tested wherever all samples are evaluated, and never reached.
 *
 * @param name name in the table; other virtual machines find the workload by it
 * @param engine our engine for it
 * @param samples number n of samples
 * @param batchSize samples of a mini-batch for Adam, or 0 for gradient descent
 * @param placement where the points lie
 */
record Workload(
        String name,
        EngineName engine,
        Precision precision,
        Simd simd,
        MlpSpec architecture,
        int samples,
        int batchSize,
        Placement placement) {
    /** The state of the random numbers that order mini-batches. */
    static final int BATCH_SEED = 6;

    /** The least number of inputs with which the products of the first layer are large. */
    private static final int MANY_INPUTS = 5;

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
     * A rate at which training is stable but not slow. Adam's is its default. Otherwise it follows the largest
     * eigenvalue of the kernel, which is about n, times the width in the standard parameterisation.
     */
    double learningRate() {
        if (isMiniBatch()) {
            return 1e-3;
        }
        return isNarrowScaled() ? 1.0 / samples : 0.5 / ((double) samples * architecture.fanOut(0));
    }

    private boolean isNarrowScaled() {
        return architecture.multiplier(architecture.layers() - 1) != 1;
    }

    /** Whether this is Adam with mini-batches. */
    boolean isMiniBatch() {
        return batchSize > 0;
    }

    /** The updates of Adam, with the defaults of PyTorch and of this project. */
    Adam adam() {
        return new Adam(new LearningRate(learningRate()), 0.9, 0.999, 1e-8, batchSize);
    }

    /** Trains through the public API, as a trial does. This includes the construction of the engine. */
    TrainingOutcome train(Mlp network, Samples data, long steps) {
        return train(network, data, steps, FIRST_AND_LAST, SILENT);
    }

    /** Trains, and calls a listener at the start, at the end, and after every update. */
    TrainingOutcome train(Mlp network, Samples data, long steps, CheckpointListener listener) {
        return train(network, data, steps, FIRST_AND_LAST, listener);
    }

    /** Trains and looks at checkpoints. */
    TrainingOutcome train(
            Mlp network, Samples data, long steps, CheckpointSchedule checkpoints, CheckpointListener listener) {
        TrainSpec spec = new TrainSpec(
                isMiniBatch() ? adam() : new GradientDescent(new LearningRate(learningRate())),
                learningRate(),
                Loss.HALF_SUM,
                List.of(OUT_OF_REACH),
                Set.of(OUT_OF_REACH.name()),
                steps,
                checkpoints,
                engine,
                simd);
        TrainingOutcome outcome = Trainer.train(network, data, spec, new Well19937c(BATCH_SEED), listener);
        if (outcome.steps() != steps) {
            throw new IllegalStateException(
                    name + " ended after " + outcome.steps() + " of " + steps + " steps: " + outcome.reason());
        }
        return outcome;
    }

    /**
     * Operations of a step that count as work, or 0 if there is no such number. A multiply-add is two.
     *
     * <ul>
     *   <li>For dense networks these are the products between hidden layers: forward, backward and gradient. Those of
     *   the first layer, which has no backward product, count if it has {@value #MANY_INPUTS} inputs or more.
     *   <li>For shallow networks with d inputs these are 6 d + 7 operations for each pair of a unit and a sample.
     * </ul>
     */
    double operations() {
        return switch (engine) {
            case DENSE, ND4J -> 2.0 * productSizes() * (isMiniBatch() ? batchSize : samples);
            case SHALLOW -> (6.0 * architecture.inputs() + 7) * architecture.fanOut(0) * samples;
            case CIRCLE -> 0;
        };
    }

    private double productSizes() {
        double sizes = 0;
        for (int layer = 0; layer < architecture.layers() - 1; layer++) {
            double products = layer > 0 ? 3 : architecture.inputs() >= MANY_INPUTS ? 2 : 0;
            sizes += products * architecture.fanIn(layer) * architecture.fanOut(layer);
        }
        return sizes;
    }

    /** The relative difference that rounding may make in a loss after a few steps. */
    double tolerance() {
        return precision == Precision.FLOAT32 ? 1e-4 : 1e-9;
    }
}
