package org.spectralsweep.theory;

import java.util.ArrayList;
import java.util.List;
import org.spectralsweep.metric.Measurement;
import org.spectralsweep.spec.Default;

/**
 * The largest eigenvalues of the kernel's integral operator with respect to the density p, B20's Eq. 7.
 *
 * <ul>
 * <li>{@code kernel_eigenvalue}, scope {@code all}, index the rank, 0 for the largest: an eigenvalue of H/n on samples,
 * of sqrt(p_i) K_ij sqrt(p_j) / n on quadrature nodes. It is 0 where it is only rounding, below 1e-14 of the largest
 * (1e-13 above 3,000 nodes).
 * <li>{@code kernel_eigenvalue_law}, the same scope and index, for an analytic kernel on the circle without an
 * encoding: the value by the law of local frequency, 2 pi Z^2 lambda_q = Z^2 a_q. lambda_q is the eigenvalue of uniform
 * data at this rank; q = ceil(rank / 2) where eigenvalues fall with q.
 * </ul>
 *
 * @param kernel which kernel
 * @param nodes on which points
 * @param points how many quadrature nodes, up to 50,000; 0 means 2,000, and with samples it must be 0
 * @param count how many eigenvalues
 */
public record KernelSpectrum(
        @Default("auto") KernelChoice kernel,
        @Default("samples") NodeSet nodes,
        @Default("0") int points,
        @Default("50") int count)
        implements Theory {
    /** Refuses what the descriptions of the components rule out. */
    public KernelSpectrum {
        NodeCount.check(nodes, points);
        NodeCount.atLeast("count", 1, count);
    }

    @Override
    public List<String> columns() {
        return List.of("kernel_eigenvalue", "kernel_eigenvalue_law");
    }

    @Override
    public void check(TheoryScene scene) {
        scene.checkNodes(kernel, nodes, points);
        scene.checkCount("count", count, nodes, points);
    }

    @Override
    public double order(double samples) {
        return NodeCount.expected(nodes, points, samples);
    }

    @Override
    public List<Measurement> compute(TheoryScene scene) {
        Eigenbasis basis = scene.basis(kernel, nodes, points, count);
        List<Measurement> rows = new ArrayList<>();
        for (int rank = 0; rank < count; rank++) {
            rows.add(new Measurement(0, "kernel_eigenvalue", Measurement.ALL, rank, basis.value(rank)));
        }
        if (scene.isAnalytic(kernel) && scene.isZonal() && scene.domain().isCircular() && scene.hasPowerLaw()) {
            UniformHarmonics uniform = new UniformHarmonics(scene.analytic(), count);
            for (int rank = 0; rank < count; rank++) {
                double law = scene.law().eigenvalue(uniform.eigenvalue(rank));
                rows.add(new Measurement(0, "kernel_eigenvalue_law", Measurement.ALL, rank, law));
            }
        }
        return rows;
    }
}
