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
     * lambda_max of H, H_ij = K(x_i, x_j): of the {@link AnalyticKernel} where the network has one hidden layer and a closed form, which then is
     * the mean over initial weights at every width, else of the {@link EmpiricalKernel} at its present weights. Beyond 2048 rows (samples times
     * outputs where it is empirical) it is that of evenly spaced samples times n over their number, an estimate, as the source then says.
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
        boolean closed = spec.widths().size() == 1 && AnalyticKernel.obstacle(spec) == null;
        int outputs = closed ? 1 : spec.outputs();
        int part = Math.min(n, Math.max(1, LARGEST_ORDER / outputs));
        double[] rows = rows(x, n, evenlySpaced(n, part));
        double[] gram = closed ? AnalyticKernel.of(spec).gram(rows, part) : EmpiricalKernel.gram(network, rows, part);
        double largest = Math.max(0, SymmetricEigen.largest(gram, part * outputs));
        String source = closed ? "closed-form kernel" : "empirical kernel";
        return part == n
                ? new LargestEigenvalue(largest, source)
                : new LargestEigenvalue(
                        largest * n / part, source + ", estimated on " + part + " of " + n + " samples");
    }

    /** {@code part} of the numbers 0 to n - 1, i n / part rounded down; all of them where that is fewer. */
    public static int[] evenlySpaced(int n, int part) {
        int[] chosen = new int[Math.min(n, part)];
        for (int i = 0; i < chosen.length; i++) {
            chosen[i] = (int) ((long) i * n / chosen.length);
        }
        return chosen;
    }

    private static double[] rows(double[] x, int n, int[] chosen) {
        int inputs = x.length / n;
        double[] rows = new double[chosen.length * inputs];
        for (int i = 0; i < chosen.length; i++) {
            System.arraycopy(x, chosen[i] * inputs, rows, i * inputs, inputs);
        }
        return rows;
    }
}
