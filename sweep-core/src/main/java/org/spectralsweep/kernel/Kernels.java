package org.spectralsweep.kernel;

import org.spectralsweep.nn.Mlp;

/** The largest eigenvalue of a network's kernel on given samples, from the best source available. */
public final class Kernels {
    /** Order of the largest matrix that is solved whole: 69 MiB, and about ten seconds with every eigenvector. */
    public static final int LARGEST_ORDER = 3000;

    private Kernels() {}

    /**
     * lambda_max of H, H_ij = K(x_i, x_j), of {@link SampleKernel}. Beyond 3000 rows it is an estimate, as its source
     * then says: lambda_max of evenly spaced samples, times n over their number.
     *
     * <p>Cost: the Gram matrix, and 4/3 n^3 flops.
     *
     * @param x samples, n x inputs, row-major
     */
    public static LargestEigenvalue largestEigenvalue(Mlp network, double[] x, int n) {
        return SampleKernel.of(network.spec(), () -> network, x, n).largestEigenvalue();
    }

    /**
     * {@code part} of the numbers 0 to n - 1, the i-th being i n / part rounded down; all of them if n is at most part.
     */
    public static int[] evenlySpaced(int n, int part) {
        int[] chosen = new int[Math.min(n, part)];
        for (int i = 0; i < chosen.length; i++) {
            chosen[i] = (int) ((long) i * n / chosen.length);
        }
        return chosen;
    }
}
