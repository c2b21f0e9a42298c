package org.spectralsweep.density;

import org.hipparchus.random.RandomGenerator;
import org.spectralsweep.domain.InputDomain;
import org.spectralsweep.domain.ProductDomain;
import org.spectralsweep.spec.Refusal;

/**
 * The deterministic points Q((i + 1/2) / n), where Q is the quantile function of the density. Circle and interval only.
 *
 * @param points number of points n
 */
public record Quantiles(int points) implements Sampling {
    /** Refuses fewer than one point. */
    public Quantiles {
        if (points < 1) {
            throw new Refusal("points", "must be at least 1 but was " + points);
        }
    }

    @Override
    public Sample draw(InputDomain domain, RegionalDensity density, RandomGenerator random) {
        if (domain instanceof ProductDomain || domain.manifoldDimension() != 1) {
            throw new Refusal("sampling", "must be grid or iid on " + domain.phrase() + " but was quantiles");
        }
        double[] scalars = new double[points];
        int[] region = new int[points];
        for (int i = 0; i < points; i++) {
            scalars[i] = density.quantile((i + 0.5) / points);
            region[i] = density.label(scalars[i]);
        }
        return CurveSample.of(domain, density, scalars, region);
    }
}
