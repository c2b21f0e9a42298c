package org.spectralsweep.train;

import org.jspecify.annotations.Nullable;
import org.spectralsweep.linalg.SymmetricOperator;
import org.spectralsweep.nn.Samples;

/**
 * Turns a map of residuals into targets, so that every engine can backpropagate P (f - y) in place of f - y. The
 * targets are f - P (f - y), whose residuals are P (f - y) up to the rounding of f. Descent by them is that of the loss
 * q/2 r' P r with r = f - y and the factor q of the loss. Nothing is allocated after construction.
 */
final class MappedResiduals {
    private final double[] y;
    private final @Nullable SymmetricOperator map;
    private final double[] residuals;
    private final double[] mapped;

    /** @param map P, of the order of the samples, which have one output; null means the identity */
    MappedResiduals(Samples data, @Nullable SymmetricOperator map) {
        if (map != null && (data.outputs() != 1 || map.order() != data.count())) {
            throw new IllegalArgumentException("a map of residuals must be of order " + data.count()
                    + " and for one output but was of order " + map.order() + " for " + data.outputs());
        }
        y = data.y();
        this.map = map;
        residuals = new double[map == null ? 0 : y.length];
        mapped = new double[residuals.length];
    }

    /** Whether the targets are always y. */
    boolean isPlain() {
        return map == null;
    }

    /**
     * f - P (f - y), or y where there is no map. This is a live array, which the next call overwrites.
     *
     * @param outputs f on all samples
     */
    double[] targets(double[] outputs) {
        if (map == null) {
            return y;
        }
        for (int i = 0; i < residuals.length; i++) {
            residuals[i] = outputs[i] - y[i];
        }
        map.apply(residuals, mapped);
        for (int i = 0; i < mapped.length; i++) {
            mapped[i] = outputs[i] - mapped[i];
        }
        return mapped;
    }
}
