package org.spectralsweep.metric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.spectralsweep.kernel.EvenlySpaced;
import org.spectralsweep.kernel.SpectralSummary;
import org.spectralsweep.linalg.SymmetricEigen;
import org.spectralsweep.spec.Default;
import org.spectralsweep.spec.Refusal;

/**
 * Column {@code empirical_kernel_eigenvalue}: the largest eigenvalues of the network's own tangent kernel at the
 * checkpoint, by rank from 0. They are those of K / n on evenly spaced training samples. In the lazy limit they are
 * those of the architecture's closed form and do not change. NaN where the weights are no longer finite.
 *
 * <p>With {@code smallest} there are also {@code empirical_kernel_eigenvalue_smallest}, by rank from 0 for the
 * smallest, {@code empirical_kernel_condition_number}, {@code empirical_kernel_effective_rank} and
 * {@code empirical_kernel_spectral_position}. {@link SpectralSummary} defines them. The residual is that of the
 * checkpoint, f - y.
 *
 * <p>Cost: the kernel ({@link org.spectralsweep.kernel.EmpiricalTangentKernel}), once a checkpoint for all metrics with
 * the same number of points, and 4/3 points^3 flops; with {@code smallest} 9 points^3.
 *
 * @param points the most samples
 * @param count how many eigenvalues
 * @param smallest how many of the smallest eigenvalues; 0 leaves them and all that follows from them out
 */
public record EmpiricalKernel(
        @Default("256") int points,
        @Default("10") int count,
        @Default(value = "0", addedLater = true) int smallest) implements Metric {
    private static final SpectralColumns SUMMARY = new SpectralColumns("empirical_kernel");

    /** Refuses fewer than one point or eigenvalue, and more eigenvalues than points. */
    public EmpiricalKernel {
        Subset.check(points);
        if (count < 1 || count > points) {
            throw new Refusal("count", "must be between 1 and points (" + points + ") but was " + count);
        }
        if (smallest < 0 || smallest > points) {
            throw new Refusal("smallest", "must be between 0 and points (" + points + ") but was " + smallest);
        }
    }

    /** The largest eigenvalues alone. */
    public EmpiricalKernel(int points, int count) {
        this(points, count, 0);
    }

    @Override
    public String column() {
        return "empirical_kernel_eigenvalue";
    }

    @Override
    public double flops(MetricSize size) {
        double direct = (smallest > 0 ? 60 : 15) * Math.pow(points, 3);
        return size.kernel(Math.min(points, size.samples())) + direct;
    }

    @Override
    public List<Column> writes() {
        return smallest > 0 ? typeWrites() : View.NTK.columns(column());
    }

    @Override
    public List<Column> typeWrites() {
        return Stream.concat(Stream.of(column()), SUMMARY.names().stream())
                .map(View.NTK::column)
                .toList();
    }

    @Override
    public List<Measurement> measure(Probe probe) {
        double[] kernel = probe.tangentKernel(points);
        int order = (int) Math.round(Math.sqrt(kernel.length));
        int samples = probe.scene().subset(points).count();
        // A run that diverges also has a last checkpoint, where the kernel may not be finite.
        if (!Arrays.stream(kernel).allMatch(Double::isFinite)) {
            double[] unknown = new double[Math.min(count, order)];
            Arrays.fill(unknown, Double.NaN);
            return rows(probe, unknown, samples);
        }
        if (smallest == 0) {
            return rows(probe, SymmetricEigen.largest(kernel, order, Math.min(count, order)), samples);
        }
        SymmetricEigen eigen = SymmetricEigen.of(kernel, order);
        double[] values = eigen.values();
        List<Measurement> rows = rows(probe, Arrays.copyOf(values, Math.min(count, order)), samples);
        double[] residual = residual(probe, samples);
        // A kernel of zero has no spectrum to sum up, and residuals may overflow before weights do.
        if (values[0] > 0 && Arrays.stream(residual).allMatch(Double::isFinite)) {
            int few = Math.min(smallest, order);
            rows.addAll(SUMMARY.rows(
                    probe.step(), SpectralSummary.of(values, eigen.vectors(), residual, few), 1.0 / samples));
        }
        return rows;
    }

    private List<Measurement> rows(Probe probe, double[] largest, int samples) {
        List<Measurement> rows = new ArrayList<>();
        for (int rank = 0; rank < largest.length; rank++) {
            double value = Math.max(0, largest[rank]) / samples;
            rows.add(new Measurement(probe.step(), column(), Measurement.ALL, rank, value));
        }
        return rows;
    }

    /** f - y on the kernel's samples, row i c + o for output o of sample i. */
    private static double[] residual(Probe probe, int samples) {
        double[] all = probe.residuals();
        int n = probe.scene().data().count();
        int outputs = probe.scene().data().outputs();
        if (samples == n) {
            return all;
        }
        int[] chosen = EvenlySpaced.indices(n, samples);
        double[] some = new double[samples * outputs];
        for (int i = 0; i < samples; i++) {
            System.arraycopy(all, chosen[i] * outputs, some, i * outputs, outputs);
        }
        return some;
    }
}
