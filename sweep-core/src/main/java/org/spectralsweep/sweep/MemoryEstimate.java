package org.spectralsweep.sweep;

import org.spectralsweep.density.Pixels;
import org.spectralsweep.density.Subset;
import org.spectralsweep.kernel.GaussNewton;
import org.spectralsweep.kernel.KernelLimits;
import org.spectralsweep.metric.ActivationRegions;
import org.spectralsweep.metric.BoundaryDistance;
import org.spectralsweep.metric.Curvature;
import org.spectralsweep.metric.GradientConfusion;
import org.spectralsweep.metric.Hamming;
import org.spectralsweep.metric.LinearPieces;
import org.spectralsweep.metric.Metric;
import org.spectralsweep.metric.Neighbours;
import org.spectralsweep.metric.Pairing;
import org.spectralsweep.metric.PlaneRegions;
import org.spectralsweep.metric.RegionMap;
import org.spectralsweep.metric.Windows;
import org.spectralsweep.nn.He;
import org.spectralsweep.nn.Normal;
import org.spectralsweep.nn.OutputFunction;
import org.spectralsweep.nn.Relu;
import org.spectralsweep.theory.Eigenfunctions;
import org.spectralsweep.theory.KernelSpectrum;
import org.spectralsweep.theory.LearningCurve;
import org.spectralsweep.theory.LocalFrequency;
import org.spectralsweep.theory.NodeSet;
import org.spectralsweep.theory.TargetProjection;
import org.spectralsweep.theory.Theory;
import org.spectralsweep.train.Adam;
import org.spectralsweep.train.EngineName;
import org.spectralsweep.train.OptimizerSpec;
import org.spectralsweep.train.WeightDecay;
import org.spectralsweep.trial.TrialSpec;

/**
 * Predicts, before a trial runs, the memory that it needs at once, without that of the virtual machine and Spark. It is
 * within a factor of two of what is measured (METHODS lists the specs). With n samples of d coordinates, D encoded
 * inputs and c outputs, P parameters of b bytes and U hidden units, in bytes:
 *
 * <pre>
 * samples    n (8 d + 8 D + 8 c + 8), while they are drawn 8 d more; pixels also 8 c for the image and as much for
 *            those held out
 * kernel     3 * 8 k^2, k = min(n, 3000): H, a copy that is solved or stepped, eigenvectors; outside the heap as much
 *            again. An empirical kernel has a fourth, and the parameters. None for Adam, sign
 *            descent and cross-entropy
 * spectra    3 * 8 k^2 for k nodes up to 12,000 (8 k^2 above 3,000, where eigenvectors are few); the bases of
 *            different nodes are kept
 * training   b P for the parameters, as much for a gradient (twice for momentum, three times for Adam),
 *            n (b (D + 1) + 8 c), and blocks of 8 MiB, or of the dense engine 48 b U if that is more.
 *            The circle engine: 8 bytes a parameter and 100 a unit or sample. Dense networks in float32 have
 *            parameters, gradient and blocks outside the heap, and there is a copy of the parameters on it. The engine
 *            nd4j: b P, and outside the heap b (10 n U + 6 P), and what its optimiser keeps
 * metrics    patterns n U / 8; pairs 24 bytes each; neighbours 8 n D + 64 MiB; regions of a plane or line 16 P;
 *            curvature 16 k^2 + 64 MiB for k = n c up to 1,024, above 16 P + 240 k + 32 MiB
 * </pre>
 *
 * <p>The need is the sum of two parts: the samples, and the largest of kernel, spectra, and training with metrics.
 * Kernel and spectra are garbage when training begins. Up to an eighth of the heap may hold kernels for other trials,
 * until memory is short.
 *
 * @param samples bytes on the heap of samples alone
 * @param heap bytes on the heap
 * @param outside bytes outside the heap, for LAPACK, oneDNN or ND4J
 * @param longest length of the longest array of samples, which can be at most 2^31
 * @param parameters length of the network's array of parameters
 */
public record MemoryEstimate(double samples, double heap, double outside, double longest, double parameters) {
    /** The longest array that Java can hold on every machine. */
    public static final double LONGEST_ARRAY = Integer.MAX_VALUE - 8;

    /** The factor by which an estimate may be off. */
    public static final double ACCURACY = 2;

    private static final double MIB = 1 << 20;
    private static final double LARGEST_DENSE = 12_000;
    private static final double DEFAULT_NODES = 2000;
    private static final double FEWEST_ROWS = 16;

    /** Arrays of activations that a pass of ND4J needs at once, for every layer. */
    private static final double ND4J_ARRAYS = 10;

    /** Vectors that the iteration for the largest eigenvalue keeps, about. */
    private static final double LANCZOS_VECTORS = 30;

    /** Estimates a trial, even one whose parts do not fit together. */
    public static MemoryEstimate of(TrialSpec trial) {
        double n = CostModel.samples(trial);
        double d = trial.domain().ambientDimension();
        double inputs = trial.encoding().outputs(trial.domain().ambientDimension());
        double outputs = Math.max(1, trial.target().outputs());
        double samples = n * (8 * d + 8 * inputs + 8 * outputs + 8);
        double drawn = 8 * n * d + pixels(trial, n, d, inputs, outputs);
        double kernel = kernel(trial, n, outputs);
        double theory = theory(trial, n);
        double training = trial.maxSteps().trainsNothing() ? 0 : training(trial, n, inputs, outputs);
        return new MemoryEstimate(
                samples + drawn,
                samples + Math.max(drawn, Math.max(Math.max(kernel, theory), training)),
                Math.max(Math.max(outside(trial, n), theory), outsideTraining(trial, n, inputs, outputs)),
                n * Math.max(d, Math.max(inputs, outputs)),
                parameters(trial));
    }

    /** Bytes on the heap for the network and its training, without the samples. */
    public double rest() {
        return heap - samples;
    }

    private static double pixels(TrialSpec trial, double n, double d, double inputs, double outputs) {
        if (!(trial.sampling() instanceof Pixels pixels)) {
            return 0;
        }
        double every = (double) pixels.every() * pixels.every();
        return 8 * n * every * outputs + (every - 1) * n * (8 * d + 8 * inputs + 8 * outputs + 8);
    }

    private static boolean hasKernel(TrialSpec trial) {
        return trial.optimizer().isLinear() && trial.loss().isSquared();
    }

    private static boolean isEmpirical(TrialSpec trial) {
        return !(trial.initialization().weights() instanceof Normal)
                        && !(trial.initialization().weights() instanceof He)
                || trial.network().output() != OutputFunction.LINEAR;
    }

    private static double kernel(TrialSpec trial, double n, double outputs) {
        if (!hasKernel(trial)) {
            return 0;
        }
        boolean empirical = isEmpirical(trial);
        double order = Math.min(n * (empirical ? outputs : 1), KernelLimits.LARGEST_MATRIX);
        double matrix = 8 * order * order;
        double mapped = MappedCost.bytes(trial, n, order);
        return mapped + (empirical ? 4 * matrix + 64 * MIB + bytes(trial) * parameters(trial) : 3 * matrix);
    }

    private static double outside(TrialSpec trial, double n) {
        double order = Math.min(n, KernelLimits.LARGEST_MATRIX);
        return hasKernel(trial) ? 3 * 8 * order * order : 0;
    }

    private static double theory(TrialSpec trial, double n) {
        double bytes = 0;
        for (Theory theory : trial.theory()) {
            double nodes = nodes(trial, theory, n);
            double matrix = nodes > LARGEST_DENSE ? 0 : 8 * nodes * nodes;
            bytes = Math.max(bytes, nodes > KernelLimits.LARGEST_MATRIX ? matrix + 8 * 400 * nodes : 3 * matrix);
        }
        return bytes;
    }

    private static double nodes(TrialSpec trial, Theory theory, double n) {
        if (theory instanceof KernelSpectrum spectrum) {
            return nodes(spectrum.nodes(), spectrum.points(), n);
        } else if (theory instanceof Eigenfunctions functions) {
            return nodes(functions.nodes(), functions.points(), n);
        } else if (theory instanceof LocalFrequency local) {
            return nodes(local.nodes(), local.points(), n);
        } else if (theory instanceof TargetProjection projection) {
            return nodes(projection.nodes(), projection.points(), n);
        } else if (theory instanceof LearningCurve curve) {
            double population = trial.sampling() instanceof Subset subset ? subset.of() : n;
            return Math.min(curve.order(n, population), KernelLimits.LARGEST_MATRIX);
        }
        return Math.min(n, KernelLimits.LARGEST_MATRIX);
    }

    private static double nodes(NodeSet nodes, int points, double n) {
        return nodes == NodeSet.SAMPLES ? n : points > 0 ? points : DEFAULT_NODES;
    }

    private static double training(TrialSpec trial, double n, double inputs, double outputs) {
        double parameters = parameters(trial);
        double bytes = bytes(trial);
        double units = units(trial);
        double metrics = 0;
        for (Metric metric : trial.metrics()) {
            metrics += metric(trial, metric, n, inputs, units);
        }
        // Either a metric's own evaluator or the trainer's holds a copy of the points.
        double points = n * (bytes * (inputs + 1) + 8 * outputs);
        EngineName engine = trial.engine().engine();
        if (trial.isNative()) {
            return bytes * parameters * (states(trial) == 1 ? 1 : 1 + states(trial)) + 2 * points + metrics;
        }
        return switch (engine) {
            case CIRCLE -> 8 * parameters + 100 * (units + n) + metrics;
            case ND4J -> bytes * parameters + metrics;
            case SHALLOW, DENSE ->
                bytes * parameters * (1 + states(trial))
                        + 2 * points
                        + (engine == EngineName.DENSE ? block(trial) : 8 * MIB)
                        + metrics;
        };
    }

    /** What a training holds outside the heap. */
    private static double outsideTraining(TrialSpec trial, double n, double inputs, double outputs) {
        if (trial.maxSteps().trainsNothing()) {
            return 0;
        }
        if (trial.engine().engine() == EngineName.ND4J) {
            // Each of its operations makes an array.
            double activations = ND4J_ARRAYS * n * units(trial);
            return bytes(trial) * (activations + (5 + states(trial)) * parameters(trial) + 2 * n * (inputs + outputs));
        }
        return trial.isNative()
                ? 2 * bytes(trial) * parameters(trial)
                        + block(trial)
                        + FEWEST_ROWS * bytes(trial) * (inputs + 1 + outputs)
                : 0;
    }

    /** The dense engine's activations of a block of rows, with two arrays of deltas and, but for ReLU, the slopes. */
    private static double block(TrialSpec trial) {
        int arrays = trial.network().activation() instanceof Relu ? 3 : 4;
        return Math.max(8 * MIB, FEWEST_ROWS * arrays * bytes(trial) * units(trial));
    }

    /** How many further arrays of the size of the parameters there are. */
    private static double states(TrialSpec trial) {
        OptimizerSpec optimizer = trial.optimizer();
        boolean start = !optimizer.decay().isNone() && optimizer.decay().towards() == WeightDecay.Reference.INITIAL;
        return (optimizer instanceof Adam ? 3 : optimizer.momentum() > 0 ? 2 : 1) + (start ? 1 : 0);
    }

    private static double metric(TrialSpec trial, Metric metric, double n, double inputs, double units) {
        if (metric instanceof ActivationRegions) {
            return n * units / 8;
        } else if (metric instanceof Hamming hamming) {
            return n * units / 8 + pairs(hamming.pairing(), n, inputs);
        } else if (metric instanceof GradientConfusion confusion) {
            return pairs(confusion.pairing(), n, inputs);
        } else if (metric instanceof RegionMap map) {
            return (double) map.side() * map.side() * (16 * inputs + units / 8 + 100);
        } else if (metric instanceof PlaneRegions
                || metric instanceof LinearPieces
                || metric instanceof BoundaryDistance) {
            return 16 * parameters(trial);
        } else if (metric instanceof Curvature) {
            double rows = n * Math.max(1, trial.target().outputs());
            return rows <= GaussNewton.LARGEST_MATRIX
                    ? 16 * rows * rows + 64 * MIB
                    : 16 * parameters(trial) + 8 * LANCZOS_VECTORS * rows + 32 * MIB;
        }
        return 0;
    }

    private static double pairs(Pairing pairing, double n, double inputs) {
        if (pairing instanceof Windows windows) {
            return 24 * ((double) windows.windows() * windows.pairs() + windows.global());
        }
        Neighbours neighbours = (Neighbours) pairing;
        return 24.0 * neighbours.anchors() * (neighbours.nearest() + neighbours.furthest()) + 8 * n * inputs + 64 * MIB;
    }

    private static double bytes(TrialSpec trial) {
        return trial.precision().format().bytes();
    }

    private static double units(TrialSpec trial) {
        double units = 0;
        for (int width : trial.network().layerWidths()) {
            units += width;
        }
        return units;
    }

    private static double parameters(TrialSpec trial) {
        double parameters = 0;
        double columns = trial.encoding().outputs(trial.domain().ambientDimension());
        for (int width : trial.network().layerWidths()) {
            parameters += (columns + 1) * width;
            columns = width;
        }
        return parameters + (columns + 1) * Math.max(1, trial.target().outputs());
    }
}
