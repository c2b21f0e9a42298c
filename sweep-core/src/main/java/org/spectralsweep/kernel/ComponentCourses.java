package org.spectralsweep.kernel;

/**
 * The course of each component of the residual in a kernel's eigenbasis, over its value at the start, and a bound on
 * how far it may move.
 */
public interface ComponentCourses {
    /** r_k(t) / r_k(0). */
    double at(int k, long t);

    /** 1, or 2 where a component may change its sign at every step. Bounds on moves are for multiples of it. */
    int stride();

    /**
     * A bound on |r_k(t + u) - r_k(t)| over all u up to s that are multiples of the stride. It never falls with s.
     *
     * @param start r_k(0)
     * @param now r_k(t)
     * @param s a multiple of the stride
     */
    double moved(int k, long t, long s, double start, double now);

    /**
     * A bound on |r_k(u) / r_k(0)| over all u from t on; infinite where the component may grow. A component that passes
     * through zero is not negligible, but one whose bound is small is.
     *
     * @param at r_k(t) / r_k(0)
     */
    double most(int k, long t, double at);
}
