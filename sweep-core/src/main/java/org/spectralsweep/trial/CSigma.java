package org.spectralsweep.trial;

import org.jspecify.annotations.Nullable;
import org.spectralsweep.kernel.DualActivation;
import org.spectralsweep.nn.Activation;
import org.spectralsweep.spec.Refusal;

/**
 * c_sigma of the NTK parameterisation: a positive number, or {@code auto}, which is 1 / E s(u)^2 for u of N(0, 1) and
 * the activation s. With it layers of unit weights keep the variance 1. For ReLU it is 2. A network's c_sigma is the
 * number, so that both spellings give one network.
 *
 * @param value the number, or null while it is automatic
 */
public record CSigma(@Nullable Double value) {
    /** The number that follows from the activation. */
    public static final CSigma AUTO = new CSigma(null);

    /** Refuses a number that is not positive and finite. */
    public CSigma {
        if (value != null && !(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new Refusal("c-sigma", "must be positive and finite but was " + value);
        }
    }

    CSigma resolve(Activation activation) {
        return value == null ? new CSigma(DualActivation.cSigma(activation)) : this;
    }

    /** The number of a network, whose c_sigma is never automatic. */
    public double number() {
        if (value == null) {
            throw new IllegalStateException("c-sigma has not been resolved");
        }
        return value;
    }
}
