package org.spectralsweep.spark.conf;

import java.util.List;
import java.util.Set;
import org.spectralsweep.law.Law;
import org.spectralsweep.sweep.FitSpec;

/**
 * A fit of a spec with its laws read.
 *
 * @param spec what the file says
 * @param law the law to fit
 * @param rivals the laws that compete with it
 */
public record SweepFit(FitSpec spec, Law law, List<Law> rivals) {
    /** Copies the list. */
    public SweepFit {
        rivals = List.copyOf(rivals);
    }

    /**
     * Reads the laws.
     *
     * @param columns the names that are columns; other names in formulas are parameters
     * @throws org.spectralsweep.spec.Refusal if a law cannot be read
     */
    public static SweepFit of(FitSpec spec, Set<String> columns) {
        List<Law> laws = LawText.of(spec, columns);
        return new SweepFit(spec, laws.get(0), laws.subList(1, laws.size()));
    }
}
