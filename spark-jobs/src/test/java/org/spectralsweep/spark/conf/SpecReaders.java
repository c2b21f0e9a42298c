package org.spectralsweep.spark.conf;

import java.util.Set;
import java.util.function.Consumer;
import org.spectralsweep.spark.figure.FigureQuery;
import org.spectralsweep.trial.TrialSpec;

/** Readers of sweeps that need no data files. */
final class SpecReaders {
    private SpecReaders() {}

    /** A reader that accepts any text as a query of a figure. */
    static SpecReader of(Consumer<TrialSpec> checks, Set<String> columns) {
        return of(checks, columns, query -> {});
    }

    static SpecReader of(Consumer<TrialSpec> checks, Set<String> columns, Consumer<FigureQuery> queries) {
        return new SpecReader(trial -> trial, checks, columns, queries);
    }
}
