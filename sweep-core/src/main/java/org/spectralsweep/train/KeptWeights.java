package org.spectralsweep.train;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.spectralsweep.nn.Mlp;

/**
 * Keeps the weights of one training at the steps that a spec asks for. If keeping them fails, training goes on, and
 * {@link #warnings} says so.
 */
public final class KeptWeights {
    private final WeightStore store;
    private final long[] steps;
    private final boolean end;
    private final double[] frequencies;
    private final List<String> warnings = new ArrayList<>();

    /**
     * Keeps the weights of one training.
     *
     * @param asked at which steps
     * @param frequencies see {@link WeightStore#keep}
     */
    public KeptWeights(WeightStore store, List<WeightStep> asked, double[] frequencies) {
        this.frequencies = frequencies;
        this.store = store;
        this.steps = asked.stream()
                .map(WeightStep::value)
                .filter(Objects::nonNull)
                .mapToLong(Long::longValue)
                .sorted()
                .toArray();
        this.end = asked.contains(WeightStep.END);
    }

    /** Keeps nothing. */
    public static KeptWeights none() {
        return new KeptWeights(WeightStore.NONE, List.of(), new double[0]);
    }

    /**
     * The steps whose weights a training keeps that has ended.
     *
     * @param last its last step
     */
    public static List<Long> steps(List<WeightStep> asked, long last) {
        return asked.stream()
                .map(step -> step.value() == null ? (Long) last : step.value())
                .filter(step -> step <= last)
                .distinct()
                .sorted()
                .toList();
    }

    /** Clear sentences about what could not be kept. */
    public List<String> warnings() {
        return List.copyOf(warnings);
    }

    /** Whether the weights at a step are asked for by its number. Allocates nothing. */
    boolean isDue(long step) {
        return Arrays.binarySearch(steps, step) >= 0;
    }

    /** Whether the weights at the last step are asked for, and were not kept when it was reached. */
    boolean isDueAtEnd(long step) {
        return end && !isDue(step);
    }

    /**
     * Refuses to go on from a state if weights before it are missing, which can be had by training anew alone.
     *
     * @param step of the state
     */
    void requireBefore(long step) throws IOException {
        for (long asked : steps) {
            if (asked < step && !mayHold(asked)) {
                throw new IOException(
                        "the state is at step " + step + ", but the weights of step " + asked + " were not kept");
            }
        }
    }

    /** Whether weights are there, as far as the store can tell: what it cannot tell is no reason to lose a training. */
    private boolean mayHold(long step) {
        try {
            return store.holds(step);
        } catch (IOException e) {
            return true;
        }
    }

    /** Keeps the weights of a step. */
    void keep(long step, Mlp network) {
        try {
            store.keep(step, network, frequencies);
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            if (warnings.isEmpty()) {
                warnings.add("the weights of step " + step
                        + " could not be kept, so another run trains the trial again: " + e.getMessage());
            }
        }
    }
}
