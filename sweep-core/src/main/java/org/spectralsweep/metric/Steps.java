package org.spectralsweep.metric;

import java.util.List;
import org.spectralsweep.spec.Refusal;

/** The checkpoints at which a costly metric is taken. */
final class Steps {
    private Steps() {}

    /** A copy of the steps; refuses negative ones. */
    static List<Long> copyOf(List<Long> steps) {
        if (steps.stream().anyMatch(step -> step < 0)) {
            throw new Refusal("steps", "must be at least 0 but was " + steps);
        }
        return List.copyOf(steps);
    }

    /** Whether a step is in the list; an empty list means every checkpoint. */
    static boolean include(List<Long> steps, long step) {
        return steps.isEmpty() || steps.contains(step);
    }
}
