package org.spectralsweep.kernel;

import org.spectralsweep.kernel.EmpiricalKernel.Layers;
import org.spectralsweep.linalg.SymmetricEigen;
import org.spectralsweep.nn.MlpSpec;

/** The largest eigenvalue of the kernel of a network on given samples, from the best source there is. */
public final class Kernels {
    /** Largest matrix that is solved whole: 32 MiB and about half a second. */
    static final int LARGEST_ORDER = 2048;

    private Kernels() {}

    /** The closed form {@link Gram#twoLayer} where the network has one, else {@link EmpiricalKernel} at its weights. */
    static LargestEigenvalue largestEigenvalue(MlpSpec spec, Layers layers, double[] x, int n) {
        boolean closed = Gram.hasClosedForm(spec);
        int outputs = closed ? 1 : spec.outputs();
        int part = Math.min(n, Math.max(1, LARGEST_ORDER / outputs));
        double[] rows = evenlySpaced(x, n, part);
        double[] gram = closed ? Gram.twoLayer(spec, rows, part) : EmpiricalKernel.gram(layers, rows, part);
        double largest = Math.max(0, SymmetricEigen.largest(gram, part * outputs));
        String source = closed ? "closed form" : "empirical at the initial weights";
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
