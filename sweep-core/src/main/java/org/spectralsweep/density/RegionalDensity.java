package org.spectralsweep.density;

import java.util.Arrays;
import java.util.TreeSet;
import java.util.function.DoubleUnaryOperator;
import org.hipparchus.util.FastMath;
import org.spectralsweep.domain.BooleanCube;
import org.spectralsweep.domain.Circle;
import org.spectralsweep.domain.InputDomain;
import org.spectralsweep.domain.Interval;
import org.spectralsweep.domain.Points;
import org.spectralsweep.domain.ProductDomain;
import org.spectralsweep.domain.UnitVector;

/**
 * A density on a domain and its regions. p(x) is the density with respect to the uniform probability measure, so its
 * mean is 1.
 *
 * <p>p depends on one scalar s only. On the circle s is the angle from an origin, on an interval the position. On a
 * sphere it is the polar angle from an axis, and the uniform measure is proportional to sin(s)^{d-2} ds. On a cube, a
 * torus and a Boolean cube p is constant. The range of s is divided into segments. A region is one segment, or two
 * mirrored ones for bands around an axis on the circle.
 */
public final class RegionalDensity {
    private final InputDomain domain;
    private final double[] axis;
    private final double origin;
    private final double[] edges;
    private final int[] labels;
    private final double[] levels;
    private final Profile profile;
    private final Marginal marginal;
    private final double normalizer;
    private final double[] mass;
    private final double[] density;
    private final double[] measure;

    private RegionalDensity(
            InputDomain domain,
            double[] axis,
            double origin,
            double[] edges,
            int[] labels,
            double[] levels,
            Profile profile) {
        this.domain = domain;
        this.axis = axis;
        this.origin = origin;
        this.edges = edges;
        this.labels = labels;
        this.levels = levels;
        this.profile = profile;
        double[] knots = knots(edges, profile);
        double[] weights = new double[knots.length - 1];
        double[] ones = new double[knots.length - 1];
        Arrays.fill(ones, 1);
        for (int i = 0; i < weights.length; i++) {
            weights[i] = levels[segment(edges, knots[i])];
        }
        DoubleUnaryOperator base = base(domain);
        marginal = new Marginal(knots, weights, profile.constant() ? base : s -> base.applyAsDouble(s) * profile.at(s));
        Marginal uniform = new Marginal(knots, ones, base);
        normalizer = marginal.total() / uniform.total();
        int regions = Arrays.stream(labels).max().orElseThrow() + 1;
        mass = new double[regions];
        density = new double[regions];
        measure = new double[regions];
        for (int i = 0; i < labels.length; i++) {
            mass[labels[i]] += marginal.between(edges[i], edges[i + 1]) / marginal.total();
            measure[labels[i]] += uniform.between(edges[i], edges[i + 1]) / uniform.total();
            density[labels[i]] = levels[i] / normalizer;
        }
        if (!profile.constant()) {
            Arrays.setAll(density, region -> mass[region] / measure[region]);
        }
    }

    /** p = 1, one region. The axis is used by the lattices of a sphere. */
    static RegionalDensity uniform(InputDomain domain, double[] axis) {
        double lower = 0;
        double upper = 1;
        if (domain.isCircular()) {
            lower = -Math.PI;
            upper = Math.PI;
        } else if (domain instanceof Interval interval) {
            lower = interval.from();
            upper = interval.to();
        } else if (!(domain instanceof ProductDomain || domain instanceof BooleanCube)) {
            upper = Math.PI;
        }
        double[] edges = {lower, upper};
        return new RegionalDensity(domain, axis, 0, edges, new int[1], new double[] {1}, Profile.CONSTANT);
    }

    /** Consecutive parts of the circle, from angle -pi, or of an interval. The levels are given up to a factor. */
    static RegionalDensity parts(InputDomain domain, double[] edges, double[] levels) {
        return parts(domain, edges, levels, Profile.CONSTANT);
    }

    /**
     * Consecutive parts of the circle, from angle -pi, or of an interval, with p proportional to a profile of the angle
     * or position.
     */
    static RegionalDensity parts(InputDomain domain, double[] edges, Profile profile) {
        double[] levels = new double[edges.length - 1];
        Arrays.fill(levels, 1);
        return parts(domain, edges, levels, profile);
    }

    private static RegionalDensity parts(InputDomain domain, double[] edges, double[] levels, Profile profile) {
        int[] labels = new int[levels.length];
        Arrays.setAll(labels, i -> i);
        double[] axis = UnitVector.last(domain.ambientDimension());
        return new RegionalDensity(domain, axis, 0, edges, labels, levels, profile);
    }

    /**
     * Bands of polar angle around an axis of the circle or of a sphere.
     *
     * @param edges of the polar angle, from 0 to pi
     * @param levels of each band, up to a factor; p is proportional to the level times the profile
     */
    static RegionalDensity bands(InputDomain domain, double[] axis, double[] edges, double[] levels, Profile profile) {
        int regions = levels.length;
        if (!domain.isCircular()) {
            int[] labels = new int[regions];
            Arrays.setAll(labels, i -> i);
            return new RegionalDensity(domain, axis, 0, edges, labels, levels, profile);
        }
        // On the circle s runs over [-pi, pi). Band 0 is one arc around the axis, every other band a pair of arcs.
        int segments = 2 * regions - 1;
        double[] mirrored = new double[segments + 1];
        int[] labels = new int[segments];
        double[] weights = new double[segments];
        for (int i = 0; i < segments; i++) {
            labels[i] = Math.abs(i - (regions - 1));
            weights[i] = levels[labels[i]];
        }
        for (int r = 1; r <= regions; r++) {
            mirrored[regions - r] = -edges[r];
            mirrored[regions - 1 + r] = edges[r];
        }
        double origin = StrictMath.atan2(axis[1], axis[0]);
        return new RegionalDensity(domain, axis, origin, mirrored, labels, weights, profile);
    }

    private static double[] knots(double[] edges, Profile profile) {
        TreeSet<Double> knots = new TreeSet<>();
        for (double edge : edges) {
            knots.add(edge);
        }
        double first = edges[0];
        double last = edges[edges.length - 1];
        for (double knot : profile.knots()) {
            if (knot > first && knot < last) {
                knots.add(knot);
            }
        }
        if (!profile.constant() && first < 0 && last > 0) {
            knots.add(0.0);
        }
        return knots.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** Density of the uniform measure along s, up to a factor. */
    private static DoubleUnaryOperator base(InputDomain domain) {
        int power = domain.manifoldDimension() - 1;
        return power <= 0 || domain instanceof ProductDomain ? s -> 1 : s -> FastMath.pow(FastMath.sin(s), power);
    }

    private static int segment(double[] edges, double s) {
        int found = Arrays.binarySearch(edges, s);
        int segment = found >= 0 ? found : -found - 2;
        return Math.max(0, Math.min(segment, edges.length - 2));
    }

    /** Number of regions, at least 1. */
    public int regions() {
        return mass.length;
    }

    /** The mean of p over the region, with respect to the uniform probability measure: mass over measure. */
    public double density(int region) {
        return density[region];
    }

    /** The probability of the region. */
    public double mass(int region) {
        return mass[region];
    }

    /** The fraction of the domain that the region covers: its measure under the uniform probability measure. */
    public double measure(int region) {
        return measure[region];
    }

    /** p(x_i). O(d). */
    public double value(Points points, int i) {
        double s = scalar(points, i);
        return levels[segment(edges, s)] * profile.at(s) / normalizer;
    }

    /** The region of each point, from 0. A boundary belongs to the segment above it. */
    public int[] label(Points points) {
        int[] region = new int[points.count()];
        for (int i = 0; i < region.length; i++) {
            region[i] = label(scalar(points, i));
        }
        return region;
    }

    /** The region at this value of the scalar. */
    int label(double s) {
        return labels[segment(edges, s)];
    }

    private double scalar(Points points, int i) {
        if (domain instanceof ProductDomain || domain instanceof BooleanCube) {
            return 0;
        }
        if (domain.isCircular()) {
            return Circle.wrap(points.parameter(i) - origin);
        }
        if (domain instanceof Interval) {
            return points.parameter(i);
        }
        return StrictMath.acos(Math.max(-1, Math.min(1, points.dot(axis, i))));
    }

    /** Q(u), the quantile function of the scalar, for u in [0, 1). */
    double quantile(double u) {
        return marginal.quantile(u);
    }

    /** The quantile function of the scalar, conditional on the region, for u in [0, 1). */
    double quantile(int region, double u) {
        double rest = u * mass[region];
        double found = Double.NaN;
        for (int segment = 0; segment < labels.length; segment++) {
            if (labels[segment] == region) {
                double own = segmentMass(segment);
                double s = marginal.quantile(Math.min(Math.nextDown(1.0), cdf(edges[segment]) + Math.min(rest, own)));
                found = Math.max(edges[segment], Math.min(s, Math.nextDown(edges[segment + 1])));
                if (rest < own) {
                    return found;
                }
                rest -= own;
            }
        }
        return found;
    }

    /** The probability that the scalar is below s. */
    double cdf(double s) {
        return marginal.cdf(s);
    }

    /**
     * The angles in [-pi, pi), ascending, between which p is smooth on the circle. They are the jumps of p and the
     * places where it bends sharply.
     */
    public double[] breakpoints() {
        if (!domain.isCircular()) {
            throw new IllegalStateException("only a density on the circle has angles");
        }
        return Arrays.stream(knots(edges, profile))
                .map(s -> Circle.wrap(origin + s))
                .sorted()
                .distinct()
                .toArray();
    }

    boolean isPiecewiseConstant() {
        return profile.constant();
    }

    /** Whether p = 1 on one region. */
    public boolean isUniform() {
        return profile.constant() && labels.length == 1;
    }

    double[] axis() {
        return axis;
    }

    int segments() {
        return labels.length;
    }

    double edge(int i) {
        return edges[i];
    }

    int labelOfSegment(int segment) {
        return labels[segment];
    }

    /** Probability of a segment. */
    double segmentMass(int segment) {
        return marginal.between(edges[segment], edges[segment + 1]) / marginal.total();
    }

    /** p on a segment, for a piecewise constant p. */
    double segmentDensity(int segment) {
        return levels[segment] / normalizer;
    }

    /** The points of a curve at these values of the scalar: angles from the origin, or positions. */
    Points onCurve(double[] scalars) {
        if (!domain.isCircular()) {
            return Points.onLine(scalars);
        }
        double[] angles = new double[scalars.length];
        Arrays.setAll(angles, i -> Circle.wrap(origin + scalars[i]));
        return Points.onCircle(angles);
    }
}
