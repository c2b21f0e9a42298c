package org.spectralsweep.domain;

import org.spectralsweep.spec.Default;
import org.spectralsweep.spec.Refusal;

/**
 * The cube [from, to)^D.
 *
 * @param dimension D, at least 1
 * @param from least value of each coordinate
 * @param to upper end of each coordinate, which is not reached
 */
public record Cube(
        int dimension,
        @Default("0") double from,
        @Default("1") double to) implements ProductDomain {
    /** Refuses a dimension below 1, an end that is not finite, and an empty or infinitely long side. */
    public Cube {
        if (dimension < 1) {
            throw new Refusal("dimension", "must be at least 1 but was " + dimension);
        }
        checkEnds(from, to);
    }

    static void checkEnds(double from, double to) {
        if (!Double.isFinite(from)) {
            throw new Refusal("from", "must be finite but was " + from);
        }
        if (!Double.isFinite(to)) {
            throw new Refusal("to", "must be finite but was " + to);
        }
        if (!(to > from)) {
            throw new Refusal("to", "must be above from (" + from + ") but was " + to);
        }
        if (!(to - from < Double.POSITIVE_INFINITY)) {
            throw new Refusal("to", "must be a finite length above from (" + from + ") but was " + to);
        }
    }

    @Override
    public int ambientDimension() {
        return dimension;
    }

    @Override
    public int manifoldDimension() {
        return dimension;
    }

    @Override
    public String phrase() {
        return "a cube";
    }

    @Override
    public double lower() {
        return from;
    }

    @Override
    public double length() {
        return to - from;
    }

    @Override
    public Points at(double[] positions, int count) {
        return new Points(count, dimension, positions);
    }

    @Override
    public double turn(Points points, int i, int c) {
        return (points.coordinates()[i * dimension + c] - from) / (to - from);
    }
}
