package org.spectralsweep.sweep;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PrimitiveIterator;
import java.util.Set;
import java.util.TreeMap;
import org.hipparchus.util.FastMath;
import org.spectralsweep.density.Grid;
import org.spectralsweep.density.Pixels;
import org.spectralsweep.density.RegionalDensity;
import org.spectralsweep.density.Subset;
import org.spectralsweep.domain.BooleanCube;
import org.spectralsweep.domain.Interval;
import org.spectralsweep.domain.ProductDomain;
import org.spectralsweep.encoding.Identity;
import org.spectralsweep.kernel.AnalyticKernel;
import org.spectralsweep.kernel.KernelLimits;
import org.spectralsweep.metric.Metric;
import org.spectralsweep.metric.MetricSize;
import org.spectralsweep.metric.Scene;
import org.spectralsweep.nn.BiasMode;
import org.spectralsweep.nn.ConstantBias;
import org.spectralsweep.nn.He;
import org.spectralsweep.nn.Loss;
import org.spectralsweep.nn.MlpSpec;
import org.spectralsweep.nn.Normal;
import org.spectralsweep.nn.OutputFunction;
import org.spectralsweep.nn.Relu;
import org.spectralsweep.nn.Tanh;
import org.spectralsweep.nn.Threshold;
import org.spectralsweep.spec.SpecNames;
import org.spectralsweep.spectral.EvaluationGrid;
import org.spectralsweep.targets.Image;
import org.spectralsweep.targets.LabelledImages;
import org.spectralsweep.targets.RandomImage;
import org.spectralsweep.targets.TargetFunction;
import org.spectralsweep.theory.BooleanSpectrum;
import org.spectralsweep.theory.Theory;
import org.spectralsweep.train.CheckpointSchedule;
import org.spectralsweep.train.RateSchedule;
import org.spectralsweep.trial.PrecisionChoice;
import org.spectralsweep.trial.TrialSpec;

/**
 * A crude prediction of how long a trial takes, made before it runs and before anything is known about the machine.
 * {@link CostCalibration} corrects its parts by what earlier runs took.
 *
 * <p>Steps: the kernel regime's time to learn a harmonic is T = ln(1/sqrt(e)) * pi^2 * kappa^(D+1) / p_min (Basri et
 * al. 2020, local reading of theorem 1). e is the relative energy of the strictest threshold, p is taken with respect
 * to the uniform probability measure, and T is the gradient-flow time of the half-mean loss. The number of steps is T
 * over eta * c, and never more than max-steps.
 *
 * <p>Network shape, initialisation and encoding are assumed not to change T. An automatic learning rate is taken as 1 /
 * lambda_max with lambda_max = 0.35 c, that of network (2) on uniform data. Adam and sign descent
 * are assumed to use their whole budget.
 *
 * <p>The cost of a step depends on the engine:
 *
 * <ul>
 * <li>dense: 6 flops for each weight and sample, and the time to pass over the activations;
 * <li>shallow: 6 flops for each first-layer parameter and sample;
 * <li>circle: a fixed number of flops for each unit and sample;
 * <li>nd4j: as dense, with a longer pass over the activations, and a time for each layer whatever its size.
 * </ul>
 *
 * <p>Metrics are guessed by {@link Metric#flops}, once for each checkpoint. Before the first step the weights are
 * drawn. For every optimiser but Adam and sign descent, the kernel matrix and its eigenvalues are also computed. Cost
 * never falls as kappa, 1/p_min or the width grows. Nor does it fall as the number of samples grows, except on the
 * circle engine. There a summed loss takes fewer updates of almost the same cost.
 *
 * <p>The constants are round numbers. Beside each stands what was measured. "Here" is one core of an AMD EPYC (Zen 5,
 * AVX-512) whose two cores other processes shared; times there are CPU times.
 *
 * @param flopsPerSecond sustained rate of one core in large matrix products
 * @param secondsPerTrial cost of a trial in addition to its steps
 */
public record CostModel(double flopsPerSecond, double secondsPerTrial) {
    /**
     * Cost of each of the first trials in a virtual machine beside its steps, until Java has compiled what they share.
     * A trial of one step on 734 samples at width 64 took 0.073 s here, of which the kernel's share by this model is
     * 0.059 s. With few samples it was 4 to 8 ms.
     */
    static final double FIRST_SECONDS = 0.006;

    /** How many trials are the first ones. */
    private static final int FIRST_TRIALS = 100;

    /**
     * The same cost of each later trial. 100,000 trials of 25 steps at width 32 on the circle engine took 25 s in all:
     * 0.25 ms each, with their steps.
     */
    private static final double LATER_SECONDS = 0.0002;

    /**
     * One core of a recent machine, on which few trials run. In float32, products of 1024 x 128 x 128 to 2048 x 512 x
     * 512 ran at 114 to 121 GFLOP/s here, and at 96 to 101 on a quiet Zen 4.
     */
    public static final CostModel DEFAULT = new CostModel(1e11, FIRST_SECONDS);

    /** A guess for images whose size only the file tells: 512 x 512. */
    private static final double PIXELS = 1 << 18;

    /** A guess for labelled images without a number: the training set of MNIST and of Fashion-MNIST. */
    private static final double IMAGES = 60_000;

    /** On the Boolean cube of ten dimensions network (2) with hidden biases has 7.2e-5 at degrees 9 and 10. */
    private static final double LAST_DEGREES = 7e-5;

    /**
     * Cost of the kernel matrix's eigenvalues for each n^3, in flops at the rate of matrix products. All eigenpairs
     * took 0.149 s at n = 1,024 and 1.14 s at n = 2,048 here: 14 and 13 flops. The matrix and its largest eigenvalue
     * alone took another 10 and 8.
     */
    private static final double KERNEL_FLOPS = 15;

    /** Cost of a pair of samples whose units have a constant bias, in the same flops: 4 microseconds. */
    private static final double FLOPS_PER_SHIFTED_PAIR = 4e5;

    /** Cost of a spectrum beside its eigenvectors, in the same flops: 10 ms. Those of spheres took 10 to 60 ms. */
    private static final double FLOPS_PER_SPECTRUM = 1e9;

    /** Cost of a value of the kernel, in the same flops: 100 ns, as {@code AnalyticKernel.gram} says. */
    private static final double FLOPS_PER_KERNEL_VALUE = 1e4;

    /**
     * Cost of an activation outside the matrix products, in the same flops: 1 ns. Steps of three hidden layers of 128
     * on 1,024 samples took 2.3 to 3.2 ms on a quiet Zen 4. Beyond 2.06 ms for the products, this is 0.7 to 2.8 ns.
     */
    private static final double FLOPS_PER_ACTIVATION = 100;

    /** Cost of an activation other than ReLU with its slope, in float32 and in the same flops: 3 ns. */
    private static final double FLOPS_PER_FUNCTION = 300;

    /** The same in float64, where each is computed by itself: 60 ns, a mean over all of them. */
    private static final double FLOPS_PER_EXACT_FUNCTION = 6000;

    /** Cost of a pair of samples in the kernel of tanh, in the same flops: 0.5 microseconds, of 0.2 to 1.8. */
    private static final double FLOPS_PER_TANH_PAIR = 5e4;

    /**
     * Cost of a unit or a sample on the circle engine, in the same flops: 8 ns. The benchmark table says 7.2 ns
     * at 4,096 units, 11.3 at 65,536 and 14.5 at 1,048,576 on another Zen 5. At 4,000 units it was 14.6 here.
     */
    private static final double FLOPS_PER_ARC = 800;

    /**
     * Cost of an activation on the engine nd4j, in the same flops: 50 ns. Here it was 50 ns in float64 and 26 in
     * float32 in one layer of 4,000 units on 734 samples, and 56 in three layers of 128 on 1,024.
     */
    private static final double FLOPS_PER_ND4J_ACTIVATION = 5000;

    /**
     * Cost of a layer's dozen calls of ND4J, in the same flops: 1 ms. With 8 units on 16 samples it was 0.9 ms a layer
     * here, in networks of two and of five layers.
     */
    private static final double FLOPS_PER_ND4J_LAYER = 1e8;

    /** Cost of drawing a parameter, in the same flops: 50 ns. Here it took 29 to 34 ns, from a normal distribution. */
    private static final double FLOPS_PER_DRAW = 5000;

    /**
     * Least value of the logarithm, which tells nothing useful as the relative energy nears or exceeds one. Chosen, not
     * measured.
     */
    private static final double LEAST_LOGARITHM = 0.1;

    /** Refuses rates that are not positive and negative times. */
    public CostModel {
        if (!(flopsPerSecond > 0)) {
            throw new IllegalArgumentException("flops-per-second must be positive but was " + flopsPerSecond);
        }
        if (!(secondsPerTrial >= 0)) {
            throw new IllegalArgumentException("seconds-per-trial must be 0 or positive but was " + secondsPerTrial);
        }
    }

    /**
     * The model for a plan. What a trial costs beside its steps is the mean over all of them, so that it falls with
     * their number. The virtual machines of a cluster, which have first trials each, are taken for one.
     *
     * @param trials how many the plan has
     */
    public static CostModel of(int trials) {
        double later = Math.max(0, trials - FIRST_TRIALS);
        return later == 0
                ? DEFAULT
                : new CostModel(
                        DEFAULT.flopsPerSecond,
                        (FIRST_TRIALS * FIRST_SECONDS + later * LATER_SECONDS) / (FIRST_TRIALS + later));
    }

    /** Predicted seconds on one core, for a trial whose parts fit together. */
    public double seconds(TrialSpec trial) {
        return seconds(trial, steps(trial));
    }

    /** The updates by the rule of thumb above; infinite where nothing limits them. */
    public double steps(TrialSpec trial) {
        double sparsest = sparsest(trial);
        return steps(trial, sparsest, samples(trial, sparsest));
    }

    /**
     * The same for a trial whose number of updates is known or better predicted.
     *
     * @param steps number of updates that it does
     */
    public double seconds(TrialSpec trial, double steps) {
        return parts(trial, steps).seconds();
    }

    /**
     * The parts of the cost of a trial whose number of updates is known or predicted.
     *
     * @param steps number of updates that it does
     */
    public CostParts parts(TrialSpec trial, double steps) {
        return shares(trial, steps).parts();
    }

    /**
     * The parts of a trial's cost, and what each consists of.
     *
     * @param setup seconds before the first update, by what they are for
     * @param metrics seconds of metrics, by metric
     */
    record Shares(CostParts parts, Map<String, Double> setup, Map<String, Double> metrics) {}

    /** The same with what they consist of. */
    Shares shares(TrialSpec trial, double steps) {
        double samples = samples(trial, sparsest(trial));
        double perStep = flopsPerStep(trial, samples) / flopsPerSecond;
        double training = steps * perStep;
        if (trial.timeoutSeconds() > 0) {
            training = Math.min(training, trial.timeoutSeconds());
        }
        Map<String, Double> setup = new HashMap<>();
        setup.put("trial", secondsPerTrial);
        setup.put("weights", drawFlops(trial) / flopsPerSecond);
        setup.put(
                (isEmpirical(trial) ? "empirical kernel on " : "kernel on ")
                        + SpecNames.kebab(trial.domain().getClass().getSimpleName()),
                kernelFlops(trial, samples) / flopsPerSecond);
        spectraFlops(trial, samples).forEach((theory, flops) -> setup.put(theory, flops / flopsPerSecond));
        Map<String, Double> metrics = new HashMap<>();
        metricFlops(trial, samples, steps).forEach((metric, flops) -> metrics.put(metric, flops / flopsPerSecond));
        return new Shares(new CostParts(training, perStep, sum(setup), sum(metrics)), setup, metrics);
    }

    private static double sum(Map<String, Double> parts) {
        // In one order, so that the last bit is always the same.
        return new TreeMap<>(parts)
                .values().stream().mapToDouble(Double::doubleValue).sum();
    }

    private static Map<String, Double> metricFlops(TrialSpec trial, double samples, double steps) {
        if (trial.maxSteps().trainsNothing() || trial.metrics().isEmpty()) {
            return Map.of();
        }
        MetricSize size = new MetricSize(
                samples,
                trial.sampling() instanceof Pixels
                        ? Math.max(0, pixels(trial.target()) - samples)
                        : trial.sampling() instanceof Subset subset ? subset.of() : 0,
                EvaluationGrid.expectedCount(
                        trial.domain(), Scene.highestFrequency(trial.domain(), trial.target(), trial.metrics())),
                weights(trial),
                units(trial),
                trial.encoding().outputs(trial.domain().ambientDimension()));
        Map<String, Double> flops = new HashMap<>();
        double checkpoints = Double.NaN;
        for (Metric metric : trial.metrics()) {
            double times;
            if (metric.steps().isEmpty()) {
                checkpoints = Double.isNaN(checkpoints) ? checkpoints(trial.checkpoints(), steps) : checkpoints;
                times = checkpoints;
            } else {
                times = metric.steps().stream().filter(step -> step <= steps).count();
            }
            flops.merge(SpecNames.kebab(metric.getClass().getSimpleName()), times * metric.flops(size), Double::sum);
        }
        return flops;
    }

    /** How many checkpoints a training of this many updates has, the last step among them. */
    private static double checkpoints(CheckpointSchedule schedule, double steps) {
        int count = 1;
        for (PrimitiveIterator.OfLong at = schedule.steps(); at.hasNext() && at.nextLong() < steps; ) {
            count++;
        }
        return count;
    }

    private static double units(TrialSpec trial) {
        return trial.network().layerWidths().stream()
                .mapToInt(Integer::intValue)
                .sum();
    }

    /**
     * Flops for the largest eigenvalue of the kernel on at most 3,000 samples, and for the eigenvectors for a
     * prediction.
     */
    private static double kernelFlops(TrialSpec trial, double samples) {
        if (!trial.optimizer().isLinear() || !trial.loss().isSquared()) {
            return 0;
        }
        double n = Math.min(samples, KernelLimits.LARGEST_MATRIX);
        double units = units(trial);
        int layers = trial.network().layerWidths().size();
        double pairs = hasConstantBiases(trial)
                ? FLOPS_PER_SHIFTED_PAIR * layers * n * n / 2
                : trial.network().activation() instanceof Tanh ? FLOPS_PER_TANH_PAIR * n * n : 0;
        return MappedCost.kernels(trial) * KERNEL_FLOPS * n * n * n + (isEmpirical(trial) ? 4 * n * n * units : pairs);
    }

    /** Whether its kernel takes Owen's function of every pair of samples, once for each hidden layer. */
    private static boolean hasConstantBiases(TrialSpec trial) {
        return trial.network().bias() != BiasMode.NONE
                && trial.initialization().bias() instanceof ConstantBias constant
                && constant.value() != 0;
    }

    /** Whether its kernel has no closed form, so that it takes products of the network's own activations and deltas. */
    private static boolean isEmpirical(TrialSpec trial) {
        return !(trial.initialization().weights() instanceof Normal)
                        && !(trial.initialization().weights() instanceof He)
                || trial.network().output() != OutputFunction.LINEAR;
    }

    /** Flops of spectra by type: another eigenbasis for each matrix, at most one of a prediction's size. */
    private static Map<String, Double> spectraFlops(TrialSpec trial, double samples) {
        Map<String, Double> flops = new HashMap<>();
        Set<Double> orders = new HashSet<>();
        for (Theory theory : trial.theory()) {
            double order = theory.order(samples, trial.sampling() instanceof Subset subset ? subset.of() : samples);
            double n = orders.add(order) ? Math.min(order, KernelLimits.LARGEST_MATRIX) : 0;
            flops.merge(
                    SpecNames.kebab(theory.getClass().getSimpleName()),
                    FLOPS_PER_SPECTRUM
                            + KERNEL_FLOPS * n * n * n
                            + FLOPS_PER_KERNEL_VALUE * theory.kernelValues(samples),
                    Double::sum);
        }
        return flops;
    }

    /** Flops for drawing the weights, which a trial that trains nothing does not need. */
    private static double drawFlops(TrialSpec trial) {
        if (trial.maxSteps().trainsNothing()) {
            return 0;
        }
        return FLOPS_PER_DRAW * weights(trial);
    }

    private static double steps(TrialSpec trial, double sparsest, double samples) {
        if (!trial.optimizer().isLinear()) {
            return budget(trial);
        }
        double factor =
                trial.loss() == Loss.HALF_SUM ? batch(trial, samples) : trial.loss() == Loss.MEAN_SQUARE ? 2 : 1;
        double rate = rate(trial, factor, MappedCost.largestEigenvalue(trial, samples)) * factor;
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
        double updates = learned
                / rate
                * (trial.domain() instanceof BooleanCube cube
                        ? 1 / eigenvalue(trial, cube)
                        : MappedCost.time(trial, kappa, sparsest));
        double momentum = trial.optimizer().momentum();
        if (momentum > 0) {
            // A component that rings first passes through zero after a quarter of its period, see METHODS.
            updates = Math.max(updates, FastMath.PI / 2 * Math.sqrt(updates / (1 - momentum) / learned));
        }
        return Math.min(budget(trial), Math.max(1, scheduled(trial, updates)));
    }

    /** How many updates take as long as a number of them at the full rate. */
    private static double scheduled(TrialSpec trial, double updates) {
        RateSchedule schedule = trial.optimizer().schedule();
        return schedule.isConstant() ? updates : schedule.stepsTo(updates);
    }

    /**
     * The kernel's eigenvalue at the target's degree. Where it has no closed form, or none for encoded points, it is
     * that of the last degrees in ten dimensions.
     */
    private static double eigenvalue(TrialSpec trial, BooleanCube cube) {
        int degree = trial.target().highestFrequency();
        MlpSpec network = trial.network().toMlp(cube.dimension(), 1, trial.initialization());
        return trial.encoding() instanceof Identity
                        && AnalyticKernel.obstacle(network) == null
                        && degree <= cube.dimension()
                ? BooleanSpectrum.eigenvalues(AnalyticKernel.of(network), cube.dimension())[degree]
                : LAST_DEGREES;
    }

    /** The most updates. An automatic budget is a multiple of the predicted steps, and so does not bound them. */
    private static double budget(TrialSpec trial) {
        Long steps = trial.maxSteps().value();
        return steps == null ? KernelLimits.MOST_STEPS : steps;
    }

    /** The learning rate. Momentum mu acts like a rate that is larger by 1 / (1 - mu). */
    private static double rate(TrialSpec trial, double factor, double largestEigenvalue) {
        Double given = trial.optimizer().learningRate().value();
        return (given == null ? trial.rateFactor() / (largestEigenvalue * factor) : given)
                / (1 - trial.optimizer().momentum());
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
        double units = units(trial);
        double mapped = MappedCost.flopsPerStep(trial, samples);
        return mapped
                + switch (trial.engine().engine()) {
                    case DENSE -> batch * (6 * weights(trial) + flopsPerUnit(trial) * units);
                    case SHALLOW -> batch * 6 * weights(trial);
                    // Leaky units take two passes in place of one.
                    case CIRCLE -> (isRelu(trial) ? 1 : 2) * FLOPS_PER_ARC * (units + samples);
                    case ND4J ->
                        batch * (6 * weights(trial) + FLOPS_PER_ND4J_ACTIVATION * units)
                                + FLOPS_PER_ND4J_LAYER
                                        * (trial.network().layerWidths().size() + 1);
                };
    }

    private static double flopsPerUnit(TrialSpec trial) {
        if (isRelu(trial)) {
            return FLOPS_PER_ACTIVATION;
        }
        return trial.precision() == PrecisionChoice.FLOAT32 ? FLOPS_PER_FUNCTION : FLOPS_PER_EXACT_FUNCTION;
    }

    private static boolean isRelu(TrialSpec trial) {
        return trial.network().activation() instanceof Relu;
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
        int batch = trial.optimizer().batchSize();
        return batch == 0 ? samples : Math.min(batch, samples);
    }

    /** How many samples a trial has; a guess where only a file could tell. */
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

    /** Number of pixels of an image; a guess where only its file could tell. */
    private static double pixels(TargetFunction target) {
        if (target instanceof RandomImage random) {
            return (double) random.width() * random.height();
        }
        if (target instanceof Image image && !image.resize().isEmpty()) {
            return (double) image.resize().get(0) * image.resize().get(1);
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
