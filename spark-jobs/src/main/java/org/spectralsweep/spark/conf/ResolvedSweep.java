package org.spectralsweep.spark.conf;

import java.util.List;
import java.util.Optional;
import org.spectralsweep.sweep.Cell;
import org.spectralsweep.sweep.SweepSpec;

/**
 * A sweep ready to be planned.
 *
 * @param spec what the file says
 * @param variant the variant that was merged in, if any
 * @param cells the trials, in the order of the axes, replicates last; no two have one id
 * @param notes clear sentences about what the reader did that the file does not say
 */
public record ResolvedSweep(SweepSpec spec, Optional<String> variant, List<Cell> cells, List<String> notes) {
    /** Copies the lists. */
    public ResolvedSweep {
        cells = List.copyOf(cells);
        notes = List.copyOf(notes);
    }
}
