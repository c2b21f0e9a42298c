package org.spectralsweep.kernel;

import java.util.function.Function;
import org.spectralsweep.Deadline;
import org.spectralsweep.linalg.SymmetricEigen;

/**
 * A kernel matrix H, and what was derived from it so far. Several threads may use one: each derivation is done once,
 * and the others wait for it.
 */
final class GramMatrix implements DescentMatrix {
    private final int order;
    private final Function<Deadline, double[]> source;
    private final Once<double[]> elements = new Once<>();
    private final Once<Double> largest = new Once<>();
    private final Once<SymmetricEigen> eigen = new Once<>();

    /** Of a computation that is done when it is needed, and then kept. */
    GramMatrix(int order, Function<Deadline, double[]> source) {
        this.order = order;
        this.source = source;
    }

    /**
     * Of n x n elements, row-major, which nobody may modify from now on.
     *
     * @throws IllegalArgumentException if the sizes disagree
     */
    GramMatrix(double[] elements, int order) {
        this(order, deadline -> elements);
        if (order < 1 || elements.length != (long) order * order) {
            throw new IllegalArgumentException(
                    "gram must hold " + order + " x " + order + " elements but had " + elements.length);
        }
    }

    @Override
    public int order() {
        return order;
    }

    /** H, row-major; not a copy. */
    @Override
    public double[] elements(Deadline deadline) {
        return elements.get(deadline, () -> source.apply(deadline));
    }

    /** The largest eigenvalue. 4/3 n^3 flops, once. */
    @Override
    public double largest(Deadline deadline) {
        double[] matrix = elements(deadline);
        return largest.get(deadline, () -> SymmetricEigen.largest(matrix, order));
    }

    @Override
    public DescentModes modes(Deadline deadline) {
        return DescentModes.of(eigen(deadline));
    }

    /** Every eigenpair. About 9 n^3 flops, once. */
    SymmetricEigen eigen(Deadline deadline) {
        double[] matrix = elements(deadline);
        return eigen.get(deadline, () -> SymmetricEigen.of(matrix, order));
    }
}
