package org.spectralsweep.density;

import org.hipparchus.random.RandomGenerator;
import org.spectralsweep.domain.Cube;
import org.spectralsweep.domain.InputDomain;
import org.spectralsweep.domain.Points;
import org.spectralsweep.domain.PolarFrame;

/**
 * Independent draws from the density: the scalar it depends on by the inverse of its distribution function, and on a sphere a uniform
 * tangent direction beside it (uniform density: a uniform direction at once).
 *
 * @param points number of points n
 */
public record Iid(int points) implements Sampling {
    /** Refuses fewer than one point. */
    public Iid {
        if (points < 1) {
            throw new IllegalArgumentException("points must be at least 1 but was " + points);
        }
    }

    @Override
    public Sample draw(InputDomain domain, RegionalDensity density, RandomGenerator random) {
        Sample sample;
        if (domain instanceof Cube cube) {
            sample = onCube(cube, random);
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
        for (int i = 0; i < points; i++) {
            scalars[i] = density.quantile(random.nextDouble());
            region[i] = density.label(scalars[i]);
        }
        return new Sample(density.onCurve(scalars), region, Double.NaN);
    }

    private Sample onSphere(int dimension, RegionalDensity density, RandomGenerator random) {
        double[] coordinates = new double[points * dimension];
        int[] region = new int[points];
        PolarFrame frame = new PolarFrame(density.axis());
        for (int i = 0; i < points; i++) {
            if (density.isUniform()) {
                double[] direction = PolarFrame.randomDirection(dimension, random);
                System.arraycopy(direction, 0, coordinates, i * dimension, dimension);
            } else {
                double polarAngle = density.quantile(random.nextDouble());
                frame.place(polarAngle, PolarFrame.randomDirection(dimension - 1, random), coordinates, i);
                region[i] = density.label(polarAngle);
            }
        }
        return new Sample(new Points(points, dimension, coordinates), region, Double.NaN);
    }

    private Sample onCube(Cube cube, RandomGenerator random) {
        double[] coordinates = new double[points * cube.dimension()];
        for (int i = 0; i < coordinates.length; i++) {
            coordinates[i] = cube.from() + (cube.to() - cube.from()) * random.nextDouble();
        }
        return new Sample(new Points(points, cube.dimension(), coordinates), new int[points], Double.NaN);
    }
}
