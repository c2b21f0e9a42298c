package org.spectralsweep.kernel;

/**
 * How an optimiser moves the residual of a network with a fixed kernel H. With a rate eta and the loss's factor f, the
 * component along an eigenvector of H with eigenvalue lambda obeys
 *
 * <pre>
 * r(t+1) = r(t) - eta phi_t f (lambda r(t) + ridge (r(t) - r(0))) + mu (r(t) - r(t-1)),   r(-1) = r(0)
 * </pre>
 *
 * <p>Without a ridge and with phi = 1 this is r(t+1) = (1 + mu - eta f lambda) r(t) - mu r(t-1) with r(1) = (1 - eta f
 * lambda) r(0): PyTorch's momentum v &lt;- mu v + g, theta &lt;- theta - eta v, whose residual moves by -eta J v. Decay
 * of strength alpha towards the initial weights adds alpha (theta - theta_0) to the gradient. J maps that to alpha (r -
 * r_0), so ridge = alpha / f, and descent ends at kernel ridge regression with it.
 *
 * @param momentum mu, in [0, 1)
 * @param ridge in the units of H's eigenvalues; 0 without decay towards the initial weights
 * @param course phi; with momentum it must be constant, since velocities would mix rates
 */
public record DescentRule(double momentum, double ridge, RateCourse course) {
    /** Gradient descent. */
    public static final DescentRule PLAIN = new DescentRule(0, 0, RateCourse.CONSTANT);

    /** Refuses a momentum or a ridge outside its range, and momentum at a rate that changes. */
    public DescentRule {
        if (!(momentum >= 0 && momentum < 1)) {
            throw new IllegalArgumentException("momentum must be in [0, 1) but was " + momentum);
        }
        if (!(ridge >= 0 && ridge < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("ridge must be 0 or positive but was " + ridge);
        }
        if (momentum > 0 && course != RateCourse.CONSTANT) {
            throw new IllegalArgumentException("momentum must be 0 at a rate that changes but was " + momentum);
        }
    }

    /** Whether this is r(t+1) = (1 - eta f lambda) r(t). */
    public boolean isPlain() {
        return momentum == 0 && ridge == 0 && course == RateCourse.CONSTANT;
    }

    /** The rule for eigenvalues in another unit, such as those of H/n. */
    public DescentRule inUnitsOf(double unit) {
        return new DescentRule(momentum, ridge / unit, course);
    }

    /**
     * The components that belong to eigenvalues.
     *
     * @param rate eta f
     * @param eigenvalues lambda; negative ones, which only rounding makes, count as 0
     */
    public ComponentCourses components(double rate, double[] eigenvalues) {
        double[] shares = new double[eigenvalues.length];
        double[] rests = new double[eigenvalues.length];
        for (int k = 0; k < shares.length; k++) {
            // A Gram matrix has negative eigenvalues only by rounding, and their components would grow.
            double lambda = Math.max(0, eigenvalues[k]);
            shares[k] = rate * (lambda + ridge);
            rests[k] = ridge == 0 ? 0 : ridge / (lambda + ridge);
        }
        ComponentCourses courses = momentum > 0
                ? new MomentumCourses(momentum, shares)
                : course == RateCourse.CONSTANT ? new PlainCourses(shares) : new ScheduledCourses(course, shares);
        return ridge == 0 ? courses : new RidgeCourses(courses, rests);
    }
}
