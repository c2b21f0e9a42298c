package org.spectralsweep.density;

import org.spectralsweep.domain.InputDomain;

/** p(x) = 1. The whole domain is one region. */
public record Uniform() implements InputDensity {
    @Override
    public RegionalDensity on(InputDomain domain, double[] defaultAxis) {
        return RegionalDensity.uniform(domain, defaultAxis);
    }
}
