package org.spectralsweep.target;

import org.jspecify.annotations.Nullable;

/**
 * The phase of a harmonic: a number of radians, or drawn uniformly from [-pi, pi) with the trial's phase stream. In a spec it is
 * a number or the word {@code random}.
 *
 * @param radians the phase, or null while it is random
 */
public record Phase(@Nullable Double radians) {
    /** Drawn once per trial. */
    public static final Phase RANDOM = new Phase(null);
}
