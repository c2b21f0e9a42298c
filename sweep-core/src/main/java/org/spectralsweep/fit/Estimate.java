package org.spectralsweep.fit;

import java.util.Collection;

/**
 * An estimate of a law's coordinates.
 *
 * @param coordinates in the order of {@link Coordinates}; NaN where one is not estimated
 * @param sigma scale of the errors, 0 where the law passes through every row
 * @param ending how the search ended
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Estimate(double[] coordinates, double sigma, Ending ending) {
    /** How a search ended. */
    enum Ending {
        /** At the maximum. */
        CONVERGED,
        /** At the maximum with sigma at its floor: the times are known less well than they scatter. */
        AT_FLOOR,
        /** There is no finite maximum, or it was not found. */
        NOT_CONVERGED
    }

    /** The same estimate with NaN for all other coordinates. */
    Estimate only(Collection<Integer> live) {
        double[] some = coordinates.clone();
        for (int k = 0; k < some.length; k++) {
            if (!live.contains(k)) {
                some[k] = Double.NaN;
            }
        }
        return new Estimate(some, sigma, ending);
    }

    boolean converged() {
        return ending != Ending.NOT_CONVERGED;
    }
}
