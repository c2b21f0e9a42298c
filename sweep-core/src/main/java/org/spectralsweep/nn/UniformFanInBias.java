package org.spectralsweep.nn;

import org.hipparchus.random.RandomGenerator;

/** b ~ U(-1/sqrt(fan_in), 1/sqrt(fan_in)), the default of PyTorch's Linear. */
public record UniformFanInBias() implements BiasInit {
    @Override
    public double draw(int fanIn, RandomGenerator random) {
        return (2 * random.nextDouble() - 1) / Math.sqrt(fanIn);
    }
}
