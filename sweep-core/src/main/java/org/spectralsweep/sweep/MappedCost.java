package org.spectralsweep.sweep;

import org.hipparchus.util.FastMath;
import org.spectralsweep.nn.ReluSquared;
import org.spectralsweep.train.Preconditioned;
import org.spectralsweep.train.Sobolev;
import org.spectralsweep.trial.TrialSpec;

/**
 * What a map of residuals does to the guesses of {@link CostModel}: to the time to learn a frequency, to the largest
 * eigenvalue, and to the cost of a step and of the kernel.
 */
final class MappedCost {
    /** For 512 to 2,048 nearly even points of the circle, network (2) with hidden biases has 0.3513 (closed form). */
    private static final double LARGEST_EIGENVALUE = 0.35;

    /**
     * Cost of a stored number of a map's matrix in a step, in flops at the rate of matrix products. It is read twice,
     * at the speed of a cache or of memory. A guess.
     */
    private static final double FLOPS_PER_NUMBER = 50;

    /** Cost of a sample in a product by fast Fourier transform, for each doubling of their number. A guess. */
    private static final double FLOPS_PER_TRANSFORM = 500;

    /** Two eigenbases and as many products of matrices as two more take. */
    private static final double KERNELS = 3;

    private MappedCost() {}

    /** How many times the kernel of a plain trial its kernel costs. */
    static double kernels(TrialSpec trial) {
        return trial.optimizer().mapsResiduals() ? KERNELS : 1;
    }

    /** lambda_max of the mapped kernel, H P / n. */
    static double largestEigenvalue(TrialSpec trial, double samples) {
        if (!(trial.optimizer() instanceof Sobolev sobolev)) {
            return LARGEST_EIGENVALUE;
        }
        double highest = upTo(sobolev, trial, samples);
        double s = sobolev.order();
        double ofHighest = FastMath.pow(1 + highest * highest, s) / FastMath.pow(Math.PI * Math.max(1, highest), 2);
        return Math.max(LARGEST_EIGENVALUE, Math.max(0.23 * FastMath.pow(2, s), ofHighest));
    }

    /**
     * The time to learn a frequency up to a factor of its logarithm: pi^2 kappa^(D + 1) / p_min, without the map.
     *
     * @param kappa at least 1
     * @param sparsest p_min
     */
    static double time(TrialSpec trial, double kappa, double sparsest) {
        int dimension = trial.domain().manifoldDimension();
        double plain = Math.PI * Math.PI * FastMath.pow(kappa, exponent(trial));
        if (trial.optimizer() instanceof Sobolev sobolev) {
            return plain / FastMath.pow(1 + kappa * kappa, sobolev.order());
        }
        double rank = FastMath.pow(2 * kappa, dimension);
        if (trial.optimizer() instanceof Preconditioned preconditioned && rank <= preconditioned.eigenvectors()) {
            return FastMath.pow(rank, preconditioned.exponent()) / LARGEST_EIGENVALUE;
        }
        return plain / sparsest;
    }

    /**
     * The power of kappa in the time to learn. That of ReLU's kernel also serves for smooth activations, whose kernels
     * follow no power.
     */
    private static int exponent(TrialSpec trial) {
        int rectifier = trial.domain().manifoldDimension() + 1;
        return trial.network().activation() instanceof ReluSquared ? rectifier + 2 : rectifier;
    }

    /** Flops of the map in a step. */
    static double flopsPerStep(TrialSpec trial, double samples) {
        if (trial.optimizer() instanceof Preconditioned preconditioned) {
            return FLOPS_PER_NUMBER * samples * Math.min(samples, preconditioned.eigenvectors());
        }
        return trial.optimizer() instanceof Sobolev sobolev
                ? Math.min(
                        FLOPS_PER_NUMBER * samples * modes(sobolev, trial, samples),
                        FLOPS_PER_TRANSFORM * samples * FastMath.log(2, samples + 1))
                : 0;
    }

    /** Bytes of the map and of what its prediction needs beside the plain kernel's. */
    static double bytes(TrialSpec trial, double samples, double order) {
        if (trial.optimizer() instanceof Preconditioned) {
            return 8 * 2 * order * order;
        }
        return trial.optimizer() instanceof Sobolev sobolev
                ? 8 * 5 * order * order + 8 * samples * (modes(sobolev, trial, samples) + 2)
                : 0;
    }

    private static double modes(Sobolev sobolev, TrialSpec trial, double samples) {
        double modes = FastMath.pow(
                2 * upTo(sobolev, trial, samples) + 1, trial.domain().manifoldDimension());
        double most = 9e6 / Math.max(1, samples);
        return Math.min(modes, Math.max(1, most));
    }

    private static double upTo(Sobolev sobolev, TrialSpec trial, double samples) {
        return sobolev.maxFrequency() > 0
                ? sobolev.maxFrequency()
                : FastMath.pow(samples, 1.0 / trial.domain().manifoldDimension()) / 2;
    }
}
