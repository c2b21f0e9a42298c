package org.spectralsweep.spark.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import org.spectralsweep.spark.job.RunSweep;
import org.spectralsweep.spark.job.ShellWord;
import org.spectralsweep.sweep.CostInterval;
import org.spectralsweep.trial.TrialStatus;

/** Counts of trials in words. */
final class Summaries {
    private static final Map<TrialStatus, String> WORDS = Map.of(
            TrialStatus.CONVERGED, "converged",
            TrialStatus.BUDGET_EXHAUSTED, "out of steps",
            TrialStatus.TIMED_OUT, "timed out",
            TrialStatus.DIVERGED, "diverged",
            TrialStatus.PREDICTED, "predicted only",
            TrialStatus.FAILED, "failed");

    private Summaries() {}

    /** {@code 21 converged, 1 out of steps}; states that did not occur are left out. */
    static String counts(Map<TrialStatus, Integer> byStatus) {
        StringJoiner words = new StringJoiner(", ");
        for (TrialStatus status : TrialStatus.values()) {
            int count = byStatus.getOrDefault(status, 0);
            if (count > 0) {
                words.add(count + " " + WORDS.get(status));
            }
        }
        return words.length() == 0 ? "none" : words.toString();
    }

    static void print(PrintWriter out, RunSweep.Summary summary, String location) {
        int done =
                summary.byStatus().values().stream().mapToInt(Integer::intValue).sum();
        out.printf(
                Locale.ROOT,
                "%d trials: %d committed before, %d run now (%s)%n",
                summary.trials(),
                summary.skipped(),
                done,
                counts(summary.byStatus()));
        CostInterval predicted = summary.predicted();
        if (done > 0 && predicted != null) {
            out.println(CostText.scored(summary.trialCpuSeconds(), predicted));
        }
        out.println("tables in " + location + "/{runs,trials,hits,measurements}; summary: sweep show "
                + ShellWord.quoted(location));
        out.flush();
    }
}
