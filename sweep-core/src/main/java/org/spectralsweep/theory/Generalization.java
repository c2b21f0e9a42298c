package org.spectralsweep.theory;

/**
 * How well kernel regression on n random samples generalises, on average over the samples (Bordelon, Canatar and
 * Pehlevan, arXiv 2002.02561; Canatar et al., arXiv 2006.13198; Simon et al., arXiv 2110.03922). With the modes of
 * {@link KernelModes}, a ridge r and label noise of variance s2:
 *
 * <pre>
 * kappa = r + kappa sum_k N_k eta_k / (kappa + n eta_k)
 * L_k   = n eta_k / (kappa + n eta_k)
 * gamma = sum_k N_k L_k^2 / n
 * E     = (sum_k a_k (1 - L_k)^2 + s2 gamma) / (1 - gamma)
 * </pre>
 *
 * <p>kappa is the effective ridge in Canatar's convention; Simon's is kappa / n. L_k is the learnability of mode k, and
 * sum_k N_k L_k = n (1 - r / kappa). E is the mean square error against the target without noise.
 *
 * <p>Modes of the tail are much smaller than kappa / n. Their share of the sum is their trace over kappa, as that of a
 * ridge, so the tail adds to r. Without a ridge and with at most n modes kappa is 0: the samples determine the target.
 */
final class Generalization {
    private final KernelModes modes;
    private final double samples;
    private final double noise;
    private final double effectiveRidge;
    private final double gamma;

    private Generalization(KernelModes modes, double samples, double noise, double effectiveRidge) {
        this.modes = modes;
        this.samples = samples;
        this.noise = noise;
        this.effectiveRidge = effectiveRidge;
        double sum = 0;
        for (int k = 0; k < modes.count(); k++) {
            sum += modes.multiplicity()[k] * learnability(k) * learnability(k);
        }
        gamma = sum / samples;
    }

    /**
     * Solves for kappa by bisection, to the last bits. O(modes) a step, about a hundred steps.
     *
     * @param samples n, positive
     * @param ridge r, at least 0
     * @param noise s2, at least 0
     */
    static Generalization of(KernelModes modes, double samples, double ridge, double noise) {
        double constant = ridge + modes.tail();
        if (constant == 0 && modes.rank() <= samples) {
            return new Generalization(modes, samples, noise, 0);
        }
        double high = ridge + modes.trace();
        double low = high;
        while (excess(modes, samples, constant, low) <= 0) {
            high = low;
            low /= 2;
        }
        double middle = low + (high - low) / 2;
        while (middle > low && middle < high) {
            if (excess(modes, samples, constant, middle) > 0) {
                low = middle;
            } else {
                high = middle;
            }
            middle = low + (high - low) / 2;
        }
        return new Generalization(modes, samples, noise, high);
    }

    /** The right side of the equation for kappa over kappa, less 1. It falls as kappa grows. */
    private static double excess(KernelModes modes, double samples, double constant, double kappa) {
        double sum = constant / kappa;
        for (int k = 0; k < modes.count(); k++) {
            double eta = modes.eigenvalue()[k];
            sum += modes.multiplicity()[k] * eta / (kappa + samples * eta);
        }
        return sum - 1;
    }

    /** kappa. */
    double effectiveRidge() {
        return effectiveRidge;
    }

    /** L_k, from 0 for a mode that is never learned to 1. */
    double learnability(int k) {
        double eta = samples * modes.eigenvalue()[k];
        return eta > 0 ? eta / (effectiveRidge + eta) : 0;
    }

    /** The learnability of the whole target: the mean of L_k, weighted with a_k. NaN for a target of zero. */
    double targetLearnability() {
        double learned = 0;
        double whole = 0;
        for (int k = 0; k < modes.count(); k++) {
            learned += modes.energy()[k] * learnability(k);
            whole += modes.energy()[k];
        }
        return learned / whole;
    }

    /** E for kernel regression from zero. NaN where n noisy samples determine all n modes. */
    double testError() {
        return testError(false);
    }

    /**
     * E for a network of infinite width that starts from its own random output. What it has to learn is the target less
     * that output, which is independent of it. So both energies add.
     */
    double testErrorFromStart() {
        return testError(true);
    }

    private double testError(boolean fromStart) {
        double missed = noise * gamma;
        for (int k = 0; k < modes.count(); k++) {
            double energy = modes.energy()[k] + (fromStart ? modes.startEnergy()[k] : 0);
            double rest = 1 - learnability(k);
            missed += energy * rest * rest;
        }
        if (missed == 0) {
            return 0;
        }
        return gamma < 1 ? missed / (1 - gamma) : Double.NaN;
    }
}
