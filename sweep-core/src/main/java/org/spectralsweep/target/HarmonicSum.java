package org.spectralsweep.target;

import java.util.List;
import org.spectralsweep.Default;

/** A weighted sum of pure harmonics, sum of weight * sin(frequency * . + phase) in the conventions of {@link Harmonic}. */
public record HarmonicSum(List<Term> terms) implements TargetFunction {
    /** One term. */
    public record Term(
            int frequency,
            @Default("1") double weight,
            @Default("0") Phase phase) {}
}
