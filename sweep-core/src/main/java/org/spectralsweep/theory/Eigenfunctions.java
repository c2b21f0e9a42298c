package org.spectralsweep.theory;

import java.util.ArrayList;
import java.util.List;
import org.spectralsweep.domain.Points;
import org.spectralsweep.metric.Measurement;
import org.spectralsweep.spec.Default;
import org.spectralsweep.spec.Refusal;

/**
 * Eigenfunctions of the kernel's integral operator with respect to the density, and the nodes on which they are given.
 * The index of every row is the node's number.
 *
 * <ul>
 * <li>{@code eigenfunction}, scope {@code function:RANK}: f at the node, with int f^2 p = 1 over the uniform
 * probability measure. The sign makes f positive at the first of all nodes where |f| sqrt(weight) is within 1e-6 of its
 * largest.
 * <li>{@code node}, scope {@code coordinate:C} from 0: the node's coordinates; on the circle also scope {@code angle},
 * in [-pi, pi).
 * <li>{@code node_density}, scope {@code all}: p at the node with respect to the uniform probability measure.
 * </ul>
 *
 * @param kernel which kernel
 * @param nodes on which points
 * @param points how many quadrature nodes, up to 50,000; 0 means 2,000, and with samples it must be 0
 * @param ranks the ranks, where 0 is that of the largest eigenvalue
 * @param resolution how many nodes are written at most, evenly spaced among those of the computation
 */
public record Eigenfunctions(
        @Default("auto") KernelChoice kernel,
        @Default("samples") NodeSet nodes,
        @Default("0") int points,
        @Default("[0, 1, 2, 3, 4]") List<Integer> ranks,
        @Default("500") int resolution)
        implements Theory {
    /** Copies the ranks; refuses what the descriptions of the components rule out. */
    public Eigenfunctions {
        NodeCount.check(nodes, points);
        ranks = List.copyOf(ranks);
        if (ranks.isEmpty()) {
            throw new Refusal("ranks", "must hold at least one rank but was []");
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

    private int needed() {
        return ranks.stream().mapToInt(Integer::intValue).max().orElseThrow() + 1;
    }

    @Override
    public void check(TheoryScene scene) {
        scene.checkNodes(kernel, nodes, points);
        scene.checkCount("ranks", needed(), nodes, points);
    }

    @Override
    public double order(double samples) {
        return NodeCount.expected(nodes, points, samples);
    }

    @Override
    public List<Measurement> compute(TheoryScene scene) {
        Eigenbasis basis = scene.basis(kernel, nodes, points, needed());
        Points at = basis.nodes().points();
        int n = at.count();
        int written = Math.min(n, resolution);
        int[] shown = new int[written];
        for (int i = 0; i < written; i++) {
            shown[i] = (int) ((long) i * n / written);
        }
        List<Measurement> rows = new ArrayList<>();
        for (int i : shown) {
            for (int c = 0; c < at.dimension(); c++) {
                rows.add(new Measurement(0, "node", "coordinate:" + c, i, at.coordinates()[i * at.dimension() + c]));
            }
            if (scene.domain().isCircular()) {
                rows.add(new Measurement(0, "node", "angle", i, at.parameter(i)));
            }
            rows.add(new Measurement(
                    0,
                    "node_density",
                    Measurement.ALL,
                    i,
                    scene.inputs().density().value(at, i)));
        }
        for (int rank : ranks) {
            scene.deadline().check();
            double[] f = basis.function(rank);
            for (int i : shown) {
                rows.add(new Measurement(0, "eigenfunction", "function:" + rank, i, f[i]));
            }
        }
        return rows;
    }
}
