package org.spectralsweep.density;

import java.util.Arrays;
import org.spectralsweep.domain.BooleanCube;
import org.spectralsweep.domain.InputDomain;
import org.spectralsweep.domain.Interval;
import org.spectralsweep.domain.ProductDomain;
import org.spectralsweep.spec.Refusal;

/** The range of a curve's scalar: the angles of the circle, starting at -pi, or the positions of an interval. */
record CurveRange(double lower, double length) {
    /**
     * The range of the circle or of an interval.
     *
     * @param type the density's name in a spec
     * @throws IllegalArgumentException on every other domain; the message names suitable densities
     */
    static CurveRange of(InputDomain domain, String type) {
        if (domain instanceof Interval interval) {
            return new CurveRange(interval.from(), interval.to() - interval.from());
        }
        if (domain.isCircular()) {
            return new CurveRange(-Math.PI, 2 * Math.PI);
        }
        throw new Refusal(
                "density",
                "must be "
                        + (domain instanceof ProductDomain || domain instanceof BooleanCube
                                ? "uniform"
                                : "uniform, piecewise-constant or von-mises-fisher")
                        + " on " + domain.phrase() + " but was " + type);
    }

    /** Refuses a number of regions below one or above {@link InputDensity#MOST_REGIONS}. */
    static void checkRegions(int regions) {
        if (regions < 1) {
            throw new Refusal("regions", "must be at least 1 but was " + regions);
        }
        if (regions > InputDensity.MOST_REGIONS) {
            throw new Refusal("regions", "must be at most " + InputDensity.MOST_REGIONS + " but was " + regions);
        }
    }

    /** The edges of equal regions. Refuses a number for which rounding leaves a region without length. */
    double[] edges(int regions) {
        double[] edges = cut(regions);
        for (int i = 0; i < regions; i++) {
            if (!(edges[i + 1] > edges[i])) {
                throw new Refusal(
                        "regions", "must be few enough that each keeps a length above rounding but was " + regions);
            }
        }
        return edges;
    }

    /** The ends of equal parts, one more than the number of parts. */
    double[] cut(int parts) {
        double[] ends = new double[parts + 1];
        Arrays.setAll(ends, i -> lower + length * i / parts);
        return ends;
    }
}
