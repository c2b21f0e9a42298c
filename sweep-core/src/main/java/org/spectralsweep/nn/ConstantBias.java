package org.spectralsweep.nn;

import org.hipparchus.random.RandomGenerator;
import org.spectralsweep.spec.Refusal;

/**
 * The same bias for every unit. A negative one makes few units active at the start: of a first layer of N(0, 1) weights
 * the share Phi(value) on inputs of norm 1 (arXiv 2301.00327).
 *
 * @param value the bias
 */
public record ConstantBias(double value) implements BiasInit {
    /** Refuses a value that is not finite. */
    public ConstantBias {
        if (!Double.isFinite(value)) {
            throw new Refusal("value", "must be finite but was " + value);
        }
    }

    @Override
    public double draw(int fanIn, RandomGenerator random) {
        return value;
    }
}
