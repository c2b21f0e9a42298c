package org.spectralsweep.sweep;

import java.util.List;
import org.hipparchus.util.FastMath;
import org.spectralsweep.density.Grid;
import org.spectralsweep.density.Iid;
import org.spectralsweep.density.InputDensity;
import org.spectralsweep.density.PiecewiseConstant;
import org.spectralsweep.density.Quantiles;
import org.spectralsweep.density.Sampling;
import org.spectralsweep.density.VonMisesFisher;
import org.spectralsweep.domain.InputDomain;
import org.spectralsweep.domain.Interval;
import org.spectralsweep.encoding.GaussianFourier;
import org.spectralsweep.encoding.InputEncoding;
import org.spectralsweep.encoding.Positional;
import org.spectralsweep.nn.Loss;
import org.spectralsweep.nn.Threshold;
import org.spectralsweep.target.Harmonic;
import org.spectralsweep.target.HarmonicSum;
import org.spectralsweep.target.TargetFunction;
import org.spectralsweep.target.ZonalHarmonic;
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
 * <p>Cost of a step: 6 flops per weight and sample. Cost never falls as kappa, 1/p_min, the width or the number of samples grows.
 *
 * @param flopsPerSecond sustained rate of one core
 * @param secondsPerTrial what a trial costs beside its steps
 */
public record CostModel(double flopsPerSecond, double secondsPerTrial) {
    /** One core of a recent machine. */
    public static final CostModel DEFAULT = new CostModel(2e10, 0.02);

    private static final double LARGEST_EIGENVALUE = 0.35;

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

    /** Predicted wall seconds on one core. */
    public double seconds(TrialSpec trial) {
        double sparsest = sparsest(trial.density(), trial.domain());
        double samples = samples(trial.sampling(), trial.domain(), sparsest);
        double seconds = steps(trial, sparsest, samples) * flopsPerStep(trial, samples) / flopsPerSecond;
        double allowed = trial.timeoutSeconds() > 0 ? Math.min(seconds, trial.timeoutSeconds()) : seconds;
        return secondsPerTrial + allowed;
    }

    private static double steps(TrialSpec trial, double sparsest, double samples) {
        if (trial.optimizer() instanceof Adam) {
            return trial.maxSteps();
        }
        double factor = trial.loss() == Loss.HALF_SUM ? samples : trial.loss() == Loss.HALF_MEAN ? 1 : 2;
        double rate = rate(trial) * factor;
        double learned = 0;
        for (Threshold threshold : trial.thresholds()) {
            if (trial.stopNames().contains(threshold.name())) {
                double energy = relativeEnergy(threshold, samples, trial.unitNormTarget());
                learned = Math.max(learned, Math.max(LEAST_LOGARITHM, -0.5 * FastMath.log(energy)));
            }
        }
        if (learned == 0) {
            return trial.maxSteps();
        }
        double kappa = Math.max(1, frequency(trial.target()));
        double time = learned
                * FastMath.PI
                * FastMath.PI
                * FastMath.pow(kappa, trial.domain().manifoldDimension() + 1)
                / sparsest;
        return Math.min(trial.maxSteps(), Math.max(1, time / rate));
    }

    /** The learning rate of the half-mean loss; momentum mu acts as a rate larger by 1 / (1 - mu). */
    private static double rate(TrialSpec trial) {
        double automatic = 1 / LARGEST_EIGENVALUE / (trial.loss() == Loss.HALF_SUM ? 1 : 2);
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
        double weights = 0;
        double columns = columns(trial.encoding(), trial.domain().ambientDimension());
        for (int width : trial.network().layerWidths()) {
            weights += (columns + 1) * width;
            columns = width;
        }
        return 6 * batch(trial, samples) * (weights + columns);
    }

    private static double batch(TrialSpec trial, double samples) {
        int batch = trial.optimizer() instanceof Sgd sgd
                ? sgd.batchSize()
                : trial.optimizer() instanceof Adam adam ? adam.batchSize() : 0;
        return batch == 0 ? samples : Math.min(batch, samples);
    }

    private static double columns(InputEncoding encoding, int inputs) {
        if (encoding instanceof Positional positional) {
            return inputs * (2.0 * positional.octaves() + (positional.includeInput() ? 1 : 0));
        }
        return encoding instanceof GaussianFourier gaussian ? 2.0 * gaussian.features() : inputs;
    }

    private static double frequency(TargetFunction target) {
        if (target instanceof HarmonicSum sum) {
            return sum.terms().stream()
                    .mapToInt(HarmonicSum.Term::frequency)
                    .max()
                    .orElse(1);
        }
        return target instanceof Harmonic harmonic
                ? harmonic.frequency()
                : target instanceof ZonalHarmonic zonal ? zonal.frequency() : 1;
    }

    private static double samples(Sampling sampling, InputDomain domain, double sparsest) {
        if (sampling instanceof Iid iid) {
            return iid.points();
        } else if (sampling instanceof Quantiles quantiles) {
            return quantiles.points();
        }
        Grid grid = (Grid) sampling;
        double length = domain instanceof Interval interval ? interval.to() - interval.from() : 2 * FastMath.PI;
        return grid.points() > 0 ? grid.points() : length / (grid.step() * sparsest);
    }

    /** The least density; caps of a sphere are taken as if the fractions of their polar angles were their measures. */
    private static double sparsest(InputDensity density, InputDomain domain) {
        if (density instanceof PiecewiseConstant pieces) {
            List<Double> weights = pieces.weights();
            double mean = 0;
            double least = Double.POSITIVE_INFINITY;
            double from = 0;
            for (int i = 0; i < weights.size(); i++) {
                double to = i == weights.size() - 1
                        ? 1
                        : pieces.boundaries().isEmpty()
                                ? (i + 1.0) / weights.size()
                                : pieces.boundaries().get(i);
                mean += weights.get(i) * (to - from);
                least = Math.min(least, weights.get(i));
                from = to;
            }
            return least / mean;
        }
        return density instanceof VonMisesFisher bump ? antipode(bump.concentration(), domain.ambientDimension()) : 1;
    }

    /** exp(-c) over the mean of exp(c cos t) on S^{d-1}, by the midpoint rule in the polar angle t. */
    private static double antipode(double concentration, int dimension) {
        int points = 256;
        double sum = 0;
        double measure = 0;
        for (int i = 0; i < points; i++) {
            double t = FastMath.PI * (i + 0.5) / points;
            double weight = FastMath.pow(FastMath.sin(t), Math.max(0, dimension - 2));
            sum += weight * FastMath.exp(concentration * (FastMath.cos(t) - 1));
            measure += weight;
        }
        return Math.max(Double.MIN_NORMAL, FastMath.exp(-2 * concentration) * measure / sum);
    }
}
