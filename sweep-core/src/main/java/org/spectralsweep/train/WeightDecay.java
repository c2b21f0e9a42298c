package org.spectralsweep.train;

import java.io.Serializable;
import org.spectralsweep.spec.Default;
import org.spectralsweep.spec.Refusal;

/**
 * Weight decay of strength alpha towards reference weights theta_r. It is {@code coupled} as part of the gradient,
 * {@code g <- g + alpha (theta - theta_r)}, which is an L2 penalty of alpha / 2. Or it is {@code decoupled} from the
 * optimiser as in SGDW and AdamW (Loshchilov and Hutter 2019, arXiv 1711.05101, algorithms 1 and 2), {@code theta <-
 * theta - eta phi(t) alpha (theta - theta_r) - ...}. For gradient descent without momentum these are one and the same.
 *
 * <p>Towards the initial weights the residual of a wide network follows its kernel and ends at kernel ridge regression,
 * so the kernel predicts its steps. Towards the origin weights leave the lazy regime, and none predicts them.
 *
 * @param strength alpha; 0 is no decay. Fixed weights do not decay.
 * @param coupling how it enters an update
 * @param towards theta_r
 */
public record WeightDecay(
        @Default("0") double strength,
        @Default("coupled") Coupling coupling,
        @Default("origin") Reference towards) implements Serializable {
    /** No decay. */
    public static final WeightDecay NONE = new WeightDecay(0, Coupling.COUPLED, Reference.ORIGIN);

    /** How decay enters an update. */
    public enum Coupling {
        /** As part of the gradient. */
        COUPLED,
        /** Beside the optimiser's step. */
        DECOUPLED
    }

    /** What weights decay to. */
    public enum Reference {
        /** Zero. */
        ORIGIN,
        /** The weights before the first update. */
        INITIAL
    }

    /** Refuses a negative strength. */
    public WeightDecay {
        if (!(strength >= 0 && strength < Double.POSITIVE_INFINITY)) {
            throw new Refusal("strength", "must be 0 or positive but was " + strength);
        }
    }

    /** Whether nothing decays. */
    public boolean isNone() {
        return strength == 0;
    }
}
