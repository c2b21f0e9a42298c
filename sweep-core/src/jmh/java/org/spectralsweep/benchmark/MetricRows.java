package org.spectralsweep.benchmark;

import java.util.Locale;

/** The rows that say what a trial's default checkpoints and metrics add to its training. */
final class MetricRows {
    private final Turns turns;

    MetricRows(Turns turns) {
        this.turns = turns;
    }

    /** Measures one row. */
    Row measure(String name, Workload workload, long steps) {
        String refusal = workload.refusal();
        if (refusal != null) {
            return Row.remark(name, refusal);
        }
        Medians medians = turns.trainings(workload, steps);
        String remark = medians == null
                ? "failed"
                : String.format(Locale.ROOT, "%.1f %% on top of %,d steps", medians.of("percent"), steps);
        return Row.remark(name, remark);
    }
}
