package org.spectralsweep.domain;

import java.util.List;
import org.spectralsweep.spec.Refusal;

/** Directions as specs write them: any non-zero vector, since only its direction counts. */
public final class UnitVector {
    private UnitVector() {}

    /**
     * Refuses numbers that are not finite and a vector of zeros. An empty list passes: it means the default.
     *
     * @param key the spec's name of the vector, which starts the message
     */
    public static void check(String key, List<Double> vector) {
        boolean zero = true;
        for (double x : vector) {
            if (!Double.isFinite(x)) {
                throw new Refusal(key, "must hold finite numbers but was " + vector);
            }
            zero &= x == 0;
        }
        if (zero && !vector.isEmpty()) {
            throw new Refusal(key, "must be a non-zero vector but was " + vector);
        }
    }

    /**
     * The vector scaled to norm 1, or a copy of the fallback if the list is empty.
     *
     * @throws IllegalArgumentException if the number of components differs from the domain's ambient dimension
     */
    public static double[] of(String key, List<Double> vector, InputDomain domain, double[] fallback) {
        if (vector.isEmpty()) {
            return fallback.clone();
        }
        check(key, vector);
        if (vector.size() != domain.ambientDimension()) {
            throw new Refusal(
                    key,
                    "must have " + domain.ambientDimension() + " components on " + domain.phrase() + " but was "
                            + vector);
        }
        double largest = 0;
        for (double x : vector) {
            largest = Math.max(largest, Math.abs(x));
        }
        double[] unit = new double[vector.size()];
        double sum = 0;
        for (int c = 0; c < unit.length; c++) {
            // Divide by the largest first: the square of 1e200 or 1e-200 leaves the range of doubles.
            unit[c] = vector.get(c) / largest;
            sum += unit[c] * unit[c];
        }
        double norm = Math.sqrt(sum);
        for (int c = 0; c < unit.length; c++) {
            unit[c] /= norm;
        }
        return unit;
    }

    /** The last coordinate axis of R^dimension. */
    public static double[] last(int dimension) {
        double[] unit = new double[dimension];
        unit[dimension - 1] = 1;
        return unit;
    }
}
