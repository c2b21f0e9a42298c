package org.spectralsweep.kernel;

/**
 * Gradient descent with momentum mu: r(t+1) = (1 + mu - a) r(t) - mu r(t-1), r(1) = (1 - a) r(0), with a = eta f lambda
 * (Polyak 1964; the velocity starts at 0). With z1 and z2 the roots of z^2 - (1 + mu - a) z + mu and
 *
 * <pre>
 * U(t) = sum over i from 0 to t of z1^i z2^(t-i)
 * </pre>
 *
 * it is r(t) = (U(t) - mu U(t-1)) r(0), and r(t) - r(t+1) = a U(t) r(0). There are three kinds:
 *
 * <ul>
 * <li>a up to (1 - sqrt mu)^2: both roots are between mu and 1. The component falls and never changes its sign.
 * <li>a below (1 + sqrt mu)^2: the roots are complex, of absolute value rho = sqrt mu. The component rings, and U(t) =
 * rho^t sin((t + 1) omega) / sin omega.
 * <li>a above that: both roots are negative. Signs alternate, and it grows from a = 2 (1 + mu) on.
 * </ul>
 *
 * <p>An evaluation takes a few functions, whatever t is. It is accurate to 1e-9 also near equal roots.
 */
final class MomentumCourses implements ComponentCourses {
    private enum Kind {
        FALLING,
        RINGING,
        ALTERNATING
    }

    private final double momentum;
    private final double rho;
    private final double[] shares;
    private final Kind[] kinds;
    /** The larger root in absolute value; omega or pi - omega of a ringing component, whichever is smaller. */
    private final double[] larger;
    /** The smaller root over the larger; sin omega of a ringing component. */
    private final double[] ratio;

    private final int stride;

    /**
     * @param momentum mu, positive
     * @param shares a of each component
     */
    MomentumCourses(double momentum, double[] shares) {
        this.momentum = momentum;
        this.shares = shares;
        rho = Math.sqrt(momentum);
        kinds = new Kind[shares.length];
        larger = new double[shares.length];
        ratio = new double[shares.length];
        boolean alternates = false;
        for (int k = 0; k < shares.length; k++) {
            double middle = (1 + momentum - shares[k]) / 2;
            double discriminant = middle * middle - momentum;
            if (discriminant < 0) {
                kinds[k] = Kind.RINGING;
                larger[k] = StrictMath.atan2(Math.sqrt(-discriminant), Math.abs(middle));
                ratio[k] = StrictMath.sin(larger[k]);
            } else {
                kinds[k] = middle > 0 ? Kind.FALLING : Kind.ALTERNATING;
                alternates |= middle <= 0;
                double root = Math.abs(middle) + Math.sqrt(discriminant);
                // (1 - z1) (1 - z2) = a, which keeps the digits of a small a, and a share of 0 where it is.
                larger[k] = middle > 0 ? 1 - shares[k] / (1 - momentum / root) : root;
                ratio[k] = Math.min(1, momentum / (larger[k] * larger[k]));
            }
        }
        stride = alternates ? 2 : 1;
    }

    @Override
    public double at(int k, long t) {
        if (t == 0) {
            return 1;
        }
        if (kinds[k] == Kind.RINGING) {
            // An omega above pi / 2 is kept as pi - omega, which has more digits near pi. Then signs alternate.
            boolean reflected = shares[k] > 1 + momentum;
            double now = StrictMath.sin((t + 1) * larger[k]);
            double before = rho * StrictMath.sin(t * larger[k]);
            double sines = reflected ? (t % 2 == 0 ? 1 : -1) * (now + before) : now - before;
            return StrictMath.pow(rho, (double) t) * sines / ratio[k];
        }
        double sum = magnitude(k, t);
        double before = magnitude(k, t - 1);
        if (kinds[k] == Kind.FALLING) {
            return sum - momentum * before;
        }
        return (t % 2 == 0 ? 1 : -1) * (sum + momentum * before);
    }

    /** |U(t)| of a component that does not ring: z1^t (1 - q^(t+1)) / (1 - q) with the ratio q of the roots. */
    private double magnitude(int k, long t) {
        double power = StrictMath.pow(larger[k], (double) t);
        double logarithm = StrictMath.log(ratio[k]);
        return logarithm == 0
                ? power * (t + 1)
                : power * StrictMath.expm1((t + 1) * logarithm) / StrictMath.expm1(logarithm);
    }

    @Override
    public int stride() {
        return stride;
    }

    @Override
    public double moved(int k, long t, long s, double start, double now) {
        return switch (kinds[k]) {
            case FALLING -> Math.abs(start * at(k, t + s) - now);
            // Over an even number of steps it moves one way, once |U| falls at every step or if it rises forever.
            case ALTERNATING ->
                larger[k] >= 1 || magnitude(k, t + 1) <= magnitude(k, t)
                        ? Math.abs(start * at(k, t + s) - now)
                        : Double.POSITIVE_INFINITY;
            case RINGING -> {
                // |U(t)| is at most rho^t min(t + 1, 1 / sin omega); the moves are added up.
                double most = Math.min(1 / ratio[k], (double) (t + s));
                double powers = StrictMath.pow(rho, (double) t) * (1 - StrictMath.pow(rho, (double) s)) / (1 - rho);
                yield Math.abs(start) * shares[k] * powers * most;
            }
        };
    }

    @Override
    public double most(int k, long t, double at) {
        return switch (kinds[k]) {
            case FALLING -> Math.abs(at);
            case RINGING -> StrictMath.pow(rho, (double) t) * (1 + rho) / ratio[k];
            case ALTERNATING -> Double.POSITIVE_INFINITY;
        };
    }
}
