package org.spectralsweep.targets;

import java.util.List;
import org.hipparchus.random.RandomGenerator;
import org.spectralsweep.domain.InputDomain;
import org.spectralsweep.domain.Points;
import org.spectralsweep.domain.UnitVector;

/** The function that a network is asked to learn. */
public sealed interface TargetFunction
        permits Harmonic,
                HarmonicSum,
                ZonalHarmonic,
                Image,
                RandomImage,
                Picture,
                LabelledImages,
                LabelledPoints,
                Walsh,
                WalshSum {
    /**
     * Refuses a domain on which this function has no meaning.
     *
     * @throws IllegalArgumentException with a message that names a suitable domain or target
     */
    void requireDefinedOn(InputDomain domain);

    /** Number of outputs at a point. */
    default int outputs() {
        return 1;
    }

    /**
     * The same function with the content of its files loaded.
     *
     * @throws IllegalArgumentException if the source does not hold what the function needs
     */
    default TargetFunction loaded(ImageSource source) {
        return this;
    }

    /** The target as it enters a trial's id: without file names. */
    default TargetFunction identity() {
        return this;
    }

    /** The same function with every random phase drawn, uniformly from [-pi, pi) and in the order of the terms. */
    TargetFunction withPhases(RandomGenerator random);

    /**
     * The function at the points, not scaled, n x {@link #outputs}. The elementary functions are those of {@link
     * StrictMath}, so the values are the same on every JDK. O(n) a term, times kappa for a zonal harmonic.
     *
     * @throws IllegalStateException if a phase is still random or a file has not been loaded
     */
    double[] values(InputDomain domain, Points points);

    /** The frequencies of its harmonics, ascending, each once. Empty if the function is not a sum of harmonics. */
    List<Integer> frequencies();

    /**
     * The highest frequency along any coordinate, in cycles per turn (circle, sphere) or per side length (interval,
     * cube).
     */
    default int highestFrequency() {
        List<Integer> all = frequencies();
        return all.isEmpty() ? 0 : all.get(all.size() - 1);
    }

    /** The function's axis of symmetry, of norm 1, or the last coordinate axis if it has none. */
    default double[] axis(InputDomain domain) {
        return UnitVector.last(domain.ambientDimension());
    }

    /** The integer vector v of the plane harmonics on a cube or torus. By default it is the first axis. */
    default int[] direction(InputDomain domain) {
        int[] first = new int[Math.max(1, domain.manifoldDimension())];
        first[0] = 1;
        return first;
    }
}
