package org.spectralsweep.benchmark;

import java.util.List;
import java.util.Objects;
import org.openjdk.jmh.results.IterationResult;

/** Medians over a contender's iterations. */
final class Medians {
    private final List<IterationResult> iterations;

    Medians(List<IterationResult> iterations) {
        this.iterations = List.copyOf(iterations);
    }

    /** Microseconds a step. */
    double microseconds() {
        return of("steps");
    }

    /** Microseconds a step during which the thread had a core. */
    double cpuMicroseconds() {
        return of(iterations.stream()
                .map(iteration -> score(iteration, "steps") * share(iteration))
                .toList());
    }

    /** The share of the time in which the thread waited for a core. */
    double waited() {
        return 1 - of(iterations.stream().map(Medians::share).toList());
    }

    private static double share(IterationResult iteration) {
        return score(iteration, "cpuSeconds") / score(iteration, "wallSeconds");
    }

    /** The median of a counter. */
    double of(String counter) {
        return of(
                iterations.stream().map(iteration -> score(iteration, counter)).toList());
    }

    private static double score(IterationResult iteration, String counter) {
        return Objects.requireNonNull(iteration.getSecondaryResults().get(counter), counter)
                .getScore();
    }

    /** The median of some numbers. */
    static double of(List<Double> numbers) {
        double[] sorted =
                numbers.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
