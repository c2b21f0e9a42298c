package org.spectralsweep.density;

import java.util.Arrays;
import org.hipparchus.random.RandomGenerator;
import org.spectralsweep.domain.BooleanCube;
import org.spectralsweep.domain.InputDomain;
import org.spectralsweep.domain.Points;
import org.spectralsweep.domain.PolarFrame;
import org.spectralsweep.domain.ProductDomain;
import org.spectralsweep.domain.Sphere;
import org.spectralsweep.spec.Default;
import org.spectralsweep.spec.Refusal;

/**
 * A deterministic grid. Give exactly one of {@code points} and {@code step}.
 *
 * <ul>
 *   <li>Circle and interval: each region has the points left + (i + offset) h, up to its end. With {@code step}, h =
 *   step * p_min / p_j. In Fig. 7 of Basri et al. (arXiv 2003.04560), step 0.02 on three thirds of the circle with
 *   densities 1 : 2 : 4 gives 734 points. With {@code points}, n is shared out by mass (largest remainders), and the
 *   points of a region are equally spaced. A density that varies inside its regions has no grid; see {@link Quantiles}.
 *   <li>Cube and torus: a tensor grid, last coordinate fastest, with the offset on every axis.
 *   <li>S^2: the Fibonacci lattice. Point i has the polar angle Q((i + 1/2) / n), where Q is the quantile function of
 *   the density's polar marginal. Its azimuth is i times the golden angle. Only {@code points} is allowed.
 *   <li>Spheres above S^2: no grid.
 *   <li>Boolean cube: all 2^d corners, so {@code points} must be 2^d.
 * </ul>
 *
 * @param points total number of points n, or 0
 * @param step spacing in the sparsest region (other regions: step * p_min / p_j), in radians on the circle and in units
 *     of the interval, or 0
 * @param offset of the first point of each region, as a fraction of the region's spacing, in [0, 1); 0.5 gives
 *     midpoints
 */
public record Grid(
        @Default("0") int points,
        @Default("0") double step,
        @Default("0") double offset) implements Sampling {
    /** The golden angle, (3 - sqrt 5) pi. */
    private static final double GOLDEN_ANGLE = (3 - Math.sqrt(5)) * Math.PI;

    /** Refuses a negative size, an offset outside [0, 1), and a spec with none or both of points and step. */
    public Grid {
        if (points < 0) {
            throw new Refusal("points", "must be at least 1 but was " + points);
        }
        if (!(step >= 0 && step < Double.POSITIVE_INFINITY)) {
            throw new Refusal("step", "must be positive and finite but was " + step);
        }
        if (points == 0 && step == 0) {
            throw new Refusal("points", "must be at least 1 where no step is given but was 0");
        }
        if (points > 0 && step > 0) {
            throw new Refusal("step", "must be left out where points is given but was " + step);
        }
        if (!(offset >= 0 && offset < 1)) {
            throw new Refusal("offset", "must be in [0, 1) but was " + offset);
        }
    }

    @Override
    public Sample draw(InputDomain domain, RegionalDensity density, RandomGenerator random) {
        if (domain instanceof ProductDomain product) {
            return tensor(product);
        }
        if (domain instanceof Sphere sphere && !sphere.isCircular()) {
            return fibonacci(sphere, density);
        }
        if (domain instanceof BooleanCube cube) {
            return corners(cube);
        }
        if (!density.isPiecewiseConstant()) {
            throw new Refusal(
                    "sampling", "must be quantiles or iid where the density varies inside its regions but was grid");
        }
        return points > 0
                ? CurveSample.byCount(domain, density, points, offset)
                : CurveSample.byStep(domain, density, step, offset);
    }

    private Sample fibonacci(Sphere sphere, RegionalDensity density) {
        if (sphere.dimension() > 3) {
            throw new Refusal("sampling", "must be iid on " + sphere.phrase() + " but was grid");
        }
        if (points == 0) {
            throw new Refusal("points", "must be at least 1 on a sphere, which has no step, but was 0");
        }
        if (offset != 0) {
            throw new Refusal("offset", "must be 0 on a sphere but was " + offset);
        }
        PolarFrame frame = new PolarFrame(density.axis());
        double[] coordinates = new double[3 * points];
        int[] region = new int[points];
        for (int i = 0; i < points; i++) {
            double polarAngle = density.quantile((i + 0.5) / points);
            double azimuth = i * GOLDEN_ANGLE;
            frame.place(polarAngle, new double[] {StrictMath.cos(azimuth), StrictMath.sin(azimuth)}, coordinates, i);
            region[i] = density.label(polarAngle);
        }
        return new Sample(new Points(points, 3, coordinates), region, Double.NaN).covering(density);
    }

    private Sample corners(BooleanCube cube) {
        if (points != cube.corners()) {
            throw new Refusal(
                    "points",
                    "must be " + cube.corners() + ", all corners of " + cube.phrase() + ", for a grid but was "
                            + points);
        }
        if (offset != 0) {
            throw new Refusal("offset", "must be 0 on " + cube.phrase() + " but was " + offset);
        }
        return new Sample(cube.whole(), new int[points], Double.NaN);
    }

    private Sample tensor(ProductDomain domain) {
        double length = domain.length();
        int dimension = domain.manifoldDimension();
        int side = points > 0 ? sideOf(domain) : sideByStep(domain);
        double spacing = points > 0 ? length / side : step;
        int count = (int) Math.round(Math.pow(side, dimension));
        double[] parameters = new double[count * dimension];
        for (int i = 0; i < count; i++) {
            int rest = i;
            for (int c = dimension - 1; c >= 0; c--, rest /= side) {
                parameters[i * dimension + c] = domain.lower() + (rest % side + offset) * spacing;
            }
        }
        double largest = side > 1 ? spacing : length;
        int[] shape = new int[dimension];
        Arrays.fill(shape, side);
        return new Sample(domain.at(parameters, count), new int[count], largest, shape);
    }

    private int sideOf(ProductDomain domain) {
        int dimension = domain.manifoldDimension();
        int side = (int) Math.round(Math.pow(points, 1.0 / dimension));
        if (Math.round(Math.pow(side, dimension)) == points) {
            return side;
        }
        long nearest = 1;
        for (int m = Math.max(1, side - 1); m <= side + 1; m++) {
            long power = Math.round(Math.pow(m, dimension));
            if (Math.abs(power - points) < Math.abs(nearest - points)) {
                nearest = power;
            }
        }
        throw new Refusal(
                "points",
                "must be a whole number to the power " + dimension + " on " + domain.phrase()
                        + " of that dimension (nearest: " + nearest + ") but was " + points);
    }

    private int sideByStep(ProductDomain domain) {
        double side = CurveSample.stepsIn(domain.length(), step, offset);
        if (side == 0 || !(Math.pow(side, domain.manifoldDimension()) <= 1 << 24)) {
            throw new Refusal(
                    "step", "must give 1 to " + (1 << 24) + " points on " + domain.phrase() + " but was " + step);
        }
        return (int) side;
    }
}
