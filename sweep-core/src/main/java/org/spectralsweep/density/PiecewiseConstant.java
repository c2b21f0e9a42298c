package org.spectralsweep.density;

import java.util.List;
import org.spectralsweep.Default;

/**
 * Constant on each of R regions: arcs of the circle, subintervals of an interval, or caps and bands of a sphere around an axis.
 *
 * @param weights relative densities, one a region, all positive; only their ratios count
 * @param boundaries the R - 1 inner boundaries as fractions of the domain's measure (circle: from angle -pi; interval: from its
 *     lower end; sphere: of the polar angle's range [0, pi] from the axis), increasing inside (0, 1); empty means equal parts
 * @param axis the axis of caps, any non-zero vector; empty means the target's axis if it has one, else the last coordinate axis
 */
public record PiecewiseConstant(
        List<Double> weights,
        @Default("[]") List<Double> boundaries,
        @Default("[]") List<Double> axis) implements InputDensity {}
