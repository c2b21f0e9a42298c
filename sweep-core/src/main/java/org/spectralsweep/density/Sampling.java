package org.spectralsweep.density;

import org.hipparchus.random.RandomGenerator;
import org.spectralsweep.domain.InputDomain;
import org.spectralsweep.spec.Refusal;
import org.spectralsweep.spec.SpecNames;
import org.spectralsweep.targets.LabelledPoints;
import org.spectralsweep.targets.Picture;
import org.spectralsweep.targets.TargetFunction;

/** How the training inputs are drawn from a density. */
public sealed interface Sampling permits Grid, Quantiles, Iid, Subset, Pixels, Entries {
    /** Number of points n, or 0 if a spacing or the target determines it. */
    int points();

    /**
     * Draws the inputs for a target, which may have points of its own.
     *
     * @param target with its files loaded and its random phases drawn
     * @throws IllegalArgumentException if target and sampling do not fit, or if
     *     {@link #draw(InputDomain, RegionalDensity, RandomGenerator)} refuses
     */
    default Sample draw(InputDomain domain, RegionalDensity density, TargetFunction target, RandomGenerator random) {
        if (target instanceof Picture) {
            throw new Refusal(
                    "sampling",
                    "must be pixels for an image but was "
                            + SpecNames.kebab(getClass().getSimpleName()));
        }
        if (target instanceof LabelledPoints) {
            throw new Refusal(
                    "sampling",
                    "must be entries for labelled images but was "
                            + SpecNames.kebab(getClass().getSimpleName()));
        }
        return draw(domain, density, random);
    }

    /**
     * Draws the inputs.
     *
     * @param density on the same domain
     * @param random advanced by {@link Iid} and {@link Subset} only
     * @throws IllegalArgumentException if the domain does not admit this sampling, or a region got no point
     */
    Sample draw(InputDomain domain, RegionalDensity density, RandomGenerator random);
}
