package org.spectralsweep.train;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.PrimitiveIterator;
import org.hipparchus.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.Deadline;
import org.spectralsweep.TimeOver;
import org.spectralsweep.nn.Loss;
import org.spectralsweep.nn.Mlp;
import org.spectralsweep.nn.OutputFunction;
import org.spectralsweep.nn.Samples;
import org.spectralsweep.nn.Threshold;

/**
 * Trains a network and watches for convergence. Full batches yield the residuals at every step, so thresholds are
 * tested at every step and convergence times are exact. With mini-batches the whole training set is evaluated at
 * checkpoints only, so a time is known to lie between two of them. Training ends at the network's deadline. It uses one
 * thread, and a full-batch step allocates nothing, unless the engine is {@link EngineName#ND4J}. The outcome, apart
 * from wall times, depends only on the arguments, to the bit. It does not depend on how often training was interrupted
 * and went on from a saved state.
 */
public final class Trainer {
    /**
     * A loss that exceeds the larger of the initial loss and the loss of the zero function by this factor does not
     * recover.
     */
    private static final double HOPELESS = 1e10;

    private static final long NEVER = -1;

    private final Mlp network;
    private final Samples data;
    private final TrainSpec spec;
    private final CheckpointListener listener;
    private final TrainingStates states;
    private final KeptWeights weights;
    private final Loss loss;
    private final Engine engine;
    private final double[] outputs;
    private final TrainingCrossings crossings;
    private final @Nullable MiniBatches batches;
    private final PrimitiveIterator.OfLong checkpoints;
    private final long start = System.nanoTime();
    private final Deadline deadline;
    private long nextCheckpoint;
    private long step;
    private long evaluated = NEVER;
    private long seen = NEVER;
    private long shown = NEVER;
    private long reported = NEVER;
    private boolean updating;
    private double initialLoss = Double.NaN;
    private double earlierSeconds;
    private long aside;
    private double currentLoss;
    private double highestLoss = Double.POSITIVE_INFINITY;
    private double flops;
    private boolean diverged;

    private Trainer(
            Mlp network,
            Samples data,
            TrainSpec spec,
            RandomGenerator random,
            CheckpointListener listener,
            TrainingStates states,
            KeptWeights weights) {
        if (network.spec().inputs() != data.inputs() || network.spec().outputs() != data.outputs()) {
            throw new IllegalArgumentException(
                    "inputs and outputs must be " + network.spec().inputs() + " and "
                            + network.spec().outputs() + " for this network but were " + data.inputs() + " and "
                            + data.outputs());
        }
        this.network = network;
        deadline = network.deadline();
        this.data = data;
        this.spec = spec;
        this.listener = listener;
        this.states = states;
        this.weights = weights;
        loss = spec.loss();
        loss.check(data.y(), data.outputs(), network.spec().output());
        outputs = new double[data.y().length];
        crossings = new TrainingCrossings(data, loss, spec.thresholds(), spec.stopWhen());
        int batchSize = spec.optimizer().batchSize();
        boolean whole = batchSize == 0 || batchSize >= data.count();
        batches = whole ? null : new MiniBatches(data.count(), batchSize, random);
        engine = spec.engine().create(network, data, spec, batches);
        checkpoints = spec.checkpoints().steps();
        nextCheckpoint = checkpoints.nextLong();
    }

    /**
     * Trains until the first of these:
     *
     * <ul>
     *   <li>all thresholds that the spec names for stopping are reached
     *   <li>the maximum number of steps is done
     *   <li>the loss has diverged
     *   <li>the network's deadline has passed
     * </ul>
     *
     * @param network modified
     * @param batches orders the mini-batches; untouched with full batches
     * @param listener called at the schedule's checkpoints and at the last step
     */
    public static TrainingOutcome train(
            Mlp network, Samples data, TrainSpec spec, RandomGenerator batches, CheckpointListener listener) {
        return train(network, data, spec, batches, listener, TrainingStates.none(), KeptWeights.none());
    }

    /**
     * Does the same, but first goes on from the state of an interrupted attempt, if there is one. It keeps weights at
     * the steps that are asked for.
     *
     * @param network at its start, even if training goes on from a state
     * @param states keeps the state of this training; with mini-batches it needs a {@code ResumableWell} as generator
     * @param weights keeps weights for others; a state is only used if it holds those of the steps before
     * @throws UnusableState if a state does not fit although it seemed to; the network is spoilt
     */
    public static TrainingOutcome train(
            Mlp network,
            Samples data,
            TrainSpec spec,
            RandomGenerator batches,
            CheckpointListener listener,
            TrainingStates states,
            KeptWeights weights) {
        Trainer trainer = new Trainer(network, data, spec, batches, listener, states, weights);
        try (Engine engine = trainer.engine) {
            return trainer.run();
        }
    }

    /**
     * Refuses a region without a sample, and a loss or threshold that makes no sense for these samples. Examples are a
     * relative error where the target is zero, and a loss of classes without classes.
     *
     * @throws IllegalArgumentException with a one-sentence explanation
     */
    public static void check(Samples data, OutputFunction output, Loss loss, List<Threshold> thresholds) {
        loss.check(data.y(), data.outputs(), output);
        TrainingCrossings.check(data, loss, thresholds);
    }

    private TrainingOutcome run() {
        StopReason reason;
        long before = System.nanoTime();
        states.restore(state);
        aside += System.nanoTime() - before;
        try {
            reason = train();
        } catch (TimeOver e) {
            // Cut short inside an evaluation, a gradient or a checkpoint. The parameters are those after the last whole
            // update.
            reason = StopReason.TIME_OVER;
            if (updating && batches != null) {
                batches.back();
            }
            saveEnd();
            lookAgain();
        }
        if (weights.isDueAtEnd(step)) {
            keepWeights();
        }
        double seconds = seconds();
        double finalLoss = evaluated == step ? currentLoss : Double.NaN;
        return new TrainingOutcome(reason, step, initialLoss, finalLoss, crossings.hits(), seconds, flops);
    }

    private double seconds() {
        return earlierSeconds + (System.nanoTime() - start - aside) / 1e9;
    }

    private StopReason train() {
        double zeroLoss = loss.value(crossings.sum(outputs), data.count(), data.outputs());
        StopReason reason = null;
        while (reason == null) {
            // Before the state of this step is saved, so that a state stands for the weights of all steps up to it.
            if (weights.isDue(step)) {
                keepWeights();
            }
            if (states.isDue(step) && !diverged) {
                long before = System.nanoTime();
                states.save(step, state);
                aside += System.nanoTime() - before;
            }
            boolean checkpoint = step == nextCheckpoint;
            boolean over = deadline.isOver();
            if (over) {
                deadline.grantGrace();
            }
            boolean last = step == spec.maxSteps() || over || diverged;
            if (last) {
                // With a larger budget this step is neither evaluated like a last one nor reported.
                saveEnd();
            }
            if (batches == null || checkpoint || last) {
                evaluate(last);
                crossings.test(step);
            }
            if (step == 0) {
                initialLoss = currentLoss;
                highestLoss = HOPELESS * Math.max(initialLoss, zeroLoss);
            }
            reason = reasonToStop(step, over);
            if (checkpoint) {
                nextCheckpoint = checkpoints.hasNext() ? checkpoints.nextLong() : Long.MAX_VALUE;
            }
            if ((checkpoint || reason != null) && reported < step) {
                report(step);
            }
            if (reason == null) {
                update();
                step++;
                listener.updated(step);
            }
        }
        return reason;
    }

    /**
     * Takes the last look at a network whose training was cut short, if the grace period is long enough. A network that
     * was never evaluated stays so.
     */
    private void lookAgain() {
        if (evaluated < 0 || shown == step) {
            return;
        }
        deadline.grantGrace();
        try {
            // A restored step may have been evaluated and reported by an earlier attempt, whose outputs are gone.
            if (seen != step) {
                evaluate(true);
                crossings.test(step);
            }
            if (reported < step) {
                report(step);
            }
        } catch (TimeOver e) {
            // What is already known is kept.
            return;
        }
    }

    /** Evaluates the network on the whole training set. */
    private void evaluate(boolean last) {
        int n = data.count();
        engine.evaluate(!last, outputs);
        // An attempt whose time was over before the update has counted this evaluation.
        if (evaluated < step) {
            flops += batches == null && !last
                    ? network.spec().flops(n)
                    : network.spec().forwardFlops(n);
        }
        evaluated = step;
        seen = step;
        currentLoss = loss.value(crossings.sum(outputs), data.count(), data.outputs());
        diverged |= isHopeless(currentLoss);
    }

    private void update() {
        updating = true;
        double meanError = engine.step();
        updating = false;
        if (batches != null) {
            flops += network.spec().flops(Math.min(batches.largest(), data.count()));
            diverged |= isHopeless(loss.value(meanError * data.count(), data.count(), data.outputs()));
        }
    }

    private boolean isHopeless(double value) {
        return !Double.isFinite(value) || value > highestLoss;
    }

    private @Nullable StopReason reasonToStop(long step, boolean over) {
        if (crossings.complete()) {
            return StopReason.THRESHOLDS_REACHED;
        }
        if (diverged) {
            return StopReason.DIVERGED;
        }
        if (step == spec.maxSteps()) {
            return StopReason.STEPS_EXHAUSTED;
        }
        return over ? StopReason.TIME_OVER : null;
    }

    private void report(long step) {
        long before = System.nanoTime();
        shown = step;
        engine.publish();
        listener.reached(step, network, outputs);
        reported = step;
        aside += System.nanoTime() - before;
    }

    private void keepWeights() {
        long before = System.nanoTime();
        engine.publish();
        weights.keep(step, network);
        aside += System.nanoTime() - before;
    }

    private void saveEnd() {
        if (!diverged) {
            long before = System.nanoTime();
            states.saveEnd(step, seconds(), state);
            aside += System.nanoTime() - before;
        }
    }

    /**
     * Everything between two updates, from which the step can be evaluated again. The evaluation and its report may
     * have taken place already.
     */
    private final Resumable state = new Resumable() {
        @Override
        public void save(DataOutput out) throws IOException {
            out.writeDouble(spec.learningRate());
            out.writeLong(step);
            out.writeLong(evaluated);
            out.writeLong(reported);
            out.writeDouble(initialLoss);
            out.writeDouble(currentLoss);
            out.writeDouble(highestLoss);
            out.writeDouble(flops);
            out.writeDouble(seconds());
            crossings.save(out);
            listener.save(out);
            if (batches != null) {
                batches.save(out);
            }
            engine.publish();
            SavedArrays.write(out, network.values(), network.trained());
            engine.save(out);
        }

        @Override
        public void restore(DataInput in) throws IOException {
            double rate = in.readDouble();
            step = in.readLong();
            if (rate != spec.learningRate() || step > spec.maxSteps()) {
                throw new IOException("the state is at step " + step + " of a training with rate " + rate);
            }
            weights.requireBefore(step);
            evaluated = in.readLong();
            reported = in.readLong();
            initialLoss = in.readDouble();
            currentLoss = in.readDouble();
            highestLoss = in.readDouble();
            flops = in.readDouble();
            earlierSeconds = in.readDouble();
            crossings.restore(in);
            listener.restore(in);
            if (batches != null) {
                batches.restore(in);
            }
            SavedArrays.read(in, network.values(), network.trained());
            engine.restore(in);
            while (nextCheckpoint < step) {
                nextCheckpoint = checkpoints.hasNext() ? checkpoints.nextLong() : Long.MAX_VALUE;
            }
        }
    };
}
