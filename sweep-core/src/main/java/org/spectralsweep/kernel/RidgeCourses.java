package org.spectralsweep.kernel;

/**
 * Descent with decay towards the initial weights: r(t) = rest + (1 - rest) q(t), where q is the course without decay of
 * an eigenvalue larger by the ridge, and rest = ridge / (lambda + ridge). For the difference from the rest obeys that
 * recursion and starts like it.
 */
final class RidgeCourses implements ComponentCourses {
    private final ComponentCourses moving;
    private final double[] rests;

    /**
     * @param moving q
     * @param rests the share of each component that stays
     */
    RidgeCourses(ComponentCourses moving, double[] rests) {
        this.moving = moving;
        this.rests = rests;
    }

    @Override
    public double at(int k, long t) {
        return rests[k] + (1 - rests[k]) * moving.at(k, t);
    }

    @Override
    public int stride() {
        return moving.stride();
    }

    @Override
    public double moved(int k, long t, long s, double start, double now) {
        return moving.moved(k, t, s, (1 - rests[k]) * start, now - rests[k] * start);
    }

    @Override
    public double most(int k, long t, double at) {
        double part = 1 - rests[k];
        return part == 0 ? 1 : rests[k] + part * moving.most(k, t, (at - rests[k]) / part);
    }
}
