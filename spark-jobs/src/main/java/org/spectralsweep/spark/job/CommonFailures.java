package org.spectralsweep.spark.job;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The errors of a run's trials by their first lines. Of many different ones, those that come late count as one. */
final class CommonFailures {
    private static final int MOST = 10;
    private static final int LONGEST = 500;
    private static final int KNOWN = 200;
    private static final String OTHERS = "other errors";

    private final Map<String, RunStatus.Failure> failures = new LinkedHashMap<>();

    /**
     * Counts the trials that failed.
     *
     * @param unit the report's work unit, for the labels of its trials; null if it is not known
     */
    void add(UnitReport report, @Nullable WorkUnit unit) {
        for (UnitReport.Trial trial : report.trials()) {
            if (trial.error() != null) {
                String first = firstLine(trial.error());
                String error = failures.size() < KNOWN || failures.containsKey(first) ? first : OTHERS;
                failures.merge(
                        error,
                        new RunStatus.Failure(error, 1, label(unit, trial.trialId())),
                        (all, one) -> new RunStatus.Failure(error, all.trials() + 1, all.label()));
            }
        }
    }

    /** The commonest first. */
    List<RunStatus.Failure> commonest() {
        return failures.values().stream()
                .sorted(Comparator.comparingInt(RunStatus.Failure::trials).reversed())
                .limit(MOST)
                .toList();
    }

    private static String firstLine(String error) {
        String line = error.lines().findFirst().orElse("");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...";
    }

    private static String label(@Nullable WorkUnit unit, String trial) {
        return unit == null
                ? trial
                : unit.work().stream()
                        .filter(work -> work.trialId().equals(trial))
                        .map(CostedTrial::label)
                        .findFirst()
                        .orElse(trial);
    }
}
