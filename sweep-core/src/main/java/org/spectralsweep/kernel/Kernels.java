package org.spectralsweep.kernel;

import org.spectralsweep.linalg.SymmetricEigen;
import org.spectralsweep.nn.Mlp;
import org.spectralsweep.nn.MlpSpec;

/** The largest eigenvalue of the kernel of a network on given samples, from the best source there is. */
public final class Kernels {
    /** Largest matrix that is solved whole: 32 MiB and about half a second. */
    static final int LARGEST_ORDER = 2048;

    private Kernels() {}

    /**
     * lambda_max of H, H_ij = K(x_i, x_j): of the closed form {@link Gram#twoLayer} where the network has one, which is the mean over
     * initial weights, else of the {@link EmpiricalKernel} at its present weights. Beyond 2048 rows (samples times outputs where it is
     * empirical) it is that of evenly spaced samples times n over their number, an estimate, as the source then says.
     *
     * <p>Cost: the Gram matrix, and 4/3 n^3 flops; half a second at n = 2048.
     *
     * @param x samples, n x inputs, row-major
     */
    public static LargestEigenvalue largestEigenvalue(Mlp network, double[] x, int n) {
        MlpSpec spec = network.spec();
        if (n < 1 || x.length != (long) n * spec.inputs()) {
            throw new IllegalArgumentException(
                    "x must hold " + n + " x " + spec.inputs() + " values but had " + x.length);
        }
        boolean closed = Gram.hasClosedForm(spec);
        int outputs = closed ? 1 : spec.outputs();
        int part = Math.min(n, Math.max(1, LARGEST_ORDER / outputs));
        double[] rows = evenlySpaced(x, n, part);
        double[] gram = closed ? Gram.twoLayer(spec, rows, part) : EmpiricalKernel.gram(network, rows, part);
        double largest = Math.max(0, SymmetricEigen.largest(gram, part * outputs));
        String source = closed ? "closed-form kernel" : "empirical kernel";
        return part == n
                ? new LargestEigenvalue(largest, source)
                : new LargestEigenvalue(
                        largest * n / part, source + ", estimated on " + part + " of " + n + " samples");
    }

    private static double[] evenlySpaced(double[] x, int n, int part) {
        if (part == n) {
            return x;
        }
        int inputs = x.length / n;
        double[] rows = new double[part * inputs];
        for (int i = 0; i < part; i++) {
            int from = (int) ((long) i * n / part);
            System.arraycopy(x, from * inputs, rows, i * inputs, inputs);
        }
        return rows;
    }
}
