package org.spectralsweep.targets;

import java.util.List;
import org.hipparchus.random.RandomGenerator;
import org.spectralsweep.domain.InputDomain;
import org.spectralsweep.domain.Points;
import org.spectralsweep.domain.UnitVector;

/** The function that a network is asked to learn. */
public sealed interface TargetFunction
        permits Harmonic, HarmonicSum, ZonalHarmonic, Image, RandomImage, Picture, LabelledImages, LabelledPoints {
    /**
     * Refuses a domain on which this function has no meaning.
     *
     * @throws IllegalArgumentException naming what would fit
     */
    void requireDefinedOn(InputDomain domain);

    /** Numbers that it has at a point. */
    default int outputs() {
        return 1;
    }

    /**
     * The same function with what files hold of it.
     *
     * @throws IllegalArgumentException if the source has not what it needs
     */
    default TargetFunction loaded(ImageSource source) {
        return this;
    }

    /** What of it makes a trial another: all but the names of files. */
    default TargetFunction identity() {
        return this;
    }

    /** The same function with every random phase drawn, uniformly from [-pi, pi) and in the order of the terms. */
    TargetFunction withPhases(RandomGenerator random);

    /**
     * The function at the points, not scaled, n x {@link #outputs}. The elementary functions are those of {@link StrictMath}, so the values are the same on
     * every JDK. O(n) a term, times kappa for a zonal harmonic.
     *
     * @throws IllegalStateException if a phase is still random
     */
    double[] values(InputDomain domain, Points points);

    /** The frequencies it is made of, ascending, each once; none where it is no sum of harmonics. */
    List<Integer> frequencies();

    /** The highest frequency along any coordinate, in cycles a turn (circle, sphere) or a side length (interval, cube). */
    default int highestFrequency() {
        List<Integer> all = frequencies();
        return all.isEmpty() ? 0 : all.get(all.size() - 1);
    }

    /** The axis that it is symmetric about, else the last coordinate axis; of norm 1. */
    default double[] axis(InputDomain domain) {
        return UnitVector.last(domain.ambientDimension());
    }

    /** The integer vector v of the plane harmonics of a cube or torus: its first axis unless told otherwise. */
    default int[] direction(InputDomain domain) {
        int[] first = new int[domain.manifoldDimension()];
        first[0] = 1;
        return first;
    }
}
