package org.spectralsweep.sweep;

import java.util.HashSet;
import java.util.List;
import org.spectralsweep.spec.Default;
import org.spectralsweep.spec.Refusal;

/**
 * What a law is to give.
 *
 * @param of {@code time}, the time to the threshold, or the name of a column of {@code measurements}, such as
 *     {@code training_loss}, whose values at checkpoints the law is to give
 * @param delta levels whose times are read from stored curves, in place of the threshold's own. Each is fitted by
 *     itself, unless the law has the column {@code delta}. Empty for the threshold's own.
 * @param at the checkpoints whose values are fitted; a window of {@code step} or {@code time} in {@code where} narrows
 *     them further
 */
public record ResponseSpec(
        @Default("time") String of,
        @Default("[]") List<Double> delta,
        @Default("every") Checkpoints at) {
    private static final String TIME = "time";

    /** The time to the threshold itself. */
    public static final ResponseSpec THRESHOLD = new ResponseSpec(TIME, List.of(), Checkpoints.EVERY);

    /** Checkpoints of a trial. */
    public enum Checkpoints {
        /** All of them. */
        EVERY,
        /** The one at which it ended. */
        LAST
    }

    /** Refuses levels that are not positive numbers or not distinct, and keys that do not go together. */
    public ResponseSpec {
        // Metrics are named training-loss, and their columns training_loss.
        of = of.replace('-', '_');
        delta = List.copyOf(delta);
        if (of.isBlank()) {
            throw new Refusal("of", "must be time or the name of a measurement but was empty");
        }
        if (delta.stream().anyMatch(level -> !(level > 0) || level.isInfinite())) {
            throw new Refusal("delta", "must hold positive numbers but was " + delta);
        }
        if (new HashSet<>(delta).size() < delta.size()) {
            throw new Refusal("delta", "must name each level once but was " + delta);
        }
        if (!of.equals(TIME) && !delta.isEmpty()) {
            throw new Refusal("delta", "must be empty where the law is not one of times but was " + delta);
        }
        if (of.equals(TIME) && at != Checkpoints.EVERY) {
            throw new Refusal("at", "must be every where the law is one of times but was last");
        }
    }

    /** Whether the law gives the time to a threshold. */
    public boolean isTime() {
        return of.equals(TIME);
    }

    /** Whether it is fitted to what trials measured at checkpoints. */
    public boolean needsCurves() {
        return !isTime() || !delta.isEmpty();
    }

    /** The left side of the law: {@code T}, or the name of the measurement. */
    public String symbol() {
        return isTime() ? "T" : of;
    }
}
