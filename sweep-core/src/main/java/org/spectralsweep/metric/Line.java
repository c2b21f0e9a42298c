package org.spectralsweep.metric;

import org.spectralsweep.domain.Circle;
import org.spectralsweep.domain.InputDomain;
import org.spectralsweep.domain.Interval;
import org.spectralsweep.domain.Points;
import org.spectralsweep.domain.PolarFrame;
import org.spectralsweep.domain.ProductDomain;
import org.spectralsweep.encoding.Encoder;
import org.spectralsweep.targets.TargetFunction;

/**
 * Equispaced points of a line through a domain; {@link Snapshot} says which line.
 *
 * @param positions positions along the line
 * @param coordinates the points, row-major
 * @param encoded the points as the network reads them, row-major
 * @param target the target at the points, scaled as in training
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, as in Samples
public record Line(double[] positions, double[] coordinates, double[] encoded, double[] target) {
    /**
     * The line through a domain.
     *
     * @param scale factor between the target and the values trained on
     * @param count how many points
     */
    public static Line of(InputDomain domain, TargetFunction target, double scale, Encoder encoder, int count) {
        double[] positions = new double[count];
        Points points = points(domain, target, positions);
        double[] values = target.values(domain, points);
        for (int i = 0; i < count; i++) {
            values[i] *= scale;
        }
        return new Line(positions, points.coordinates(), encoder.encode(points.coordinates(), count), values);
    }

    private static Points points(InputDomain domain, TargetFunction target, double[] positions) {
        int count = positions.length;
        if (domain instanceof Interval interval) {
            fill(positions, interval.from(), interval.to() - interval.from());
            return Points.onLine(positions);
        }
        if (domain instanceof ProductDomain product) {
            fill(positions, product.lower(), product.length());
            int axes = product.manifoldDimension();
            int varied = firstNonZero(target.direction(domain));
            double[] parameters = new double[count * axes];
            for (int e = 0; e < parameters.length; e++) {
                parameters[e] = e % axes == varied ? positions[e / axes] : product.lower() + product.length() / 2;
            }
            return product.at(parameters, count);
        }
        fill(positions, -Math.PI, 2 * Math.PI);
        if (domain.isCircular()) {
            return Points.onCircle(positions);
        }
        int dimension = domain.ambientDimension();
        double[] tangent = new double[dimension - 1];
        double[] coordinates = new double[count * dimension];
        PolarFrame frame = new PolarFrame(target.axis(domain));
        for (int i = 0; i < count; i++) {
            tangent[0] = positions[i] < 0 ? -1 : 1;
            frame.place(Math.abs(Circle.wrap(positions[i])), tangent, coordinates, i);
        }
        return new Points(count, dimension, coordinates);
    }

    private static int firstNonZero(int[] direction) {
        int c = 0;
        while (direction[c] == 0) {
            c++;
        }
        return c;
    }

    private static void fill(double[] positions, double from, double length) {
        for (int i = 0; i < positions.length; i++) {
            positions[i] = from + length * i / positions.length;
        }
    }
}
