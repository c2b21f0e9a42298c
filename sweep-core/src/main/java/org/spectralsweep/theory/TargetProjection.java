package org.spectralsweep.theory;

import java.util.ArrayList;
import java.util.List;
import org.spectralsweep.metric.Measurement;
import org.spectralsweep.spec.Default;

/**
 * Column {@code target_projection}, scope {@code all}, index q: how much of the target lies in the q-th pair of
 * eigenfunctions on the circle. It is sqrt(c_(2q-1)^2 + c_(2q)^2), and |c_0| for q = 0. c_r is the coefficient of the
 * eigenfunction of rank r in the target, which is scaled to int g^2 p = 1. So all squares sum to 1 (B20, Fig. 6). A
 * target sin(kappa x) has peaks at kappa Z / sqrt(p_j), one for each density.
 *
 * @param kernel which kernel
 * @param nodes on which points
 * @param points how many quadrature nodes, up to 50,000; 0 means 2,000, and with samples it must be 0
 * @param upTo the highest q
 */
public record TargetProjection(
        @Default("auto") KernelChoice kernel,
        @Default("samples") NodeSet nodes,
        @Default("0") int points,
        @Default("40") int upTo)
        implements Theory {
    /** Refuses what the descriptions of the components rule out. */
    public TargetProjection {
        NodeCount.check(nodes, points);
        NodeCount.atLeast("up-to", 0, upTo);
    }

    @Override
    public List<String> columns() {
        return List.of("target_projection");
    }

    @Override
    public void check(TheoryScene scene) {
        scene.requireCircle("target-projection");
        scene.checkNodes(kernel, nodes, points);
        scene.checkCount("up-to", 2 * upTo + 1, nodes, points);
        scene.checkResolved(upTo, nodes, points);
    }

    @Override
    public double order(double samples) {
        return NodeCount.expected(nodes, points, samples);
    }

    @Override
    public List<Measurement> compute(TheoryScene scene) {
        Eigenbasis basis = scene.basis(kernel, nodes, points, 2 * upTo + 1);
        Nodes at = basis.nodes();
        int n = at.count();
        double[] g = scene.inputs().target().values(scene.domain(), at.points());
        double squares = 0;
        for (int i = 0; i < n; i++) {
            g[i] *= Math.sqrt(at.weights()[i]);
            squares += g[i] * g[i];
        }
        double norm = squares > 0 ? Math.sqrt(squares) : 1;
        List<Measurement> rows = new ArrayList<>();
        for (int q = 0; q <= upTo; q++) {
            scene.deadline().check();
            double energy = 0;
            for (int rank = Math.max(0, 2 * q - 1); rank <= 2 * q; rank++) {
                double c = 0;
                for (int i = 0; i < n; i++) {
                    c += basis.vectors()[rank * n + i] * g[i];
                }
                energy += c * c;
            }
            rows.add(new Measurement(0, "target_projection", Measurement.ALL, q, Math.sqrt(energy) / norm));
        }
        return rows;
    }
}
