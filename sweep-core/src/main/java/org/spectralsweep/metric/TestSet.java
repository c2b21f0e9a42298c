package org.spectralsweep.metric;

import org.spectralsweep.domain.Points;
import org.spectralsweep.nn.Samples;

/**
 * Points on which the error of a learned function is measured, with the target there, without noise.
 *
 * @param points the points, not encoded
 * @param samples the same points encoded, with targets as in training but without noise
 * @param heldOut indices of the points that are not trained on, ascending
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record TestSet(Points points, Samples samples, int[] heldOut) {
    /** The points that are not trained on. */
    Points heldOutPoints() {
        int d = points.dimension();
        double[] coordinates = new double[heldOut.length * d];
        double[] all = points.parameter();
        double[] parameter = new double[all == null ? 0 : heldOut.length];
        for (int i = 0; i < heldOut.length; i++) {
            System.arraycopy(points.coordinates(), heldOut[i] * d, coordinates, i * d, d);
            if (all != null) {
                parameter[i] = all[heldOut[i]];
            }
        }
        return all == null
                ? new Points(heldOut.length, d, coordinates)
                : new Points(heldOut.length, d, coordinates, parameter);
    }
}
