package org.spectralsweep.kernel;

import org.spectralsweep.linalg.SymmetricOperator;

/**
 * D K D / n with D = diag(sqrt(w)). This is the kernel's integral operator with respect to a density, discretised on n
 * uniform nodes and made symmetric (B20, Eq. 8). O(n) plus K's product.
 */
public final class WeightedOperator implements SymmetricOperator {
    private final SymmetricOperator kernel;
    private final double[] root;
    private final double[] scaled;

    /**
     * @param kernel K
     * @param weights w of each node, not negative: the density at the node, or 1 for samples drawn from the density
     */
    public WeightedOperator(SymmetricOperator kernel, double[] weights) {
        if (weights.length != kernel.order()) {
            throw new IllegalArgumentException(
                    "weights must hold " + kernel.order() + " numbers but held " + weights.length);
        }
        this.kernel = kernel;
        this.root = new double[weights.length];
        this.scaled = new double[weights.length];
        for (int i = 0; i < root.length; i++) {
            if (!(weights[i] >= 0 && weights[i] < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("weights must be finite and not negative but held " + weights[i]);
            }
            root[i] = Math.sqrt(weights[i]);
        }
    }

    @Override
    public int order() {
        return root.length;
    }

    @Override
    public void apply(double[] v, double[] into) {
        for (int i = 0; i < root.length; i++) {
            scaled[i] = root[i] * v[i];
        }
        kernel.apply(scaled, into);
        for (int i = 0; i < root.length; i++) {
            into[i] *= root[i] / root.length;
        }
    }
}
