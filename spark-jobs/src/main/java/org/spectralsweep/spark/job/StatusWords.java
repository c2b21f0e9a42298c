package org.spectralsweep.spark.job;

import java.util.Map;
import java.util.StringJoiner;
import org.spectralsweep.trial.TrialStatus;

/** Counts of trials in words. */
public final class StatusWords {
    private static final Map<TrialStatus, String> WORDS = Map.of(
            TrialStatus.CONVERGED, "converged",
            TrialStatus.BUDGET_EXHAUSTED, "out of steps",
            TrialStatus.TIMED_OUT, "timed out",
            TrialStatus.DIVERGED, "diverged",
            TrialStatus.PREDICTED, "predicted only",
            TrialStatus.FAILED, "failed");

    private StatusWords() {}

    /** {@code 21 converged, 1 out of steps}; states that did not occur are left out. */
    public static String counts(Map<TrialStatus, Integer> byStatus) {
        StringJoiner words = new StringJoiner(", ");
        for (TrialStatus status : TrialStatus.values()) {
            int count = byStatus.getOrDefault(status, 0);
            if (count > 0) {
                words.add(count + " " + WORDS.get(status));
            }
        }
        return words.length() == 0 ? "none" : words.toString();
    }
}
