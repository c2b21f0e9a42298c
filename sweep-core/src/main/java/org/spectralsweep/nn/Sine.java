package org.spectralsweep.nn;

import org.spectralsweep.spec.Default;
import org.spectralsweep.spec.Refusal;

/**
 * s(z) = sin(w z), the activation of SIREN (Sitzmann et al. 2020, arXiv 2006.09661), which has w = 30.
 *
 * @param frequency w
 */
public record Sine(@Default("1") double frequency) implements Activation {
    /** Refuses a frequency that is not a positive number. */
    public Sine {
        if (!(frequency > 0) || frequency == Double.POSITIVE_INFINITY) {
            throw new Refusal("frequency", "must be a positive number but was " + frequency);
        }
    }

    @Override
    public double value(double z) {
        return StrictMath.sin(frequency * z);
    }

    @Override
    public double slope(double z) {
        return frequency * StrictMath.cos(frequency * z);
    }
}
