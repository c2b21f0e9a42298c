package org.spectralsweep.theory;

import org.spectralsweep.domain.Points;

/**
 * The points on which eigenfunctions are given.
 *
 * @param points the nodes, not encoded
 * @param x the nodes as the network reads them, row-major
 * @param weights p at each node where nodes are uniform, 1 where they are samples of p
 * @param region density region of each node
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
