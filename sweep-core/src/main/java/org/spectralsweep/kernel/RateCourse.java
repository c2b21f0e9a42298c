package org.spectralsweep.kernel;

/**
 * How the learning rate changes in the course of a descent, as a factor phi_t of its peak. The update that makes
 * r_(t+1) of r_t has the rate eta phi_t.
 */
public interface RateCourse {
    /** The same rate throughout. */
    RateCourse CONSTANT = new RateCourse() {
        @Override
        public double factor(long step) {
            return 1;
        }

        @Override
        public double sum(long steps) {
            return steps;
        }

        @Override
        public long constantUntil(long step) {
            return Long.MAX_VALUE;
        }
    };

    /** phi_t, from 0 to 1. */
    double factor(long step);

    /** phi_0 + ... + phi_(t-1), nondecreasing in t. */
    double sum(long steps);

    /** The first step after t whose factor may differ from phi_t; {@link Long#MAX_VALUE} if none does. */
    long constantUntil(long step);
}
