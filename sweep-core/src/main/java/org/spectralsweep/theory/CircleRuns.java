package org.spectralsweep.theory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Stretches of the circle that lie in one density region, each with its nodes in the order of the angle. A stretch that
 * crosses the angle pi is not cut there.
 */
final class CircleRuns {
    private final List<int[]> runs = new ArrayList<>();
    private final List<double[]> angles = new ArrayList<>();
    private final int[] region;

    CircleRuns(Nodes nodes) {
        region = nodes.region();
        int n = nodes.count();
        int[] order = IntStream.range(0, n)
                .boxed()
                .sorted(Comparator.comparingDouble(nodes.points()::parameter))
                .mapToInt(Integer::intValue)
                .toArray();
        int start = 0;
        // A region that crosses pi starts somewhere before it, so the order begins where the region changes.
        while (start < n && region[order[start]] == region[order[(start + n - 1) % n]]) {
            start++;
        }
        start %= n;
        int from = 0;
        for (int i = 1; i <= n; i++) {
            boolean ends = i == n || region[order[(start + i) % n]] != region[order[(start + i - 1) % n]];
            if (ends) {
                int[] members = new int[i - from];
                double[] t = new double[i - from];
                for (int k = from; k < i; k++) {
                    members[k - from] = order[(start + k) % n];
                    double turn = start + k >= n ? 2 * Math.PI : 0;
                    t[k - from] = nodes.points().parameter(members[k - from]) + turn;
                }
                runs.add(members);
                angles.add(t);
                from = i;
            }
        }
    }

    int count() {
        return runs.size();
    }

    int region(int run) {
        return region[runs.get(run)[0]];
    }

    /** The run after this one, going round the circle. */
    int next(int run) {
        return (run + 1) % runs.size();
    }

    /** Angles of a run's nodes, increasing. */
    double[] angles(int run) {
        return angles.get(run);
    }

    double[] values(int run, double[] f) {
        return Arrays.stream(runs.get(run)).mapToDouble(i -> f[i]).toArray();
    }
}
