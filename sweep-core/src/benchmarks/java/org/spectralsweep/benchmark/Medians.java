package org.spectralsweep.benchmark;

import java.util.Collection;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Medians of some numbers. */
final class Medians {
    private Medians() {}

    /** The median of some numbers. */
    static double of(Collection<Double> numbers) {
        double[] sorted =
                numbers.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** The median of a number that each element has. */
    static <T> double of(List<T> elements, ToDoubleFunction<T> number) {
        return of(elements.stream().map(number::applyAsDouble).toList());
    }
}
