package org.spectralsweep.theory;

import java.util.List;
import org.spectralsweep.Default;
import org.spectralsweep.metric.Measurement;

/**
 * Projections of the target.
 *
 * @param kernel which kernel
 * @param nodes on which points
 * @param points how many quadrature nodes; 0 means the default, and with samples it must be 0
 * @param upTo the highest q
 */
public record TargetProjection(
        @Default("auto") KernelChoice kernel,
        @Default("samples") NodeSet nodes,
        @Default("0") int points,
        @Default("40") int upTo)
        implements Theory {
    /** Refuses what the components' descriptions exclude. */
    public TargetProjection {
        NodeCount.check(nodes, points);
        NodeCount.atLeast("up-to", 0, upTo);
    }

    @Override
    public List<String> columns() {
        return List.of("target_projection");
    }

    @Override
    public void check(TheoryScene scene) {}

    @Override
    public List<Measurement> compute(TheoryScene scene) {
        throw new UnsupportedOperationException("not yet: TargetProjection");
    }
}
