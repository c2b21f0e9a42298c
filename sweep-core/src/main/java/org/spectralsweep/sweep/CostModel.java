package org.spectralsweep.sweep;

import java.util.List;
import org.hipparchus.util.FastMath;
import org.spectralsweep.density.Grid;
import org.spectralsweep.density.Pixels;
import org.spectralsweep.density.RegionalDensity;
import org.spectralsweep.domain.Interval;
import org.spectralsweep.domain.ProductDomain;
import org.spectralsweep.kernel.KernelLimits;
import org.spectralsweep.nn.He;
import org.spectralsweep.nn.Loss;
import org.spectralsweep.nn.Normal;
import org.spectralsweep.nn.OutputFunction;
import org.spectralsweep.nn.Threshold;
import org.spectralsweep.targets.Image;
import org.spectralsweep.targets.LabelledImages;
import org.spectralsweep.targets.RandomImage;
import org.spectralsweep.targets.TargetFunction;
import org.spectralsweep.train.Adam;
import org.spectralsweep.train.GradientDescent;
import org.spectralsweep.train.Sgd;
import org.spectralsweep.trial.TrialSpec;

/**
 * Predicts how long a trial takes, crudely, before it runs: good enough to put long trials first and to scale a progress line, not more.
 *
 * <p>Steps: the kernel regime's time to learn a harmonic, T = ln(1/sqrt(e)) * pi^2 * kappa^(D+1) / p_min (Basri et al. 2020, local
 * reading of theorem 1, with e the relative energy of the strictest threshold, p with respect to the uniform probability measure, and T the
 * gradient-flow time of the half-mean loss), over
 * eta * c, never more than max-steps. Network shape, initialisation and encoding are taken not to change T; an automatic learning rate is taken
 * as 1 / lambda_max with lambda_max = 0.35 c, that of network (2) on uniform data; Adam is taken to use its whole budget.
 *
 * <p>Cost of a step, by engine: 6 flops per weight and sample and what passing over the activations takes; 6 flops per first-layer
 * parameter and sample; a fixed number per unit and sample point on the circle. Before the first one the weights are drawn, and, for every
 * optimiser but Adam, the kernel matrix and its eigenvalues are computed. Cost never falls as kappa, 1/p_min or the width
 * grows, nor, but on the circle engine, as the number of samples does (there a summed loss takes fewer updates of almost the same cost).
 *
 * @param flopsPerSecond sustained rate of one core in large matrix products
 * @param secondsPerTrial what a trial costs beside its steps
 */
public record CostModel(double flopsPerSecond, double secondsPerTrial) {
    /** One core of a recent machine. */
    public static final CostModel DEFAULT = new CostModel(1e11, 0.02);

    private static final double PIXELS = 1 << 18;

    private static final double IMAGES = 60_000;

    private static final double LARGEST_EIGENVALUE = 0.35;

    /** What its eigenvalues take for each n^3, in flops of the rate of matrix products. */
    private static final double KERNEL_FLOPS = 15;

    /** What an activation takes outside of the matrix products, likewise. */
    private static final double FLOPS_PER_ACTIVATION = 100;

    /** What a unit or a sample point takes on the circle engine, likewise. */
    private static final double FLOPS_PER_ARC = 800;

    /** What drawing a parameter takes, likewise. */
    private static final double FLOPS_PER_DRAW = 5000;

    /** Below this relative energy and above one the logarithm says nothing useful. */
    private static final double LEAST_LOGARITHM = 0.1;

    /** Checks the rates. */
    public CostModel {
        if (!(flopsPerSecond > 0)) {
            throw new IllegalArgumentException("flops-per-second must be positive but was " + flopsPerSecond);
        }
        if (!(secondsPerTrial >= 0)) {
            throw new IllegalArgumentException("seconds-per-trial must be 0 or positive but was " + secondsPerTrial);
        }
    }

    /** Predicted wall seconds on one core, of a trial whose parts fit together. */
    public double seconds(TrialSpec trial) {
        double sparsest = sparsest(trial);
        return seconds(trial, steps(trial, sparsest, samples(trial, sparsest)));
    }

    /**
     * Likewise, of a trial whose updates are known or predicted better.
     *
     * @param steps how many updates it does
     */
    public double seconds(TrialSpec trial, double steps) {
        double samples = samples(trial, sparsest(trial));
        double seconds = steps * flopsPerStep(trial, samples) / flopsPerSecond;
        double allowed = trial.timeoutSeconds() > 0 ? Math.min(seconds, trial.timeoutSeconds()) : seconds;
        double start = drawFlops(trial) + kernelFlops(trial, samples) + theoryFlops(trial, samples);
        return secondsPerTrial + start / flopsPerSecond + allowed;
    }

    /** Of the largest eigenvalue of the kernel on at most 3,000 samples, and of the eigenvectors for a prediction. */
    private static double kernelFlops(TrialSpec trial, double samples) {
        if (trial.optimizer() instanceof Adam || !trial.loss().isSquared()) {
            return 0;
        }
        double n = Math.min(samples, KernelLimits.LARGEST_MATRIX);
        double units = trial.network().layerWidths().stream()
                .mapToInt(Integer::intValue)
                .sum();
        // What has no closed form is products of the network's own activations and deltas.
        boolean empirical = !(trial.initialization().weights() instanceof Normal)
                        && !(trial.initialization().weights() instanceof He)
                || trial.network().output() != OutputFunction.LINEAR;
        return KERNEL_FLOPS * n * n * n + (empirical ? 4 * n * n * units : 0);
    }

    /** Of theories: another eigenbasis each, at most on a matrix of a prediction's size. */
    private static double theoryFlops(TrialSpec trial, double samples) {
        double n = Math.min(samples, KernelLimits.LARGEST_MATRIX);
        return trial.theory().size() * KERNEL_FLOPS * n * n * n;
    }

    /** Of the weights, which a trial that trains nothing does not need. */
    private static double drawFlops(TrialSpec trial) {
        if (trial.maxSteps().isTheoryOnly()) {
            return 0;
        }
        return FLOPS_PER_DRAW * weights(trial);
    }

    private static double steps(TrialSpec trial, double sparsest, double samples) {
        if (trial.optimizer() instanceof Adam) {
            return budget(trial);
        }
        double factor =
                trial.loss() == Loss.HALF_SUM ? batch(trial, samples) : trial.loss() == Loss.MEAN_SQUARE ? 2 : 1;
        double rate = rate(trial, factor) * factor;
        double learned = 0;
        for (Threshold threshold : trial.thresholds()) {
            if (trial.stopNames().contains(threshold.name())) {
                double energy = relativeEnergy(threshold, samples, trial.unitNormTarget());
                learned = Math.max(learned, Math.max(LEAST_LOGARITHM, -0.5 * FastMath.log(energy)));
            }
        }
        if (learned == 0) {
            return budget(trial);
        }
        double kappa = Math.max(1, trial.target().highestFrequency());
        double time = learned
                * FastMath.PI
                * FastMath.PI
                * FastMath.pow(kappa, trial.domain().manifoldDimension() + 1)
                / sparsest;
        return Math.min(budget(trial), Math.max(1, time / rate));
    }

    /** The most updates; an automatic budget is a multiple of what is predicted, and so no bound. */
    private static double budget(TrialSpec trial) {
        Long steps = trial.maxSteps().value();
        return steps == null ? Double.POSITIVE_INFINITY : steps;
    }

    /** The learning rate; momentum mu acts as a rate larger by 1 / (1 - mu). */
    private static double rate(TrialSpec trial, double factor) {
        double automatic = 1 / (LARGEST_EIGENVALUE * factor);
        if (trial.optimizer() instanceof Sgd sgd) {
            Double given = sgd.learningRate().value();
            return (given == null ? automatic : given) / (1 - sgd.momentum());
        }
        Double given = trial.optimizer() instanceof GradientDescent descent
                ? descent.learningRate().value()
                : null;
        return given == null ? automatic : given;
    }

    private static double relativeEnergy(Threshold threshold, double samples, boolean unitNorm) {
        double energyOfTarget = unitNorm ? 1 : samples / 2;
        return switch (threshold.convention()) {
            case HALF_SUM, HALF_MEAN_PER_SAMPLE -> 2 * threshold.delta() / energyOfTarget;
            case RELATIVE_MSE -> threshold.delta();
        };
    }

    private static double flopsPerStep(TrialSpec trial, double samples) {
        double batch = batch(trial, samples);
        double units = trial.network().layerWidths().stream()
                .mapToInt(Integer::intValue)
                .sum();
        return switch (trial.engine().engine()) {
            case DENSE -> batch * (6 * weights(trial) + FLOPS_PER_ACTIVATION * units);
            case SHALLOW -> batch * 6 * weights(trial);
            case CIRCLE -> FLOPS_PER_ARC * (units + samples);
        };
    }

    private static double weights(TrialSpec trial) {
        double weights = 0;
        double columns = trial.encoding().outputs(trial.domain().ambientDimension());
        for (int width : trial.network().layerWidths()) {
            weights += (columns + 1) * width;
            columns = width;
        }
        return weights + columns;
    }

    private static double batch(TrialSpec trial, double samples) {
        int batch = trial.optimizer() instanceof Sgd sgd
                ? sgd.batchSize()
                : trial.optimizer() instanceof Adam adam ? adam.batchSize() : 0;
        return batch == 0 ? samples : Math.min(batch, samples);
    }

    /** How many samples a trial has; a guess where only a file would tell. */
    static double samples(TrialSpec trial) {
        return samples(trial, sparsest(trial));
    }

    private static double samples(TrialSpec trial, double sparsest) {
        if (trial.sampling() instanceof Pixels pixels) {
            return pixels(trial.target()) / ((double) pixels.every() * pixels.every());
        }
        if (trial.target() instanceof LabelledImages labelled) {
            return labelled.images() > 0 ? labelled.images() : IMAGES;
        }
        if (trial.sampling().points() > 0 || !(trial.sampling() instanceof Grid grid)) {
            return trial.sampling().points();
        }
        if (trial.domain() instanceof ProductDomain product) {
            return FastMath.pow(product.length() / grid.step(), product.manifoldDimension());
        }
        double length = trial.domain() instanceof Interval interval ? interval.to() - interval.from() : 2 * FastMath.PI;
        return length / (grid.step() * sparsest);
    }

    /** Of an image; a guess where only its file would tell. */
    private static double pixels(TargetFunction target) {
        if (target instanceof RandomImage random) {
            return (double) random.width() * random.height();
        }
        List<Integer> crop = target instanceof Image image ? image.crop() : List.of();
        return crop.isEmpty() ? PIXELS : (double) crop.get(2) * crop.get(3);
    }

    /** The least mean density of a region. */
    private static double sparsest(TrialSpec trial) {
        RegionalDensity density =
                trial.density().on(trial.domain(), trial.target().axis(trial.domain()));
        double least = density.density(0);
        for (int region = 1; region < density.regions(); region++) {
            least = Math.min(least, density.density(region));
        }
        return Math.max(Double.MIN_NORMAL, least);
    }
}
