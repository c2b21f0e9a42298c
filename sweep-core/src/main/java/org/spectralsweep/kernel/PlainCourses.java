package org.spectralsweep.kernel;

import java.util.Arrays;

/**
 * Gradient descent: r(t) = g^t r(0) with g = 1 - eta f lambda. Where g &gt;= 0 the residual moves one way. A negative g
 * changes its sign at every step, but |1 - g^s| still grows over the even s.
 */
final class PlainCourses implements ComponentCourses {
    private final double[] factors;
    private final int stride;

    /**
     * @param shares eta f lambda of each component
     */
    PlainCourses(double[] shares) {
        factors = Arrays.stream(shares).map(share -> 1 - share).toArray();
        stride = Arrays.stream(factors).anyMatch(factor -> factor < 0) ? 2 : 1;
    }

    @Override
    public double at(int k, long t) {
        return StrictMath.pow(factors[k], (double) t);
    }

    @Override
    public int stride() {
        return stride;
    }

    @Override
    public double moved(int k, long t, long s, double start, double now) {
        return (1 - StrictMath.pow(factors[k], (double) s)) * now;
    }

    @Override
    public double most(int k, long t, double at) {
        return Math.abs(factors[k]) > 1 ? Double.POSITIVE_INFINITY : Math.abs(at);
    }
}
