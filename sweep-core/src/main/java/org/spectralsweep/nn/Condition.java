package org.spectralsweep.nn;

import java.util.ArrayList;
import java.util.List;

/**
 * What convergence is asked of: one threshold on one set of samples.
 *
 * @param threshold its name, which is unique in a trial
 * @param region density region, or {@link #WHOLE}
 */
public record Condition(String threshold, int region) {
    /** Stands for the whole domain. */
    public static final int WHOLE = -1;

    /** Whether the set is that of all samples. */
    public boolean isWhole() {
        return region == WHOLE;
    }

    /** All conditions of thresholds, as far as their scopes say. */
    public static List<Condition> of(List<Threshold> thresholds, int regions) {
        List<Condition> conditions = new ArrayList<>();
        thresholds.forEach(threshold -> conditions.addAll(of(threshold, regions)));
        return conditions;
    }

    /** All conditions of a threshold, as far as its scope says. */
    public static List<Condition> of(Threshold threshold, int regions) {
        int from = threshold.scope() == ThresholdScope.REGIONS ? 0 : WHOLE;
        int to = threshold.scope() == ThresholdScope.GLOBAL ? 0 : regions;
        List<Condition> conditions = new ArrayList<>();
        for (int region = from; region < to; region++) {
            conditions.add(new Condition(threshold.name(), region));
        }
        return conditions;
    }
}
