package org.spectralsweep.theory;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.spectralsweep.kernel.KernelLimits;
import org.spectralsweep.kernel.SpectralSummary;
import org.spectralsweep.metric.Measurement;
import org.spectralsweep.metric.SpectralColumns;
import org.spectralsweep.spec.Default;
import org.spectralsweep.spec.Refusal;

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
 * <p>With {@code smallest} there are also {@code kernel_eigenvalue_smallest}, by rank from 0 for the smallest,
 * {@code kernel_condition_number}, {@code kernel_effective_rank} and {@code kernel_spectral_position}.
 * {@link SpectralSummary} defines them. The residual is that at the start: -y for the analytic kernel, f - y for the
 * empirical one.
 *
 * @param kernel which kernel
 * @param nodes on which points
 * @param points how many quadrature nodes, up to 50,000; 0 means 2,000, and with samples it must be 0
 * @param count how many eigenvalues
 * @param smallest how many of the smallest eigenvalues, on up to 3,000 nodes; 0 leaves them and all that follows from
 *     them out
 */
public record KernelSpectrum(
        @Default("auto") KernelChoice kernel,
        @Default("samples") NodeSet nodes,
        @Default("0") int points,
        @Default("50") int count,
        @Default(value = "0", addedLater = true) int smallest)
        implements Theory {
    private static final SpectralColumns SUMMARY = new SpectralColumns("kernel");

    /** Refuses what the descriptions of the components rule out. */
    public KernelSpectrum {
        NodeCount.check(nodes, points);
        NodeCount.atLeast("count", 1, count);
        NodeCount.atLeast("smallest", 0, smallest);
    }

    /** The largest eigenvalues alone. */
    public KernelSpectrum(KernelChoice kernel, NodeSet nodes, int points, int count) {
        this(kernel, nodes, points, count, 0);
    }

    @Override
    public List<String> columns() {
        return Stream.concat(Stream.of("kernel_eigenvalue", "kernel_eigenvalue_law"), SUMMARY.names().stream())
                .toList();
    }

    @Override
    public void check(TheoryScene scene) {
        scene.checkNodes(kernel, nodes, points);
        scene.checkCount("count", count, nodes, points);
        if (smallest > 0) {
            checkSmallest(scene.count(nodes, points));
        }
    }

    private void checkSmallest(int n) {
        if (n > KernelLimits.LARGEST_MATRIX) {
            throw new Refusal(
                    "smallest",
                    "must be 0 above " + KernelLimits.LARGEST_MATRIX + " nodes, whose smallest eigenvalues are not"
                            + " computed, but was " + smallest + " for " + n);
        }
        if (smallest > n) {
            throw new Refusal("smallest", "must be at most the number of nodes (" + n + ") but was " + smallest);
        }
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
        if (smallest > 0 && basis.value(0) > 0) {
            SpectralSummary summary =
                    SpectralSummary.of(basis.values(), basis.vectors(), residual(scene, basis.nodes()), smallest);
            rows.addAll(SUMMARY.rows(0, summary, 1));
        }
        return rows;
    }

    /** The residual at the start, up to its sign, in the basis of the weighted matrix. */
    private double[] residual(TheoryScene scene, Nodes at) {
        int n = at.count();
        double[] y = target(scene, at);
        double[] start =
                scene.isAnalytic(kernel) ? new double[n] : scene.network().outputs(at.x(), n);
        double[] r = new double[n];
        for (int i = 0; i < n; i++) {
            r[i] = Math.sqrt(at.weights()[i]) * (start[i] - y[i]);
        }
        return r;
    }

    /** What is learned, at the nodes. */
    private double[] target(TheoryScene scene, Nodes at) {
        TheoryInputs inputs = scene.inputs();
        if (nodes == NodeSet.SAMPLES) {
            return inputs.data().y();
        }
        double[] y = inputs.target().values(scene.domain(), at.points());
        for (int i = 0; i < y.length; i++) {
            y[i] *= inputs.targetScale();
        }
        return y;
    }
}
