package org.spectralsweep.fit;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.hipparchus.util.FastMath;
import org.jspecify.annotations.Nullable;

/**
 * Maximum likelihood under linear equalities of the coordinates. Each equality is solved for one coordinate that has no
 * bounds, and the others are searched by {@link DampedNewton}: the law with its formula reparametrised.
 *
 * @param point coordinates and log sigma at the maximum
 * @param pivots the coordinates that the equalities were solved for
 * @param slopes derivatives of all coordinates and log sigma by those that were searched and that no bound holds
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record RestrictedFit(double[] point, int[] pivots, double[][] slopes) {
    private static final double SMALLEST_SCALE = 1e-9;
    private static final double SINGULAR = 1e-10;

    /**
     * The fit; null where the equalities contradict each other or bounds, or where there is no maximum.
     *
     * @param left the left sides' weights of the coordinates
     * @param right the right sides
     */
    static @Nullable RestrictedFit of(
            Estimator estimator, Estimate all, CensoredLikelihood likelihood, double[][] left, double[] right) {
        int size = all.coordinates().length;
        double[] lower = new double[size + 1];
        double[] upper = new double[size + 1];
        boolean[] solvable = new boolean[size];
        for (int k = 0; k < size; k++) {
            boolean estimated = !Double.isNaN(all.coordinates()[k]);
            Coordinates.Entry entry = estimator.mean().coordinates().entries().get(k);
            lower[k] = estimated ? entry.lower() : 0;
            upper[k] = estimated ? entry.upper() : 0;
            solvable[k] = Double.isInfinite(lower[k]) && Double.isInfinite(upper[k]);
        }
        double[][] rows = new double[left.length][];
        for (int i = 0; i < left.length; i++) {
            rows[i] = Arrays.copyOf(left[i], size + 1);
            rows[i][size] = right[i];
        }
        int[] pivots = solve(rows, solvable);
        if (pivots.length < rows.length) {
            return null;
        }
        double[][] slopes = new double[size + 1][size + 1];
        for (int k = 0; k <= size; k++) {
            slopes[k][k] = 1;
        }
        double[] offset = new double[size + 1];
        double[] start = Arrays.copyOf(all.coordinates(), size + 1);
        for (int k = 0; k < size; k++) {
            start[k] = Double.isNaN(start[k]) ? 0 : start[k];
        }
        start[size] = FastMath.log(all.sigma());
        for (int i = 0; i < pivots.length; i++) {
            int pivot = pivots[i];
            for (int k = 0; k < size; k++) {
                slopes[pivot][k] = k == pivot ? 0 : -rows[i][k];
            }
            offset[pivot] = rows[i][size];
            lower[pivot] = 0;
            upper[pivot] = 0;
            start[pivot] = 0;
        }
        lower[size] = FastMath.log(FastMath.max(estimator.floor(), SMALLEST_SCALE * all.sigma()));
        upper[size] = Double.POSITIVE_INFINITY;
        // Where the equalities are far off, the rows scatter more about the law.
        start[size] = startingScale(estimator, mapped(slopes, offset, start), start[size]);
        DampedNewton.Minimum minimum = DampedNewton.minimise(
                new Mapped(likelihood.weighted(estimator.design().weights()), slopes, offset), start, lower, upper);
        if (!minimum.flat()) {
            return null;
        }
        int[] free = IntStream.rangeClosed(0, size)
                .filter(k -> minimum.point()[k] > lower[k] && minimum.point()[k] < upper[k])
                .toArray();
        double[][] kept = new double[size + 1][free.length];
        for (int k = 0; k <= size; k++) {
            for (int j = 0; j < free.length; j++) {
                kept[k][j] = slopes[k][free[j]];
            }
        }
        return new RestrictedFit(mapped(slopes, offset, minimum.point()), pivots, kept);
    }

    private static double startingScale(Estimator estimator, double[] point, double least) {
        Design design = estimator.design();
        double square = new SquaredResiduals(design, MeanFunction.of(estimator.mean(), design), design.weights())
                .meanSquare(point.length == 0 ? point : Arrays.copyOf(point, point.length - 1));
        return Double.isFinite(square) ? FastMath.max(least, 0.5 * FastMath.log(square)) : least;
    }

    /** Solves each row for one coordinate, by Gauss and Jordan; fewer pivots than rows if that is impossible. */
    private static int[] solve(double[][] rows, boolean[] solvable) {
        int[] pivots = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            int best = -1;
            for (int k = 0; k < solvable.length; k++) {
                if (solvable[k] && FastMath.abs(rows[i][k]) > (best < 0 ? SINGULAR : FastMath.abs(rows[i][best]))) {
                    best = k;
                }
            }
            if (best < 0) {
                return Arrays.copyOf(pivots, i);
            }
            double by = rows[i][best];
            for (int k = 0; k < rows[i].length; k++) {
                rows[i][k] /= by;
            }
            for (int j = 0; j < rows.length; j++) {
                double times = rows[j][best];
                for (int k = 0; j != i && k < rows[j].length; k++) {
                    rows[j][k] -= times * rows[i][k];
                }
            }
            pivots[i] = best;
        }
        return pivots;
    }

    private static double[] mapped(double[][] slopes, double[] offset, double[] point) {
        double[] mapped = offset.clone();
        for (int k = 0; k < mapped.length; k++) {
            for (int j = 0; j < point.length; j++) {
                mapped[k] += slopes[k][j] * point[j];
            }
        }
        return mapped;
    }

    /** A function of coordinates of which some follow from the others. */
    private record Mapped(DampedNewton.Objective function, double[][] slopes, double[] offset)
            implements DampedNewton.Objective {
        @Override
        public double value(double[] point) {
            return function.value(mapped(slopes, offset, point));
        }

        @Override
        public double derivatives(double[] point, double[] gradient, double[][] hessian) {
            int n = point.length;
            double[] outer = new double[n];
            double[][] curvature = new double[n][n];
            double value = function.derivatives(mapped(slopes, offset, point), outer, curvature);
            for (int i = 0; i < n; i++) {
                gradient[i] = 0;
                for (int a = 0; a < n; a++) {
                    gradient[i] += slopes[a][i] * outer[a];
                }
                for (int j = 0; j <= i; j++) {
                    double sum = 0;
                    for (int a = 0; a < n; a++) {
                        for (int b = 0; b < n; b++) {
                            sum += slopes[a][i] * slopes[b][j] * curvature[FastMath.max(a, b)][FastMath.min(a, b)];
                        }
                    }
                    hessian[i][j] = sum;
                }
            }
            return value;
        }
    }
}
