package org.spectralsweep.spark.cli;

import java.io.PrintWriter;
import java.util.Locale;
import org.spectralsweep.spark.job.RunSweep;
import org.spectralsweep.spark.job.ShellWord;
import org.spectralsweep.spark.job.StatusWords;
import org.spectralsweep.sweep.CostInterval;

/** Counts of trials in words. */
final class Summaries {
    private Summaries() {}

    static void print(PrintWriter out, RunSweep.Summary summary, String location) {
        int done =
                summary.byStatus().values().stream().mapToInt(Integer::intValue).sum();
        out.printf(
                Locale.ROOT,
                "%d trials: %d committed before, %d run now (%s)%n",
                summary.trials(),
                summary.skipped(),
                done,
                StatusWords.counts(summary.byStatus()));
        CostInterval predicted = summary.predicted();
        if (done > 0 && predicted != null) {
            out.println(CostText.scored(summary.trialCpuSeconds(), predicted));
        }
        out.println("tables in " + location + "/{runs,trials,hits,measurements}; summary: sweep show "
                + ShellWord.quoted(location));
        out.flush();
    }
}
