package org.spectralsweep.theory;

import java.util.Comparator;
import java.util.stream.IntStream;
import org.spectralsweep.kernel.AnalyticKernel;

/**
 * The circle's harmonics in the order of a zonal kernel's eigenvalues for uniform data, largest first. There is one
 * function of frequency 0, and two of each higher frequency. If a kernel's eigenvalues fall with the frequency, rank r
 * has the frequency ceil(r / 2). Without bias odd frequencies beyond 1 come last.
 */
final class UniformHarmonics {
    private final double[] lambda;
    private final int[] frequency;

    /**
     * @param ranks how many functions; as many frequencies are considered
     */
    UniformHarmonics(AnalyticKernel kernel, int ranks) {
        lambda = ZonalSpectrum.coefficients(kernel, 2, ranks);
        frequency = IntStream.range(0, lambda.length)
                .boxed()
                .sorted(Comparator.comparingDouble(q -> -lambda[q]))
                .flatMap(q -> IntStream.range(0, q == 0 ? 1 : 2).mapToObj(copy -> q))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    int frequency(int rank) {
        return frequency[rank];
    }

    /** Eigenvalue with respect to the uniform probability measure. */
    double eigenvalue(int rank) {
        return lambda[frequency[rank]];
    }
}
