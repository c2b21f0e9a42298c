package org.spectralsweep.benchmark;

import java.util.List;
import java.util.Locale;

/** The rows that say what a trial's default checkpoints and metrics add to its training. */
final class MetricRows {
    private static final int STARTS = 2;

    private final Starts starts;

    MetricRows(Starts starts) {
        this.starts = starts;
    }

    /** Measures one row. */
    String measure(String name, String workload, long steps) {
        List<MeasuredTraining.Share> shares = starts.take(
                STARTS,
                start -> new Journal.Turn(VectorWidth.OWN, name, "metrics", start),
                Fork.of(MeasuredTraining.class, workload, "" + steps),
                MeasuredTraining.Share.class);
        return shares.isEmpty()
                ? "failed"
                : String.format(
                        Locale.ROOT,
                        "%.1f %% on top of %,d steps",
                        Medians.of(shares, MeasuredTraining.Share::percent),
                        steps);
    }
}
