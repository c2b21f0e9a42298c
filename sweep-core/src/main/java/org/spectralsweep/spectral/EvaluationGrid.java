package org.spectralsweep.spectral;

import java.util.Arrays;
import org.hipparchus.random.RandomGenerator;
import org.spectralsweep.domain.BooleanCube;
import org.spectralsweep.domain.InputDomain;
import org.spectralsweep.domain.Interval;
import org.spectralsweep.domain.Points;
import org.spectralsweep.domain.PolarFrame;
import org.spectralsweep.domain.ProductDomain;

/**
 * Points that stand for the uniform measure of a domain, with quadrature weights that sum to 1. Functions are analysed
 * on these points rather than on the training samples, which are not uniform.
 *
 * <ul>
 *   <li>Circle, interval: N = max(1024, 8 kappa) equidistant points, starting at the lower end. The rule is exact for
 *   squares of trigonometric polynomials of degree below N / 2.
 *   <li>Cube or torus of dimension up to 3: a product grid of at most 32,768 points, with max(1024, 8 kappa), 181 or 32
 *   points per side for dimension 1, 2 or 3. The rule is exact below half of that number along every coordinate. For a
 *   higher kappa or dimension the grid has 16,384 pseudo-random points, and the error is about 1 / 128 of the
 *   function's own size.
 *   <li>Boolean cube: all 2^d corners, which is exact.
 *   <li>S^{d-1}, d at least 3: max(64, 4 kappa) Gauss nodes of the weight (1 - t^2)^{(d-3)/2} in the cosine t from the
 *   axis, times fibre directions. For d = 3 the fibre has equidistant azimuths, for larger d 32 pseudo-random
 *   directions and their opposites. Functions of t are integrated exactly if their degree is below twice the number of
 *   nodes. The grid has about 4,096 points in all.
 * </ul>
 */
public final class EvaluationGrid {
    private static final int LARGEST_FREQUENCY = 100_000;
    private static final int LINE = 1024;
    private static final int SQUARE = 181;
    private static final int CUBE = 32;
    private static final int RANDOM_POINTS = 16_384;

    private final Points points;
    private final double[] weights;
    private final int resolved;

    private EvaluationGrid(Points points, double[] weights, int resolved) {
        this.points = points;
        this.weights = weights;
        this.resolved = resolved;
    }

    /**
     * The grid for functions up to a frequency.
     *
     * @param highestFrequency kappa along any coordinate
     * @param axis of norm 1, the pole of a sphere's grid
     * @param probe source of the pseudo-random points; not advanced on circle, interval and S^2
     */
    public static EvaluationGrid of(InputDomain domain, int highestFrequency, double[] axis, RandomGenerator probe) {
        if (highestFrequency < 0 || highestFrequency > LARGEST_FREQUENCY) {
            throw new IllegalArgumentException("frequency must be between 0 and " + LARGEST_FREQUENCY
                    + " to be measured on a grid but was " + highestFrequency);
        }
        int line = Math.max(LINE, 8 * highestFrequency);
        if (domain.isCircular()) {
            double[] angles = new double[line];
            Arrays.setAll(angles, i -> -Math.PI + 2 * Math.PI * i / line);
            return uniform(Points.onCircle(angles), (line - 1) / 2);
        }
        if (domain instanceof Interval interval) {
            double[] positions = new double[line];
            double length = interval.to() - interval.from();
            Arrays.setAll(positions, i -> interval.from() + length * i / line);
            return uniform(Points.onLine(positions), (line - 1) / 2);
        }
        if (domain instanceof ProductDomain product) {
            int dimension = product.manifoldDimension();
            int side = dimension == 1 ? line : dimension == 2 ? SQUARE : CUBE;
            boolean resolved = dimension <= 3 && 2 * highestFrequency < side;
            return resolved ? productGrid(product, side) : random(product, probe);
        }
        if (domain instanceof BooleanCube cube) {
            return uniform(cube.whole(), cube.dimension());
        }
        return sphere(highestFrequency, axis, probe);
    }

    /** About how many points the grid has, for a guess of what a pass over them costs. */
    public static double expectedCount(InputDomain domain, int highestFrequency) {
        double line = Math.max(LINE, 8.0 * highestFrequency);
        if (domain.manifoldDimension() == 1) {
            return line;
        }
        if (domain instanceof ProductDomain product) {
            int dimension = product.manifoldDimension();
            return dimension == 2 ? SQUARE * SQUARE : dimension == 3 ? CUBE * CUBE * CUBE : RANDOM_POINTS;
        }
        if (domain instanceof BooleanCube cube) {
            return cube.corners();
        }
        double polar = Math.max(64, 4.0 * highestFrequency);
        return polar * (domain.ambientDimension() == 3 ? Math.max(32, 4096 / polar) : 64);
    }

    private static EvaluationGrid uniform(Points points, int resolved) {
        double[] weights = new double[points.count()];
        Arrays.fill(weights, 1.0 / weights.length);
        return new EvaluationGrid(points, weights, resolved);
    }

    private static EvaluationGrid productGrid(ProductDomain domain, int side) {
        int dimension = domain.manifoldDimension();
        int count = (int) Math.round(Math.pow(side, dimension));
        double[] parameters = new double[count * dimension];
        for (int i = 0; i < count; i++) {
            int rest = i;
            for (int c = dimension - 1; c >= 0; c--, rest /= side) {
                parameters[i * dimension + c] = domain.lower() + domain.length() * (rest % side) / side;
            }
        }
        return uniform(domain.at(parameters, count), (side - 1) / 2);
    }

    private static EvaluationGrid random(ProductDomain domain, RandomGenerator probe) {
        double[] parameters = new double[RANDOM_POINTS * domain.manifoldDimension()];
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] = domain.lower() + domain.length() * probe.nextDouble();
        }
        return uniform(domain.at(parameters, RANDOM_POINTS), LARGEST_FREQUENCY);
    }

    private static EvaluationGrid sphere(int highestFrequency, double[] axis, RandomGenerator probe) {
        int dimension = axis.length;
        GegenbauerRule rule = GegenbauerRule.of(Math.max(64, 4 * highestFrequency), dimension);
        double[][] fibre = dimension == 3 ? azimuths(Math.max(32, 4096 / rule.size())) : antithetic(dimension, probe);
        double[] coordinates = new double[rule.size() * fibre.length * dimension];
        double[] weights = new double[rule.size() * fibre.length];
        PolarFrame frame = new PolarFrame(axis);
        int row = 0;
        for (int i = 0; i < rule.size(); i++) {
            double polarAngle = StrictMath.acos(rule.node(i));
            for (double[] tangent : fibre) {
                frame.place(polarAngle, tangent, coordinates, row);
                weights[row++] = rule.weight(i) / fibre.length;
            }
        }
        return new EvaluationGrid(new Points(row, dimension, coordinates), weights, rule.size() - 1);
    }

    private static double[][] azimuths(int count) {
        double[][] fibre = new double[count][];
        for (int i = 0; i < count; i++) {
            double azimuth = 2 * Math.PI * i / count;
            fibre[i] = new double[] {StrictMath.cos(azimuth), StrictMath.sin(azimuth)};
        }
        return fibre;
    }

    private static double[][] antithetic(int dimension, RandomGenerator probe) {
        double[][] fibre = new double[64][];
        for (int i = 0; i < fibre.length; i += 2) {
            fibre[i] = PolarFrame.randomDirection(dimension - 1, probe);
            fibre[i + 1] = Arrays.stream(fibre[i]).map(x -> -x).toArray();
        }
        return fibre;
    }

    /** The points. */
    public Points points() {
        return points;
    }

    /** The quadrature weight of point i; the weights sum to 1. */
    public double weight(int i) {
        return weights[i];
    }

    /** The highest frequency along a coordinate that these points can tell from a lower one. */
    public int resolved() {
        return resolved;
    }
}
