package org.spectralsweep.metric;

import java.util.List;
import org.spectralsweep.Default;
import org.spectralsweep.spectral.Normalization;

/**
 * The amplitude per frequency of the residual or of the learned function, on the whole domain and per density region, measured on a
 * uniform evaluation grid.
 *
 * @param of what is analysed; the column is {@code amplitude_residual} or {@code amplitude_learned}
 * @param frequencies which; empty means those of the target
 * @param normalization unit of the value
 */
public record Amplitude(
        @Default("residual") Of of,
        @Default("[]") List<Integer> frequencies,
        @Default("amplitude") Normalization normalization)
        implements Metric {
    /** What is analysed. */
    public enum Of {
        /** f - y. */
        RESIDUAL,
        /** f. */
        LEARNED
    }
}
