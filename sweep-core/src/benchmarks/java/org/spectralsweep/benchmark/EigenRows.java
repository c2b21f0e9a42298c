package org.spectralsweep.benchmark;

import java.util.List;
import java.util.Locale;

/** The rows that compare an eigenproblem with LAPACK's routine called directly. */
final class EigenRows {
    private static final int STARTS = 2;

    private final Starts starts;

    EigenRows(Starts starts) {
        this.starts = starts;
    }

    /** Measures one row. */
    String measure(String name, int order) {
        List<Eigenproblem.Seconds> seconds = starts.take(
                STARTS,
                start -> new Journal.Turn(VectorWidth.OWN, name, "pairs", start),
                Fork.of(Eigenproblem.class, "" + order),
                Eigenproblem.Seconds.class);
        if (seconds.isEmpty()) {
            return "failed";
        }
        double direct = Medians.of(seconds, Eigenproblem.Seconds::direct);
        double ours = Medians.of(seconds, Eigenproblem.Seconds::ours);
        return String.format(
                Locale.ROOT, "%.2f s, dsyevd called directly %.2f s: %.2f times", ours, direct, ours / direct);
    }
}
