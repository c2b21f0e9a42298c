package org.spectralsweep.theory;

import org.spectralsweep.domain.Points;

/**
 * Where eigenfunctions live.
 *
 * @param points the nodes, not encoded
 * @param x encoded, row-major
 * @param weights p of each where nodes are uniform, 1 where they are samples of p
 * @param region density region of each
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Nodes(Points points, double[] x, double[] weights, int[] region) {
    int count() {
        return points.count();
    }

    boolean isUniformlyWeighted() {
        for (double weight : weights) {
            if (weight != weights[0]) {
                return false;
            }
        }
        return true;
    }
}
