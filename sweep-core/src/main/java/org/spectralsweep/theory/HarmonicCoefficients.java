package org.spectralsweep.theory;

import java.util.List;
import org.spectralsweep.Default;
import org.spectralsweep.metric.Measurement;

/**
 * Harmonic coefficients.
 *
 * @param kernel which kernel
 * @param upTo the highest frequency
 */
public record HarmonicCoefficients(
        @Default("auto") KernelChoice kernel,
        @Default("100") int upTo)
        implements Theory {
    /** Refuses what the components' descriptions exclude. */
    public HarmonicCoefficients {
        NodeCount.atLeast("up-to", 0, upTo);
    }

    @Override
    public List<String> columns() {
        return List.of("harmonic_coefficient");
    }

    @Override
    public void check(TheoryScene scene) {}

    @Override
    public List<Measurement> compute(TheoryScene scene) {
        throw new UnsupportedOperationException("not yet: HarmonicCoefficients");
    }
}
