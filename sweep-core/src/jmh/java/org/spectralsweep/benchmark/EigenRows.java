package org.spectralsweep.benchmark;

import java.util.Locale;

/** The rows that compare an eigenproblem with LAPACK's routine called directly. */
final class EigenRows {
    private final Turns turns;

    EigenRows(Turns turns) {
        this.turns = turns;
    }

    /** Measures one row. */
    Row measure(String name, int order) {
        Medians medians = turns.eigenproblems(order);
        if (medians == null) {
            return Row.remark(name, "failed");
        }
        double direct = medians.of("direct");
        double ours = medians.of("ours");
        return Row.remark(
                name,
                String.format(
                        Locale.ROOT, "%.2f s, dsyevd called directly %.2f s: %.2f times", ours, direct, ours / direct));
    }
}
