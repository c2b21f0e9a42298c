package org.spectralsweep.nn;

import org.hipparchus.random.RandomGenerator;

/** b = 0. */
public record ZeroBias() implements BiasInit {
    @Override
    public double draw(int fanIn, RandomGenerator random) {
        return 0;
    }
}
