package org.spectralsweep.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.spectralsweep.linalg.LowRankOperator;
import org.spectralsweep.linalg.SymmetricOperator;

/**
 * The matrix of the Sobolev loss of order s on angles (Yu, Yang and Townsend, arXiv 2205.14300):
 *
 * <pre>P_s = n C Y Lambda Y' C,   Lambda_k = (1 + |k|^2)^s,   C = diag(c).</pre>
 *
 * <p>c are quadrature weights of sum 1. The columns of Y are the Fourier modes 1, sqrt 2 cos k . x and sqrt 2 sin k . x
 * with every component of k up to a frequency, orthonormal on the uniform probability measure. On a uniform grid its
 * highest frequency n/2, for an even n, is one mode. P_0 is the identity there if all modes are kept.
 *
 * <table>
 * <caption>How it is multiplied; the first that fits is taken</caption>
 * <tr><th>sample</th><th>product</th></tr>
 * <tr><td>all points of a uniform grid of the circle</td><td>O(n log n), see {@link GridConvolution}</td></tr>
 * <tr><td>a tensor grid of M^D points</td><td>4 D n M flops, see {@link TensorGridMap}</td></tr>
 * <tr><td>any</td><td>4 n modes flops, see {@link LowRankOperator}</td></tr>
 * </table>
 */
public final class SobolevMap {
    /** The most numbers of a stored matrix, of modes x samples or M x M: 69 MiB. */
    public static final long LARGEST = (long) KernelLimits.LARGEST_MATRIX * KernelLimits.LARGEST_MATRIX;

    private static final double ROUNDING = 1e-12;

    private final double[] angles;
    private final int n;
    private final int dimension;
    private final double[] weights;
    private final int[] shape;
    private final double order;
    private final int upTo;

    private SobolevMap(double[] angles, int n, double[] weights, int[] shape, double order, int upTo) {
        this.angles = angles;
        this.n = n;
        dimension = angles.length / n;
        this.weights = weights;
        this.shape = shape;
        this.order = order;
        this.upTo = upTo;
    }

    /**
     * The map, in the form that is multiplied fastest.
     *
     * @param angles n x D, row-major, in [-pi, pi)
     * @param weights c, n numbers, positive; scaled to sum 1
     * @param shape the points along each angle if they form a tensor grid, the last angle fastest; otherwise empty
     * @param order s
     * @param upTo the highest frequency, at least 0
     */
    public static SymmetricOperator of(double[] angles, double[] weights, int[] shape, double order, int upTo) {
        SobolevMap map = checked(angles, weights, shape, order, upTo);
        if (map.dimension == 1 && map.isEven()) {
            CircleGrid grid = CircleGrid.of(angles);
            if (grid != null && grid.isFull()) {
                return new GridConvolution(map.firstRow(), grid);
            }
        }
        return map.isTensorGrid() ? new TensorGridMap(shape[0], map.dimension, map::factor) : map.lowRank();
    }

    /** The same map by its definition, as a sum over modes. */
    static SymmetricOperator plain(double[] angles, double[] weights, double order, int upTo) {
        return checked(angles, weights, new int[0], order, upTo).lowRank();
    }

    private static SobolevMap checked(double[] angles, double[] weights, int[] shape, double order, int upTo) {
        int n = weights.length;
        if (n < 1 || angles.length < n || angles.length % n != 0) {
            throw new IllegalArgumentException(
                    "angles must hold " + n + " rows but held " + angles.length + " numbers");
        }
        double sum = Arrays.stream(weights).sum();
        if (!(sum > 0 && sum < Double.POSITIVE_INFINITY)
                || !(Arrays.stream(weights).min().orElseThrow() > 0)) {
            throw new IllegalArgumentException("weights must be positive and finite but summed to " + sum);
        }
        double[] scaled = Arrays.stream(weights).map(weight -> weight / sum).toArray();
        return new SobolevMap(angles, n, scaled, shape, order, upTo);
    }

    /** How many modes there are with every component of k up to a frequency. */
    public static double modes(int dimension, int upTo) {
        return Math.pow(2.0 * upTo + 1, dimension);
    }

    private double factor(double squaredFrequency) {
        return StrictMath.pow(1 + squaredFrequency, order);
    }

    /** (1 + |k|^2)^s, or 0 where a component of k is above the highest frequency. */
    private double factor(int[] k) {
        double squares = 0;
        for (int component : k) {
            if (Math.abs(component) > upTo) {
                return 0;
            }
            squares += (double) component * component;
        }
        return factor(squares);
    }

    private boolean isEven() {
        double most = Arrays.stream(weights).max().orElseThrow();
        double least = Arrays.stream(weights).min().orElseThrow();
        return most - least <= ROUNDING * most;
    }

    private boolean isTensorGrid() {
        double points = 1;
        for (int side : shape) {
            points *= side;
        }
        return shape.length == dimension
                && dimension > 1
                && points == n
                && isEven()
                && Arrays.stream(shape).distinct().count() == 1
                && (long) shape[0] * shape[0] <= LARGEST;
    }

    /** The first row on a uniform grid of the circle: sum over k of Lambda_k cos(2 pi j k / n) / n. O(n upTo). */
    private double[] firstRow() {
        double[] cosine = new double[n];
        for (int j = 0; j < n; j++) {
            cosine[j] = StrictMath.cos(2 * Math.PI * j / n);
        }
        double[] row = new double[n];
        Arrays.fill(row, factor(0.0) / n);
        for (int k = 1; k <= Math.min(upTo, n / 2); k++) {
            double weight = (2 * k == n ? 1 : 2) * factor((double) k * k) / n;
            int at = 0;
            for (int j = 0; j < n; j++) {
                row[j] += weight * cosine[at];
                at += k;
                at = at >= n ? at - n : at;
            }
        }
        return row;
    }

    private SymmetricOperator lowRank() {
        double count = modes(dimension, upTo);
        if (!(count * n <= LARGEST)) {
            throw new IllegalArgumentException(
                    "a Sobolev loss on " + n + " samples that are no uniform grid must have at most " + LARGEST / n
                            + " modes but had " + (long) count);
        }
        boolean grid = dimension == 1 && isEven() && 2 * upTo >= n;
        List<int[]> frequencies = frequencies();
        double[] rows = new double[Math.toIntExact((2L * frequencies.size() + 1) * n)];
        double[] factors = new double[2 * frequencies.size() + 1];
        double root = Math.sqrt(n);
        for (int i = 0; i < n; i++) {
            rows[i] = root * weights[i];
        }
        factors[0] = factor(0.0);
        for (int f = 0; f < frequencies.size(); f++) {
            int[] k = frequencies.get(f);
            // The highest frequency of an even grid is one mode: its cosine and its sine are parallel there.
            double norm = grid && 2 * Math.abs(k[0]) == n ? 1 : Math.sqrt(2);
            int cosine = (2 * f + 1) * n;
            for (int i = 0; i < n; i++) {
                double phase = 0;
                for (int c = 0; c < dimension; c++) {
                    phase += k[c] * angles[i * dimension + c];
                }
                rows[cosine + i] = norm * root * weights[i] * StrictMath.cos(phase);
                rows[cosine + n + i] = norm * root * weights[i] * StrictMath.sin(phase);
            }
            factors[2 * f + 1] = grid && 2 * Math.abs(k[0]) > n ? 0 : factor(k);
            factors[2 * f + 2] = factors[2 * f + 1];
        }
        return new LowRankOperator(n, 0, rows, factors);
    }

    /** One of k and -k for every k but 0. */
    private List<int[]> frequencies() {
        List<int[]> all = new ArrayList<>();
        int side = 2 * upTo + 1;
        long count = (long) modes(dimension, upTo);
        for (long index = count / 2 + 1; index < count; index++) {
            int[] k = new int[dimension];
            long rest = index;
            for (int c = dimension - 1; c >= 0; c--, rest /= side) {
                k[c] = (int) (rest % side) - upTo;
            }
            all.add(k);
        }
        return all;
    }
}
