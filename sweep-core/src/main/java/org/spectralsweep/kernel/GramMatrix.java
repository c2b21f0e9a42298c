package org.spectralsweep.kernel;

import org.jspecify.annotations.Nullable;
import org.spectralsweep.Deadline;
import org.spectralsweep.linalg.SymmetricEigen;

/**
 * A kernel matrix H, and what was derived from it so far. Several threads may use one: each derivation is done once, and
 * the others wait for it.
 */
final class GramMatrix {
    private final double[] elements;
    private final int order;
    private @Nullable Double largest;
    private @Nullable SymmetricEigen eigen;

    /** Of n x n elements, row-major, which nobody may modify from now on. */
    GramMatrix(double[] elements, int order) {
        this.elements = elements;
        this.order = order;
    }

    /** H, row-major; not a copy. */
    double[] elements() {
        return elements;
    }

    /** Rows and columns. */
    int order() {
        return order;
    }

    /** The largest eigenvalue. 4/3 n^3 flops, once. */
    synchronized double largest() {
        if (largest == null) {
            largest = SymmetricEigen.largest(elements, order);
        }
        return largest;
    }

    /** Every eigenpair. About 9 n^3 flops, once. */
    synchronized SymmetricEigen eigen(Deadline deadline) {
        deadline.check();
        if (eigen == null) {
            eigen = SymmetricEigen.of(elements, order);
        }
        return eigen;
    }
}
