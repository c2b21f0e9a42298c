package org.spectralsweep.density;

import org.hipparchus.random.RandomGenerator;
import org.spectralsweep.domain.InputDomain;

/** How the training inputs are drawn from a density. */
public sealed interface Sampling permits Grid, Quantiles, Iid {
    /** Number of points n; 0 where a spacing says it. */
    int points();

    /**
     * Draws the inputs.
     *
     * @param density on the same domain
     * @param random advanced by {@link Iid} only
     * @throws IllegalArgumentException if the domain has no such sample, or a region got no point
     */
    Sample draw(InputDomain domain, RegionalDensity density, RandomGenerator random);
}
