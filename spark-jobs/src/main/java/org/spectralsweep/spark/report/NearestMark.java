package org.spectralsweep.spark.report;

import java.util.Arrays;

/** Finds the nearest of many points in a plane. It looks at the points of square bins around a place. */
final class NearestMark {
    private final double[] x;
    private final double[] y;
    private final double[] low = new double[2];
    private final double bin;
    private final int[] bins = new int[2];
    /** The points, sorted by bin. Those of bin b are from start[b] to start[b + 1] - 1. */
    private final int[] points;

    private final int[] start;

    NearestMark(double[] x, double[] y) {
        this.x = x;
        this.y = y;
        low[0] = Arrays.stream(x).min().orElseThrow();
        low[1] = Arrays.stream(y).min().orElseThrow();
        double width = Arrays.stream(x).max().orElseThrow() - low[0];
        double height = Arrays.stream(y).max().orElseThrow() - low[1];
        double side = Math.max(width, height);
        this.bin = side > 0 ? Math.max(Math.sqrt(width * height / x.length), side / x.length) : 1;
        bins[0] = 1 + (int) (width / bin);
        bins[1] = 1 + (int) (height / bin);
        this.start = new int[bins[0] * bins[1] + 1];
        for (int k = 0; k < x.length; k++) {
            start[index(k) + 1]++;
        }
        for (int b = 1; b < start.length; b++) {
            start[b] += start[b - 1];
        }
        int[] next = start.clone();
        this.points = new int[x.length];
        for (int k = 0; k < x.length; k++) {
            points[next[index(k)]++] = k;
        }
    }

    private int index(int point) {
        return place(x[point], 0) * bins[1] + place(y[point], 1);
    }

    private int place(double value, int axis) {
        return Math.max(0, Math.min(bins[axis] - 1, (int) Math.floor((value - low[axis]) / bin)));
    }

    /** The index of the nearest point. */
    int to(double atX, double atY) {
        int column = place(atX, 0);
        int row = place(atY, 1);
        int best = -1;
        double least = Double.POSITIVE_INFINITY;
        int rings = Math.max(bins[0], bins[1]);
        for (int ring = 0; ring <= rings; ring++) {
            // The place may lie outside of its bin's column or row. All bins from this ring on are at least ring - 1
            // sides away.
            if (best >= 0 && (ring - 1) * bin > Math.sqrt(least)) {
                break;
            }
            for (int i = Math.max(0, column - ring); i <= Math.min(bins[0] - 1, column + ring); i++) {
                boolean edge = Math.abs(i - column) == ring;
                int step = edge || ring == 0 ? 1 : 2 * ring;
                for (int j = row - ring; j <= row + ring; j += step) {
                    if (j < 0 || j >= bins[1]) {
                        continue;
                    }
                    for (int k = start[i * bins[1] + j]; k < start[i * bins[1] + j + 1]; k++) {
                        double dx = x[points[k]] - atX;
                        double dy = y[points[k]] - atY;
                        double distance = dx * dx + dy * dy;
                        if (distance < least) {
                            least = distance;
                            best = points[k];
                        }
                    }
                }
            }
        }
        return best;
    }
}
