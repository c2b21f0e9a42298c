package org.spectralsweep.benchmark;

import java.util.List;
import java.util.Objects;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;

/** What a contender's iterations came to. */
final class Medians {
    private final List<IterationResult> iterations;

    Medians(List<IterationResult> iterations) {
        this.iterations = List.copyOf(iterations);
    }

    /** Microseconds a step. */
    double microseconds() {
        return of("steps");
    }

    /** The median of a counter. */
    double of(String counter) {
        return of(iterations.stream()
                .map(iteration ->
                        Objects.requireNonNull(iteration.getSecondaryResults().get(counter), counter))
                .map(Result::getScore)
                .toList());
    }

    /** The median of some numbers. */
    static double of(List<Double> numbers) {
        double[] sorted =
                numbers.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
