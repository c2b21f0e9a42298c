package org.spectralsweep.nn;

import org.hipparchus.random.RandomGenerator;

/** The distribution of initial weights. */
public sealed interface WeightInit permits He, UniformFanIn, Normal {
    /** One weight of a unit with {@code fanIn} inputs. */
    double draw(int fanIn, RandomGenerator random);
}
