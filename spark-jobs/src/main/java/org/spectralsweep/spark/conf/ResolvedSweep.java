package org.spectralsweep.spark.conf;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.spark.figure.FigureSpec;
import org.spectralsweep.sweep.SweepSpec;
import org.spectralsweep.sweep.SweepTrial;

/**
 * A sweep ready to be planned.
 *
 * @param spec what the file says about trials and laws
 * @param fits the fits with their laws read
 * @param figure what to compare and to draw at the end, or null
 * @param variant the variant that was merged in, if any
 * @param trials the trials, in the order of the axes, with replicates last; no two have the same id
 * @param notes clear sentences about what the reader did that the file does not say
 */
public record ResolvedSweep(
        SweepSpec spec,
        List<SweepFit> fits,
        @Nullable FigureSpec figure,
        Optional<String> variant,
        List<SweepTrial> trials,
        List<String> notes) {
    /** Copies the lists. */
    public ResolvedSweep {
        fits = List.copyOf(fits);
        trials = List.copyOf(trials);
        notes = List.copyOf(notes);
    }
}
