package org.spectralsweep.theory;

import java.util.List;
import org.spectralsweep.Default;
import org.spectralsweep.metric.Measurement;

/**
 * Local frequencies.
 *
 * @param kernel which kernel
 * @param nodes on which points
 * @param points how many quadrature nodes; 0 means the default, and with samples it must be 0
 * @param upTo the highest q; ranks 0 to 2 q are fitted
 */
public record LocalFrequency(
        @Default("auto") KernelChoice kernel,
        @Default("samples") NodeSet nodes,
        @Default("0") int points,
        @Default("20") int upTo)
        implements Theory {
    /** Refuses what the components' descriptions exclude. */
    public LocalFrequency {
        NodeCount.check(nodes, points);
        NodeCount.atLeast("up-to", 1, upTo);
    }

    @Override
    public List<String> columns() {
        return List.of("local_frequency", "local_frequency_law", "local_amplitude", "local_phase", "local_amplitude_bound");
    }

    @Override
    public void check(TheoryScene scene) {}

    @Override
    public List<Measurement> compute(TheoryScene scene) {
        throw new UnsupportedOperationException("not yet: LocalFrequency");
    }
}
