package org.spectralsweep.trial;

import org.jspecify.annotations.Nullable;
import org.spectralsweep.Deadline;
import org.spectralsweep.density.RegionalDensity;
import org.spectralsweep.domain.InputDomain;
import org.spectralsweep.domain.Points;
import org.spectralsweep.domain.Torus;
import org.spectralsweep.kernel.EvenlySpaced;
import org.spectralsweep.kernel.KernelLimits;
import org.spectralsweep.kernel.SampleKernel;
import org.spectralsweep.kernel.SobolevMap;
import org.spectralsweep.linalg.SymmetricOperator;
import org.spectralsweep.nn.Loss;
import org.spectralsweep.spec.Refusal;
import org.spectralsweep.targets.TargetFunction;
import org.spectralsweep.train.OptimizerSpec;
import org.spectralsweep.train.Preconditioned;
import org.spectralsweep.train.Sobolev;

/**
 * The matrix P of optimisers that backpropagate P r in place of the residual r, and what it does to the kernel. Both
 * are computed before training, and a resumed trial computes them again, to the same bits.
 *
 * @param map P on all samples; null where residuals are left as they are
 * @param kernel the kernel whose descent is by H P
 */
record ResidualMaps(@Nullable SymmetricOperator map, SampleKernel kernel) {
    /** Refuses a loss, a target or a domain for which an optimiser has no such matrix, whatever the samples are. */
    static void requireFits(OptimizerSpec optimizer, Loss loss, TargetFunction target, InputDomain domain) {
        if (!optimizer.mapsResiduals()) {
            return;
        }
        String name = name(optimizer);
        if (!loss.isSquared()) {
            throw new Refusal(
                    "optimizer",
                    "must be another than " + name + " for the loss cross-entropy, which has no residuals");
        }
        if (target.outputs() != 1) {
            throw new Refusal(
                    "optimizer",
                    "must be another than " + name + " for a target of " + target.outputs()
                            + " outputs, since it maps the residuals of one");
        }
        if (optimizer instanceof Sobolev && !domain.isCircular() && !(domain instanceof Torus)) {
            throw new Refusal(
                    "optimizer",
                    "must be another than sobolev on " + domain.phrase()
                            + ", since its loss is about Fourier modes of the circle or a torus");
        }
    }

    private static String name(OptimizerSpec optimizer) {
        return optimizer instanceof Preconditioned ? "preconditioned" : "sobolev";
    }

    /** Refuses samples for which the optimiser has no such matrix, before anything is computed. */
    static void check(TrialSpec spec, TrialSetup setup) {
        int n = setup.data().count();
        if (spec.optimizer() instanceof Preconditioned preconditioned) {
            if (n > KernelLimits.LARGEST_MATRIX) {
                throw new Refusal(
                        "optimizer",
                        "must be another than preconditioned with more than " + KernelLimits.LARGEST_MATRIX
                                + " samples, whose kernel has no eigenvectors here, but there were " + n);
            }
            if (preconditioned.eigenvectors() > n) {
                throw new Refusal(
                        "eigenvectors",
                        "must be at most the number of samples, " + n + ", but was " + preconditioned.eigenvectors());
            }
        } else if (spec.optimizer() instanceof Sobolev sobolev) {
            checkFrequencies(sobolev, setup, n);
        }
    }

    private static void checkFrequencies(Sobolev sobolev, TrialSetup setup, int n) {
        int dimension = setup.domain().manifoldDimension();
        int resolved = resolved(setup);
        if (resolved < 0 && sobolev.maxFrequency() == 0) {
            throw new Refusal(
                    "max-frequency",
                    "must be given for samples that are no grid, which resolve no highest frequency, but was 0");
        }
        if (resolved >= 0 && sobolev.maxFrequency() > resolved) {
            throw new Refusal(
                    "max-frequency",
                    "must be at most the highest frequency that the samples resolve, " + resolved + ", but was "
                            + sobolev.maxFrequency());
        }
        int upTo = upTo(sobolev, setup);
        double modes = SobolevMap.modes(dimension, upTo);
        if (resolved < 0 && modes > n) {
            throw new Refusal(
                    "max-frequency", "must give at most as many modes as samples, " + n + ", but gave " + (long) modes);
        }
        if (!setup.isUniformGrid() && !(modes * n <= SobolevMap.LARGEST)) {
            throw new Refusal(
                    "max-frequency",
                    "must give at most " + SobolevMap.LARGEST / n + " modes on " + n
                            + " samples that are no uniform grid, but gave " + (long) modes);
        }
        int needed = setup.target().highestFrequency();
        if (needed > upTo) {
            throw new Refusal(
                    "max-frequency",
                    "must reach the target's frequency, " + needed + ", which is otherwise never learned, but was "
                            + upTo);
        }
    }

    /** The highest frequency of the trial's Sobolev loss. */
    private static int upTo(Sobolev sobolev, TrialSetup setup) {
        return sobolev.maxFrequency() > 0 ? sobolev.maxFrequency() : Math.max(0, resolved(setup));
    }

    /**
     * The highest frequency that all parts of the sample resolve; -1 if the sample is not a grid. Only on a uniform
     * grid is half of an even number of points one of them.
     */
    private static int resolved(TrialSetup setup) {
        double spacing = setup.largestSpacing();
        if (Double.isNaN(spacing)) {
            return -1;
        }
        double limit = Math.PI / spacing;
        double rounding = 1e-9 * limit;
        return setup.isUniformGrid()
                ? (int) Math.floor(limit + rounding)
                : Math.max(0, (int) Math.ceil(limit - rounding) - 1);
    }

    /**
     * The matrix and the kernel under it.
     *
     * @param kernel the kernel on the trial's samples
     */
    static ResidualMaps of(TrialSpec spec, TrialSetup setup, SampleKernel kernel, Deadline deadline) {
        check(spec, setup);
        if (spec.optimizer() instanceof Preconditioned preconditioned) {
            SampleKernel.Preconditioned made =
                    kernel.preconditioned(preconditioned.exponent(), preconditioned.eigenvectors(), deadline);
            return new ResidualMaps(made.map(), made.kernel());
        }
        if (spec.optimizer() instanceof Sobolev sobolev) {
            int n = setup.data().count();
            SymmetricOperator map = sobolev(sobolev, setup, n);
            return new ResidualMaps(
                    map, kernel.mapped(kernel.part() == n ? map : sobolev(sobolev, setup, kernel.part())));
        }
        return new ResidualMaps(null, kernel);
    }

    /**
     * Whether lambda_max of H P is known. On more samples than a matrix has, a part of them does not resolve the
     * frequencies that a positive order raises.
     */
    static boolean knowsLargest(OptimizerSpec optimizer, int n) {
        return n <= KernelLimits.LARGEST_MATRIX || !(optimizer instanceof Sobolev sobolev && sobolev.order() > 0);
    }

    /** The map on all samples, or on evenly spaced ones, which resolve a lower frequency. */
    private static SymmetricOperator sobolev(Sobolev sobolev, TrialSetup setup, int part) {
        Points points = setup.points();
        RegionalDensity density = setup.density();
        int n = points.count();
        int dimension = setup.domain().manifoldDimension();
        int[] chosen = EvenlySpaced.indices(n, part);
        double[] angles = new double[part * dimension];
        double[] weights = new double[part];
        for (int i = 0; i < part; i++) {
            for (int c = 0; c < dimension; c++) {
                angles[i * dimension + c] = setup.domain() instanceof Torus torus
                        ? 2 * Math.PI * torus.turn(points, chosen[i], c)
                        : points.parameter(chosen[i]);
            }
            weights[i] = 1 / density.value(points, chosen[i]);
        }
        int upTo = upTo(sobolev, setup);
        if (part == n) {
            int[] shape = setup.isUniformGrid() ? setup.data().shape() : new int[0];
            return SobolevMap.of(angles, weights, shape, sobolev.order(), upTo);
        }
        int lower = (int) ((Math.pow(part, 1.0 / dimension) - 1) / 2);
        return SobolevMap.of(angles, weights, new int[0], sobolev.order(), Math.min(upTo, lower));
    }
}
