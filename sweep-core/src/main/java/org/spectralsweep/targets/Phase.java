package org.spectralsweep.targets;

import org.hipparchus.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.spec.Refusal;

/**
 * The phase of a harmonic: a number of radians, or a random one drawn uniformly from [-pi, pi) from the trial's phase
 * stream. In a spec it is a number or the word {@code random}.
 *
 * @param radians the phase, or null while it is random
 */
public record Phase(@Nullable Double radians) {
    /** A phase that is drawn once per trial. */
    public static final Phase RANDOM = new Phase(null);

    /** Refuses a number that is not finite. */
    public Phase {
        if (radians != null && !Double.isFinite(radians)) {
            throw new Refusal("phase", "must be finite or random but was " + radians);
        }
    }

    /** This phase, or a drawn one if it is random. The generator is advanced only if it is random. */
    Phase drawn(RandomGenerator random) {
        return radians == null ? new Phase((2 * random.nextDouble() - 1) * Math.PI) : this;
    }

    double value() {
        Double value = radians;
        if (value == null) {
            throw new IllegalStateException("the phase is still random: draw it with withPhases first");
        }
        return value;
    }
}
