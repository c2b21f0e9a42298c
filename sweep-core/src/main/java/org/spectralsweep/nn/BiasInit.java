package org.spectralsweep.nn;

import org.hipparchus.random.RandomGenerator;

/** The distribution of initial biases. */
public sealed interface BiasInit permits ZeroBias, NormalBias, UniformFanInBias, ConstantBias {
    /** The bias of a unit with {@code fanIn} inputs. */
    double draw(int fanIn, RandomGenerator random);
}
