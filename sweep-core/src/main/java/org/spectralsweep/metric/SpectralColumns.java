package org.spectralsweep.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.spectralsweep.kernel.SpectralSummary;

/**
 * The columns that sum a kernel's spectrum up. Their names begin like that of its eigenvalues:
 *
 * <ul>
 * <li>{@code ..._eigenvalue_smallest}, index 0 for the smallest
 * <li>{@code ..._condition_number}, {@code ..._effective_rank}, {@code ..._spectral_position}, index 0
 * </ul>
 */
public final class SpectralColumns {
    private final String kernel;

    /**
     * @param kernel what the names begin with: kernel or empirical_kernel
     */
    public SpectralColumns(String kernel) {
        this.kernel = kernel;
    }

    /** The names of all columns. */
    public List<String> names() {
        return Stream.of("eigenvalue_smallest", "condition_number", "effective_rank", "spectral_position")
                .map(this::name)
                .toList();
    }

    private String name(String what) {
        return kernel + "_" + what;
    }

    /**
     * The rows.
     *
     * @param scale what the eigenvalues are multiplied by; the other numbers do not depend on it
     */
    public List<Measurement> rows(long step, SpectralSummary summary, double scale) {
        List<Measurement> rows = new ArrayList<>();
        for (int rank = 0; rank < summary.smallest().length; rank++) {
            double value = scale * summary.smallest()[rank];
            rows.add(new Measurement(step, name("eigenvalue_smallest"), Measurement.ALL, rank, value));
        }
        rows.add(row(step, "condition_number", summary.conditionNumber()));
        rows.add(row(step, "effective_rank", summary.effectiveRank()));
        rows.add(row(step, "spectral_position", summary.position()));
        return rows;
    }

    private Measurement row(long step, String what, double value) {
        return new Measurement(step, name(what), Measurement.ALL, 0, value);
    }
}
