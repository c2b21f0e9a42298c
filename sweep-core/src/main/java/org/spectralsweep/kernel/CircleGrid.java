package org.spectralsweep.kernel;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.domain.Circle;

/**
 * Points of the circle that lie on one uniform grid: angle_i = origin + 2 pi k_i / size.
 *
 * @param size points of the whole grid M
 * @param origin angle of grid point 0
 * @param position k_i of each point, 0 to M - 1, each once
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record CircleGrid(int size, double origin, int[] position) {
    /**
     * How far, in radians, a point may be from its grid point: angles computed in different ways differ by rounding.
     */
    private static final double TOLERANCE = 1e-12;

    /** Largest number of points; a finer grid costs more than it saves. */
    private static final int LARGEST = 1 << 20;

    private static final int FINEST_PART = 8;

    /**
     * The coarsest grid that holds these angles. Its spacing is the points' smallest gap, or a half, a third, ... an
     * eighth of it.
     *
     * @param angles in [-pi, pi)
     * @return null if no such grid has at most 2^20 points
     */
    public static @Nullable CircleGrid of(double[] angles) {
        double[] sorted = angles.clone();
        Arrays.sort(sorted);
        int n = sorted.length;
        double gap = 2 * Math.PI - (sorted[n - 1] - sorted[0]);
        for (int i = 1; i < n; i++) {
            gap = Math.min(gap, sorted[i] - sorted[i - 1]);
        }
        for (int part = 1; part <= FINEST_PART && gap > 0; part++) {
            double size = Math.rint(2 * Math.PI * part / gap);
            if (size > LARGEST) {
                return null;
            }
            int[] position = positions(angles, sorted[0], (int) size);
            if (position.length == n) {
                return new CircleGrid((int) size, sorted[0], position);
            }
        }
        return null;
    }

    /** Grid points of the angles; empty if an angle is not on the grid or if two share a grid point. */
    private static int[] positions(double[] angles, double origin, int size) {
        int[] position = new int[angles.length];
        boolean[] taken = new boolean[size];
        for (int i = 0; i < angles.length; i++) {
            double cells = (angles[i] - origin) / (2 * Math.PI) * size;
            double nearest = Math.rint(cells);
            int k = Math.floorMod((int) nearest, size);
            double error = Circle.wrap(angles[i] - origin - nearest * (2 * Math.PI / size));
            if (Math.abs(error) > TOLERANCE || taken[k]) {
                return new int[0];
            }
            taken[k] = true;
            position[i] = k;
        }
        return position;
    }

    /**
     * Whether every grid point is taken. Then the points are uniform, and a zonal kernel's Gram matrix is circulant.
     */
    public boolean isFull() {
        return position.length == size;
    }

    /** K at the grid's angles 0, 2 pi / M, ...: the first row of the grid's Gram matrix. */
    double[] firstRow(AnalyticKernel kernel) {
        double[] row = new double[size];
        for (int k = 0; k <= size / 2; k++) {
            row[k] = kernel.onSphere(Math.min(Math.PI, 2 * Math.PI * k / size));
            row[(size - k) % size] = row[k];
        }
        return row;
    }
}
