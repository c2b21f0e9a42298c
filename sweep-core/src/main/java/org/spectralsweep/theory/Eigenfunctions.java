package org.spectralsweep.theory;

import java.util.List;
import org.spectralsweep.Default;
import org.spectralsweep.metric.Measurement;

/**
 * Eigenfunctions.
 *
 * @param kernel which kernel
 * @param nodes on which points
 * @param points how many quadrature nodes; 0 means the default, and with samples it must be 0
 * @param ranks which, 0 is that of the largest eigenvalue
 * @param resolution how many nodes are written at most
 */
public record Eigenfunctions(
        @Default("auto") KernelChoice kernel,
        @Default("samples") NodeSet nodes,
        @Default("0") int points,
        @Default("[0, 1, 2, 3, 4]") List<Integer> ranks,
        @Default("500") int resolution)
        implements Theory {
    /** Refuses what the components' descriptions exclude. */
    public Eigenfunctions {
        NodeCount.check(nodes, points);
        ranks = List.copyOf(ranks);
        if (ranks.isEmpty()) {
            throw new IllegalArgumentException("ranks must hold at least one rank but was []");
        }
        for (int rank : ranks) {
            NodeCount.atLeast("ranks", 0, rank);
        }
        NodeCount.atLeast("resolution", 1, resolution);
    }

    @Override
    public List<String> columns() {
        return List.of("eigenfunction", "node", "node_density");
    }

    @Override
    public void check(TheoryScene scene) {}

    @Override
    public List<Measurement> compute(TheoryScene scene) {
        throw new UnsupportedOperationException("not yet: Eigenfunctions");
    }
}
