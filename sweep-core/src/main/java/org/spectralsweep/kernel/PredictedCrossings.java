package org.spectralsweep.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.spectralsweep.nn.Condition;
import org.spectralsweep.nn.Threshold;

/**
 * The first step of kernel descent at which each condition of one target holds. A condition says that the energy, the
 * sum of r^2 over the samples of a density region (or over all samples), is below {@link Threshold#bound}.
 */
final class PredictedCrossings {
    private static final long PENDING = -1;
    private static final long NEVER = -2;

    private final double[] start;
    private final int[] region;
    private final int regions;
    private final int outputs;
    private final List<Condition> conditions = new ArrayList<>();
    /** Region of each condition; {@code regions} stands for the whole domain. */
    private final int[] place;

    private final double[] limit;
    private final long[] step;
    private final double[] energy;
    private final double startEnergy;
    private int pending;

    /**
     * @param y the target, on which relative thresholds depend
     * @param start the first residual, up to its sign; this is y where the initial output is zero
     */
    PredictedCrossings(double[] y, double[] start, int n, int[] region, int regions, List<Threshold> thresholds) {
        this.start = start;
        this.region = region;
        this.regions = regions;
        this.outputs = y.length / n;
        this.energy = new double[regions + 1];
        measure(y);
        double[] energies = energy.clone();
        int[] samples = new int[regions + 1];
        for (int label : region) {
            samples[label]++;
        }
        samples[regions] = n;
        List<Double> limits = new ArrayList<>();
        for (Threshold threshold : thresholds) {
            for (Condition condition : Condition.of(threshold, regions)) {
                int where = place(condition);
                conditions.add(condition);
                limits.add(threshold.bound(samples[where], energies[where], n));
            }
        }
        this.place = conditions.stream().mapToInt(this::place).toArray();
        this.limit = limits.stream().mapToDouble(Double::doubleValue).toArray();
        this.step = new long[place.length];
        measure(start);
        this.startEnergy = energy[regions];
        for (int c = 0; c < limit.length; c++) {
            // A region without samples has limit 0, and no energy is below 0.
            step[c] = limit[c] > 0 ? PENDING : NEVER;
            pending += limit[c] > 0 ? 1 : 0;
        }
    }

    private int place(Condition condition) {
        return condition.isWhole() ? regions : condition.region();
    }

    /** The first residual up to its sign, n x outputs. */
    double[] start() {
        return start;
    }

    /** Tests the conditions still pending against the residual after {@code at} updates. */
    void observe(long at, double[] residual) {
        measure(residual);
        for (int c = 0; c < place.length; c++) {
            if (step[c] == PENDING && energy[place[c]] < limit[c]) {
                step[c] = at;
                pending--;
            }
        }
        if (!(energy[regions] <= KernelLimits.DIVERGED * startEnergy)) {
            pending = 0;
        }
    }

    /** How far the residual last observed is from the nearest pending condition, as a difference of norms. */
    double margin() {
        double margin = Double.POSITIVE_INFINITY;
        for (int c = 0; c < place.length; c++) {
            if (step[c] == PENDING) {
                margin = Math.min(margin, Math.sqrt(energy[place[c]]) - Math.sqrt(limit[c]));
            }
        }
        return margin;
    }

    /** The norm of the first residual. */
    double norm() {
        return Math.sqrt(startEnergy);
    }

    /** Whether no condition is pending: each has held or can never hold, or the residual has diverged. */
    boolean ended() {
        return pending == 0;
    }

    Map<Condition, OptionalLong> steps() {
        Map<Condition, OptionalLong> steps = new LinkedHashMap<>();
        for (int c = 0; c < step.length; c++) {
            steps.put(conditions.get(c), step[c] < 0 ? OptionalLong.empty() : OptionalLong.of(step[c]));
        }
        return Collections.unmodifiableMap(steps);
    }

    private void measure(double[] residual) {
        Arrays.fill(energy, 0);
        for (int i = 0; i < region.length; i++) {
            double squares = 0;
            for (int c = 0; c < outputs; c++) {
                squares += residual[i * outputs + c] * residual[i * outputs + c];
            }
            energy[region[i]] += squares;
            energy[regions] += squares;
        }
    }
}
