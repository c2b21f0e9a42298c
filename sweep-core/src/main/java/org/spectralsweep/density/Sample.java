package org.spectralsweep.density;

import java.util.Locale;
import org.spectralsweep.domain.Points;
import org.spectralsweep.spec.Refusal;

/**
 * Drawn inputs.
 *
 * @param points the inputs
 * @param region density region of each
 * @param largestSpacing the largest gap between neighbours of a deterministic sample of a curve, in radians (circle,
 *     including the gap through angle pi) or in units of the interval. For a tensor grid, the spacing along each
 *     coordinate. NaN for every other sample
 * @param shape the number of points along each axis of a grid, the last axis fastest: one number for a curve, rows and
 *     columns for an image; empty for every other sample
 * @param entries the entry of the target's own data that each point is, such as row * width + column of an image; empty
 *     if the target has no data of its own
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared, like Points.
public record Sample(Points points, int[] region, double largestSpacing, int[] shape, int[] entries) {
    private static final int[] NONE = {};

    /** A sample that is not a grid, or has no shape. */
    Sample(Points points, int[] region, double largestSpacing) {
        this(points, region, largestSpacing, NONE, NONE);
    }

    /** A grid. */
    Sample(Points points, int[] region, double largestSpacing, int[] shape) {
        this(points, region, largestSpacing, shape, NONE);
    }

    /**
     * This sample, provided that every region of the density holds at least one point. Nothing could be measured in an
     * empty region.
     *
     * @throws IllegalArgumentException if a region is empty
     */
    Sample covering(RegionalDensity density) {
        int[] counts = new int[density.regions()];
        for (int label : region) {
            counts[label]++;
        }
        for (int label = 0; label < counts.length; label++) {
            if (!(density.mass(label) > 0)) {
                throw new Refusal(
                        "density",
                        "must give every region some probability but there is none in region " + label + " of 0 to "
                                + (counts.length - 1));
            }
            if (counts[label] == 0) {
                throw new Refusal(
                        "points",
                        String.format(
                                Locale.ROOT,
                                "must be enough to put one in every density region but was %d, none of them in region"
                                        + " %d of 0 to %d, which holds %.3g of the probability",
                                region.length,
                                label,
                                counts.length - 1,
                                density.mass(label)));
            }
        }
        return this;
    }
}
