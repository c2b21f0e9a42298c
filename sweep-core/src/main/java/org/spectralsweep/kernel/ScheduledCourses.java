package org.spectralsweep.kernel;

import java.util.Arrays;

/**
 * Gradient descent at a rate that changes: r(t) = r(0) times the product over s below t of 1 - phi_s a, with a = eta f
 * lambda at the peak. A run of equal factors takes one power.
 *
 * <p>Products are carried forward from the last step that was asked for. So a pass over t updates costs as many
 * multiplications as components times changes of the rate. Going back starts anew.
 */
final class ScheduledCourses implements ComponentCourses {
    /** Shares are at most a few, so 1 - phi a rounds to 1 below this factor. Rates that fall so far stay there. */
    private static final double STANDSTILL = 1e-18;

    private final RateCourse course;
    private final double[] shares;
    private final double[] products;
    private final int stride;
    private long reached;
    private long askedStep;
    private long askedSteps;
    private double asked;

    /**
     * @param shares a of each component
     */
    ScheduledCourses(RateCourse course, double[] shares) {
        this.course = course;
        this.shares = shares;
        products = new double[shares.length];
        Arrays.fill(products, 1);
        stride = Arrays.stream(shares).anyMatch(share -> share > 1) ? 2 : 1;
    }

    @Override
    public double at(int k, long t) {
        if (t < reached) {
            Arrays.fill(products, 1);
            reached = 0;
        }
        while (reached < t) {
            long steps = Math.min(t, course.constantUntil(reached)) - reached;
            double factor = course.factor(reached);
            if (factor < STANDSTILL) {
                reached = t;
                break;
            }
            for (int i = 0; i < products.length; i++) {
                double g = 1 - factor * shares[i];
                products[i] *= steps == 1 ? g : StrictMath.pow(g, (double) steps);
            }
            reached += steps;
        }
        return products[k];
    }

    @Override
    public int stride() {
        return stride;
    }

    @Override
    public double moved(int k, long t, long s, double start, double now) {
        if (course.constantUntil(t) == Long.MAX_VALUE) {
            return Math.abs((1 - StrictMath.pow(1 - course.factor(t) * shares[k], (double) s)) * now);
        }
        if (shares[k] > 1) {
            // It may change its sign, and does not grow below 2.
            return shares[k] > 2 ? Double.POSITIVE_INFINITY : 2 * Math.abs(now);
        }
        // 1 - phi a >= (1 - a)^phi for phi from 0 to 1, since the logarithm is concave.
        return Math.abs((1 - StrictMath.pow(1 - shares[k], peakSteps(t, s))) * now);
    }

    /** How many updates at the peak have the rates of s updates from t on. All components ask for the same in turn. */
    private double peakSteps(long t, long s) {
        if (t != askedStep || s != askedSteps) {
            askedStep = t;
            askedSteps = s;
            asked = course.sum(t + s) - course.sum(t);
        }
        return asked;
    }

    @Override
    public double most(int k, long t, double at) {
        return shares[k] > 2 ? Double.POSITIVE_INFINITY : Math.abs(at);
    }
}
