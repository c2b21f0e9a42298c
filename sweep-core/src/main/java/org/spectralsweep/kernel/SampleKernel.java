package org.spectralsweep.kernel;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.Deadline;
import org.spectralsweep.linalg.SymmetricOperator;
import org.spectralsweep.nn.Condition;
import org.spectralsweep.nn.Mlp;
import org.spectralsweep.nn.MlpSpec;
import org.spectralsweep.nn.Threshold;

/**
 * The tangent kernel of one network on one set of samples, from the best source available. Where the architecture has a
 * closed form, this is {@link AnalyticKernel}, the kernel of infinite width. Otherwise it is the
 * {@link EmpiricalTangentKernel} at the network's present weights.
 *
 * <p>Beyond {@link KernelLimits#LARGEST_MATRIX} rows it is the kernel of evenly spaced samples. An empirical kernel has
 * a row for each sample and output.
 */
public final class SampleKernel {
    private final GramMatrix gram;
    private final DescentMatrix descent;
    private final int samples;
    private final int part;
    private final @Nullable Mlp network;

    private SampleKernel(GramMatrix gram, int samples, int part, @Nullable Mlp network) {
        this(gram, gram, samples, part, network);
    }

    private SampleKernel(GramMatrix gram, DescentMatrix descent, int samples, int part, @Nullable Mlp network) {
        this.gram = gram;
        this.descent = descent;
        this.samples = samples;
        this.part = part;
        this.network = network;
    }

    /**
     * Computes the Gram matrix, unless one of the last in this virtual machine was the same.
     *
     * @param spec the architecture
     * @param network makes the network; called only where the kernel has no closed form
     * @param x samples, n x inputs, row-major
     */
    public static SampleKernel of(MlpSpec spec, Supplier<Mlp> network, double[] x, int n) {
        return of(spec, network, x, n, Deadline.NONE);
    }

    /**
     * The same matrix, under a deadline.
     *
     * @param network makes the network; where it is called, that network's own deadline counts
     */
    public static SampleKernel of(MlpSpec spec, Supplier<Mlp> network, double[] x, int n, Deadline deadline) {
        if (n < 1 || x.length != (long) n * spec.inputs()) {
            throw new IllegalArgumentException(
                    "x must hold " + n + " x " + spec.inputs() + " values but had " + x.length);
        }
        if (AnalyticKernel.obstacle(spec) == null) {
            int part = Math.min(n, KernelLimits.LARGEST_MATRIX);
            GramMatrix gram = SharedGramMatrices.instance().of(AnalyticKernel.of(spec), evenlySpaced(x, n, part), part);
            gram.elements(deadline);
            return new SampleKernel(gram, n, part, null);
        }
        Mlp actual = network.get();
        int part = Math.min(n, Math.max(1, KernelLimits.LARGEST_MATRIX / spec.outputs()));
        double[] gram = EmpiricalTangentKernel.gram(actual, evenlySpaced(x, n, part), part);
        return new SampleKernel(new GramMatrix(gram, part * spec.outputs()), n, part, actual);
    }

    /**
     * The same kernel where the residual r is replaced by P r before it is backpropagated, so that H P descends.
     *
     * @param map P, symmetric and positive semidefinite, of the order of {@link #part}
     */
    public SampleKernel mapped(SymmetricOperator map) {
        return new SampleKernel(gram, new MappedMatrix(gram, map), samples, part, network);
    }

    /**
     * The same kernel under its own preconditioner, see {@link Preconditioner}.
     *
     * @param exponent e
     * @param eigenvectors k
     * @throws IllegalStateException if the kernel is not {@link #isWhole whole}
     */
    public Preconditioned preconditioned(double exponent, int eigenvectors, Deadline deadline) {
        requireWhole();
        Preconditioner preconditioner = new Preconditioner(gram, exponent, eigenvectors, deadline);
        return new Preconditioned(preconditioner.map(), new SampleKernel(gram, preconditioner, samples, part, network));
    }

    /**
     * A kernel under a preconditioner.
     *
     * @param map P
     * @param kernel the kernel whose descent is by H P
     */
    public record Preconditioned(SymmetricOperator map, SampleKernel kernel) {}

    /** How many samples, evenly spaced, the matrix covers. */
    public int part() {
        return part;
    }

    private static double[] evenlySpaced(double[] x, int n, int part) {
        if (part == n) {
            return x;
        }
        int inputs = x.length / n;
        double[] rows = new double[part * inputs];
        int[] chosen = EvenlySpaced.indices(n, part);
        for (int i = 0; i < part; i++) {
            System.arraycopy(x, chosen[i] * inputs, rows, i * inputs, inputs);
        }
        return rows;
    }

    /**
     * When kernel descent on all samples first meets each condition. The eigenbasis of a closed form stays
     * with the matrix, for the next trial on the same samples.
     *
     * @param targets each samples x outputs, row-major; they only set the level of relative thresholds
     * @param starts the first residuals f_0 - y (or y - f_0), in the order and shape of the targets
     * @param region region of each sample, 0 to regions - 1
     * @param learningRateTimesFactor eta f
     * @param rule the optimiser
     * @param maxSteps the last update that is observed
     * @return as {@link KernelDescent#firstCrossings(double[], int, List, int[], int, double, List, long)}
     * @throws IllegalArgumentException as there
     * @throws IllegalStateException if the kernel is not {@link #isWhole whole}
     */
    public List<Map<Condition, OptionalLong>> firstCrossings(
            List<double[]> targets,
            List<double[]> starts,
            int[] region,
            int regions,
            double learningRateTimesFactor,
            DescentRule rule,
            List<Threshold> thresholds,
            long maxSteps,
            Deadline deadline) {
        requireWhole();
        return KernelDescent.firstCrossings(
                descent,
                targets,
                starts,
                region,
                regions,
                learningRateTimesFactor,
                rule,
                thresholds,
                maxSteps,
                deadline);
    }

    private void requireWhole() {
        if (!isWhole()) {
            throw new IllegalStateException("the kernel must cover every sample but covers " + part + " of " + samples);
        }
    }

    /** The matrix, for a test. */
    GramMatrix gram() {
        return gram;
    }

    /** Lets go of the matrices that other trials left behind, for one that needs all the memory. */
    public static void forgetShared() {
        SharedGramMatrices.instance().clear();
    }

    /** Whether the matrix covers all samples, with one row each. */
    public boolean isWhole() {
        return part == samples && gram.order() == samples;
    }

    /** The network at whose weights the kernel was taken; null where the kernel has a closed form. */
    public @Nullable Mlp network() {
        return network;
    }

    /** {@code closed form} or {@code empirical}. */
    public String source() {
        return network == null ? "closed form" : "empirical";
    }

    /**
     * lambda_max of H, or of H P where residuals are mapped; if the matrix covers only part of the samples, scaled by n
     * over their number. 4/3 n^3 flops, once.
     */
    public LargestEigenvalue largestEigenvalue(Deadline deadline) {
        double largest = Math.max(0, descent.largest(deadline));
        String kernel = network == null ? "closed-form kernel" : "empirical kernel";
        return part == samples
                ? new LargestEigenvalue(largest, kernel)
                : new LargestEigenvalue(
                        largest * samples / part, kernel + ", estimated on " + part + " of " + samples + " samples");
    }
}
