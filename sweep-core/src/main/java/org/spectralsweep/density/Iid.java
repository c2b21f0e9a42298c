package org.spectralsweep.density;

import java.util.Arrays;
import org.hipparchus.random.RandomGenerator;
import org.spectralsweep.domain.BooleanCube;
import org.spectralsweep.domain.InputDomain;
import org.spectralsweep.domain.Points;
import org.spectralsweep.domain.PolarFrame;
import org.spectralsweep.domain.ProductDomain;
import org.spectralsweep.spec.Default;
import org.spectralsweep.spec.Refusal;

/**
 * Independent draws from the density. The scalar that the density depends on is drawn by inverting its distribution
 * function. On a sphere a uniform tangent direction is drawn in addition. For a uniform density on a sphere, the point
 * itself is drawn as a uniform direction. On a Boolean cube corners are drawn with replacement.
 *
 * @param points number of points n
 * @param stratified whether each region of the density gets its exact share of the points (largest remainders) instead
 *     of a random number; inside a region the draws are independent in both cases
 */
public record Iid(
        int points,
        @Default(value = "false", addedLater = true) boolean stratified) implements Sampling {
    /** Independent points, with a random number in each region. */
    public Iid(int points) {
        this(points, false);
    }

    /** Refuses fewer than one point. */
    public Iid {
        if (points < 1) {
            throw new Refusal("points", "must be at least 1 but was " + points);
        }
    }

    @Override
    public Sample draw(InputDomain domain, RegionalDensity density, RandomGenerator random) {
        Sample sample;
        if (domain instanceof ProductDomain product) {
            sample = onProduct(product, random);
        } else if (domain instanceof BooleanCube cube) {
            sample = onCorners(cube, random);
        } else if (domain.manifoldDimension() == 1) {
            sample = onCurve(density, random);
        } else {
            sample = onSphere(domain.ambientDimension(), density, random);
        }
        return sample.covering(density);
    }

    private Sample onCurve(RegionalDensity density, RandomGenerator random) {
        double[] scalars = new double[points];
        int[] region = new int[points];
        int[] strata = strata(density);
        for (int i = 0; i < points; i++) {
            scalars[i] = scalar(density, strata, i, random);
            region[i] = stratified ? strata[i] : density.label(scalars[i]);
        }
        return new Sample(density.onCurve(scalars), region, Double.NaN);
    }

    private Sample onSphere(int dimension, RegionalDensity density, RandomGenerator random) {
        double[] coordinates = new double[points * dimension];
        int[] region = new int[points];
        PolarFrame frame = new PolarFrame(density.axis());
        int[] strata = strata(density);
        for (int i = 0; i < points; i++) {
            if (density.isUniform()) {
                double[] direction = PolarFrame.randomDirection(dimension, random);
                System.arraycopy(direction, 0, coordinates, i * dimension, dimension);
            } else {
                double polarAngle = scalar(density, strata, i, random);
                frame.place(polarAngle, PolarFrame.randomDirection(dimension - 1, random), coordinates, i);
                region[i] = stratified ? strata[i] : density.label(polarAngle);
            }
        }
        return new Sample(new Points(points, dimension, coordinates), region, Double.NaN);
    }

    /**
     * The region of each point: all points of region 0 first, then those of region 1, and so on. Empty unless
     * stratified.
     */
    private int[] strata(RegionalDensity density) {
        if (!stratified) {
            return new int[0];
        }
        double[] mass = new double[density.regions()];
        Arrays.setAll(mass, density::mass);
        int[] shares = CurveSample.shares(points, mass);
        int[] strata = new int[points];
        int at = 0;
        for (int region = 0; region < shares.length; region++) {
            Arrays.fill(strata, at, at + shares[region], region);
            at += shares[region];
        }
        return strata;
    }

    private double scalar(RegionalDensity density, int[] strata, int i, RandomGenerator random) {
        double u = random.nextDouble();
        return stratified ? density.quantile(strata[i], u) : density.quantile(u);
    }

    private Sample onProduct(ProductDomain domain, RandomGenerator random) {
        double[] parameters = new double[points * domain.manifoldDimension()];
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] = domain.lower() + domain.length() * random.nextDouble();
        }
        return new Sample(domain.at(parameters, points), new int[points], Double.NaN);
    }

    /** Every corner is as likely, and may be drawn more than once. */
    private Sample onCorners(BooleanCube cube, RandomGenerator random) {
        int[] numbers = new int[points];
        for (int i = 0; i < points; i++) {
            numbers[i] = random.nextInt(cube.corners());
        }
        return new Sample(cube.at(numbers), new int[points], Double.NaN);
    }
}
