package org.spectralsweep.density;

import org.spectralsweep.domain.InputDomain;

/**
 * The sampling density p(x) with respect to the uniform probability measure of the domain. The uniform density is p =
 * 1.
 */
public sealed interface InputDensity permits Uniform, PiecewiseConstant, Fourier, Tabulated, VonMisesFisher {
    /** The most regions that a density may have. Each region has its own rows in the results. */
    int MOST_REGIONS = 10_000;

    /**
     * This density on a domain, normalised, with its regions.
     *
     * @param defaultAxis the axis, of norm 1, for a density that needs one when the spec leaves it out
     * @throws IllegalArgumentException if the density is not defined on this domain
     */
    RegionalDensity on(InputDomain domain, double[] defaultAxis);
}
