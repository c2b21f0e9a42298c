package org.spectralsweep.density;

import java.util.List;
import org.spectralsweep.domain.BooleanCube;
import org.spectralsweep.domain.Circle;
import org.spectralsweep.domain.InputDomain;
import org.spectralsweep.domain.Interval;
import org.spectralsweep.domain.ProductDomain;
import org.spectralsweep.domain.UnitVector;
import org.spectralsweep.spec.Default;
import org.spectralsweep.spec.Refusal;

/**
 * Constant on each of R regions. The regions are arcs of the circle, subintervals of an interval, or caps and bands of
 * a sphere around an axis. The sphere S^1 also has bands: a band there is a pair of arcs symmetric about the axis.
 *
 * @param weights relative densities, one per region, all positive; only their ratios count
 * @param boundaries the R - 1 inner boundaries as fractions of the domain's measure (circle: from angle -pi; interval:
 *     from its lower end; sphere: of the polar angle's range [0, pi] from the axis), increasing inside (0, 1); empty
 *     means equal parts
 * @param axis the axis of caps, any non-zero vector; empty means the target's axis if it has one, else the last
 *     coordinate axis
 */
public record PiecewiseConstant(
        List<Double> weights,
        @Default("[]") List<Double> boundaries,
        @Default("[]") List<Double> axis) implements InputDensity {
    /** Copies the lists and refuses values that the descriptions of the components exclude. */
    public PiecewiseConstant {
        weights = List.copyOf(weights);
        boundaries = List.copyOf(boundaries);
        axis = List.copyOf(axis);
        if (weights.isEmpty()) {
            throw new Refusal("weights", "must hold at least one number but was []");
        }
        for (double weight : weights) {
            if (!(weight > 0 && weight < Double.POSITIVE_INFINITY)) {
                throw new Refusal("weights", "must be positive and finite but was " + weights);
            }
        }
        if (!RelativeDensities.areComparable(weights)) {
            throw new Refusal(
                    "weights",
                    "must be within a factor of " + 1 / RelativeDensities.LEAST_RATIO + " of each other but was "
                            + weights);
        }
        if (!boundaries.isEmpty() && boundaries.size() != weights.size() - 1) {
            throw new Refusal(
                    "boundaries",
                    "must hold one number fewer than weights (" + (weights.size() - 1) + ") or none but was "
                            + boundaries);
        }
        double previous = 0;
        for (double boundary : boundaries) {
            if (!(boundary > previous && boundary < 1)) {
                throw new Refusal(
                        "boundaries", "must increase inside (0, 1), as fractions of the domain, but was " + boundaries);
            }
            previous = boundary;
        }
        UnitVector.check("axis", axis);
    }

    @Override
    public RegionalDensity on(InputDomain domain, double[] defaultAxis) {
        if (domain instanceof ProductDomain || domain instanceof BooleanCube) {
            throw new Refusal("density", "must be uniform on " + domain.phrase() + " but was piecewise-constant");
        }
        double[] levels = RelativeDensities.scaled(weights);
        if (domain instanceof Circle || domain instanceof Interval) {
            if (!axis.isEmpty()) {
                throw new Refusal(
                        "axis",
                        "must be empty on " + domain.phrase() + ", where regions follow the parameter, but was "
                                + axis);
            }
            double lower = domain instanceof Interval interval ? interval.from() : -Math.PI;
            double length = domain instanceof Interval interval ? interval.to() - interval.from() : 2 * Math.PI;
            return RegionalDensity.parts(domain, edges(lower, length), levels);
        }
        return RegionalDensity.bands(
                domain, UnitVector.of("axis", axis, domain, defaultAxis), edges(0, Math.PI), levels, Profile.CONSTANT);
    }

    private double[] edges(double lower, double length) {
        int regions = weights.size();
        double[] edges = new double[regions + 1];
        for (int i = 0; i <= regions; i++) {
            double fraction = (double) i / regions;
            if (i > 0 && i < regions && !boundaries.isEmpty()) {
                fraction = boundaries.get(i - 1);
            }
            edges[i] = lower + length * fraction;
        }
        for (int i = 0; i < regions; i++) {
            if (!(edges[i + 1] > edges[i])) {
                throw new Refusal(
                        "boundaries",
                        "must leave every region a length above rounding but region " + i + " of 0 to "
                                + (regions - 1) + " has none with "
                                + (boundaries.isEmpty() ? "equal parts" : boundaries));
            }
        }
        return edges;
    }
}
