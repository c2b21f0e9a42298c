package org.spectralsweep.sweep;

/**
 * What momentum makes of the theory T = c frequency^(D + 1) / density, which is T = c / lambda. With a = eta f lambda,
 * a component with a below (1 - sqrt mu)^2 falls like that of gradient descent at the rate eta / (1 - mu). Above it
 * rings, and is small after about a quarter of its period: T = c / sqrt lambda. So all exponents are halved there.
 */
public final class MomentumTheory {
    private MomentumTheory() {}

    /**
     * The power of 1 / lambda in a time: 1 below (1 - sqrt mu)^2 and 0.5 above. A time says by itself on which side it
     * is: components above get there sooner than one at a = (1 - sqrt mu)^2.
     *
     * @param momentum mu
     * @param predicted the kernel's own steps
     * @param share part of the energy that is left at the threshold
     */
    public static double power(double momentum, double predicted, double share) {
        return momentum == 0 || predicted > criticalSteps(momentum, share) ? 1 : 0.5;
    }

    /**
     * The least t at which r(t)^2 is below a share, for r(t) = rho^t (1 + t (1 - rho)) with rho = sqrt mu: a component
     * with a = (1 - rho)^2, whose roots are equal. It falls with t.
     */
    static long criticalSteps(double momentum, double share) {
        double rho = Math.sqrt(momentum);
        long high = 1;
        while (!isBelow(rho, high, share)) {
            high *= 2;
        }
        long low = high / 2;
        while (high - low > 1) {
            long middle = low + (high - low) / 2;
            if (isBelow(rho, middle, share)) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return high;
    }

    private static boolean isBelow(double rho, long t, double share) {
        double r = Math.pow(rho, (double) t) * (1 + t * (1 - rho));
        return r == 0 || r * r < share;
    }
}
