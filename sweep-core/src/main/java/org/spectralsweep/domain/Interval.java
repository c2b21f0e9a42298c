package org.spectralsweep.domain;

import org.spectralsweep.spec.Default;

/**
 * The interval [from, to) in R. The parameter of a point is the point itself.
 *
 * @param from lower end
 * @param to upper end, which is not reached
 */
public record Interval(
        @Default("0") double from, @Default("1") double to) implements InputDomain {
    /** Refuses an end that is not finite, and an empty or infinitely long interval. */
    public Interval {
        Cube.checkEnds(from, to);
    }

    @Override
    public int ambientDimension() {
        return 1;
    }

    @Override
    public int manifoldDimension() {
        return 1;
    }

    @Override
    public String phrase() {
        return "an interval";
    }
}
