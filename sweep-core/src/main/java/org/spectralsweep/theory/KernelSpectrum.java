package org.spectralsweep.theory;

import java.util.List;
import org.spectralsweep.Default;
import org.spectralsweep.metric.Measurement;

/**
 * The largest eigenvalues.
 *
 * @param kernel which kernel
 * @param nodes on which points
 * @param points how many quadrature nodes; 0 means the default, and with samples it must be 0
 * @param count how many eigenvalues
 */
public record KernelSpectrum(
        @Default("auto") KernelChoice kernel,
        @Default("samples") NodeSet nodes,
        @Default("0") int points,
        @Default("50") int count)
        implements Theory {
    /** Refuses what the components' descriptions exclude. */
    public KernelSpectrum {
        NodeCount.check(nodes, points);
        NodeCount.atLeast("count", 1, count);
    }

    @Override
    public List<String> columns() {
        return List.of("kernel_eigenvalue", "kernel_eigenvalue_law");
    }

    @Override
    public void check(TheoryScene scene) {}

    @Override
    public List<Measurement> compute(TheoryScene scene) {
        throw new UnsupportedOperationException("not yet: KernelSpectrum");
    }
}
