package org.spectralsweep.train;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.spectralsweep.nn.Condition;
import org.spectralsweep.nn.Loss;
import org.spectralsweep.nn.SampleSet;
import org.spectralsweep.nn.Samples;
import org.spectralsweep.nn.Threshold;

/**
 * Sums the network's errors by density region and records when training first reaches each threshold, on the whole
 * domain and on each region in its scope. For thresholds the errors are squared residuals.
 */
final class TrainingCrossings implements Resumable {
    private static final long NEVER = -1;

    private final Samples data;
    private final Loss loss;
    private final List<Condition> conditions;
    private final int[] region;
    private final double[] bound;
    private final boolean[] stops;
    private final long[] lower;
    private final long[] upper;
    private final double[] squares;
    private double total;
    private long lastTested = NEVER;
    private int awaited;

    TrainingCrossings(Samples data, Loss loss, List<Threshold> thresholds, Set<String> stopWhen) {
        this.data = data;
        this.loss = loss;
        squares = new double[data.regions()];
        Map<Condition, SampleSet> sets = SampleSet.of(data, loss, thresholds);
        conditions = List.copyOf(sets.keySet());
        region = conditions.stream().mapToInt(Condition::region).toArray();
        bound = sets.values().stream().mapToDouble(SampleSet::bound).toArray();
        stops = new boolean[region.length];
        for (int i = 0; i < stops.length; i++) {
            stops[i] = stopWhen.contains(conditions.get(i).threshold());
            awaited += stops[i] ? 1 : 0;
        }
        if (awaited == 0) {
            awaited = -1;
        }
        lower = new long[region.length];
        upper = new long[region.length];
        Arrays.fill(upper, NEVER);
    }

    /** Refuses regions without a sample, and thresholds that make no sense for the samples, as the constructor does. */
    static void check(Samples data, Loss loss, List<Threshold> thresholds) {
        TrainingCrossings unused = new TrainingCrossings(data, loss, thresholds, Set.of());
    }

    /**
     * The sum of all samples' errors for these outputs, see {@link Loss#error}. The sums by region are kept for
     * {@link #test}.
     */
    double sum(double[] outputs) {
        Arrays.fill(squares, 0);
        int[] labels = data.region();
        for (int i = 0; i < labels.length; i++) {
            squares[labels[i]] += loss.error(outputs, data.y(), i, 1, data.outputs());
        }
        total = 0;
        for (double square : squares) {
            total += square;
        }
        return total;
    }

    /** Tests every threshold not yet reached against the latest sums. */
    void test(long step) {
        for (int i = 0; i < region.length; i++) {
            if (upper[i] == NEVER) {
                if (square(region[i]) < bound[i]) {
                    upper[i] = step;
                    // If the step before was tested too, the crossing is exact.
                    lower[i] = step - lastTested == 1 ? step : lastTested;
                    awaited -= stops[i] ? 1 : 0;
                } else {
                    lower[i] = step;
                }
            }
        }
        lastTested = step;
    }

    private double square(int label) {
        return label == Condition.WHOLE ? total : squares[label];
    }

    /** Whether all the thresholds that training waits for have been reached. */
    boolean complete() {
        return awaited == 0;
    }

    List<ThresholdHit> hits() {
        List<ThresholdHit> hits = new ArrayList<>();
        for (int i = 0; i < region.length; i++) {
            hits.add(new ThresholdHit(conditions.get(i), lower[i], upper[i] == NEVER ? null : (Long) upper[i]));
        }
        return hits;
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeInt(lower.length);
        for (int i = 0; i < lower.length; i++) {
            out.writeLong(lower[i]);
            out.writeLong(upper[i]);
        }
        out.writeLong(lastTested);
    }

    @Override
    public void restore(DataInput in) throws IOException {
        SavedArrays.requireSize(in.readInt(), lower.length);
        for (int i = 0; i < lower.length; i++) {
            lower[i] = in.readLong();
            upper[i] = in.readLong();
            awaited -= stops[i] && upper[i] != NEVER ? 1 : 0;
        }
        lastTested = in.readLong();
    }
}
