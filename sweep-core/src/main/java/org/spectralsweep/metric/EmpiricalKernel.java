package org.spectralsweep.metric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.spectralsweep.linalg.SymmetricEigen;
import org.spectralsweep.spec.Default;
import org.spectralsweep.spec.Refusal;

/**
 * Column {@code empirical_kernel_eigenvalue}: the largest eigenvalues of the network's own tangent kernel at the
 * checkpoint, by rank from 0. They are those of K / n on evenly spaced training samples. In the lazy limit they are
 * those of the architecture's closed form and do not change. NaN where the weights are no longer finite.
 *
 * <p>Cost: the kernel ({@link org.spectralsweep.kernel.EmpiricalTangentKernel}), once a checkpoint for all metrics with
 * the same number of points, and 4/3 points^3 flops.
 *
 * @param points the most samples
 * @param count how many eigenvalues
 */
public record EmpiricalKernel(
        @Default("256") int points, @Default("10") int count) implements Metric {
    /** Refuses fewer than one point or eigenvalue, and more eigenvalues than points. */
    public EmpiricalKernel {
        Subset.check(points);
        if (count < 1 || count > points) {
            throw new Refusal("count", "must be between 1 and points (" + points + ") but was " + count);
        }
    }

    @Override
    public String column() {
        return "empirical_kernel_eigenvalue";
    }

    @Override
    public double flops(MetricSize size) {
        return size.kernel(Math.min(points, size.samples())) + 15 * Math.pow(points, 3);
    }

    @Override
    public List<Column> writes() {
        return View.NTK.columns(column());
    }

    @Override
    public List<Measurement> measure(Probe probe) {
        double[] kernel = probe.tangentKernel(points);
        int order = (int) Math.round(Math.sqrt(kernel.length));
        int samples = probe.scene().subset(points).count();
        double[] largest = largest(kernel, order);
        List<Measurement> rows = new ArrayList<>();
        for (int rank = 0; rank < largest.length; rank++) {
            double value = Math.max(0, largest[rank]) / samples;
            rows.add(new Measurement(probe.step(), column(), Measurement.ALL, rank, value));
        }
        return rows;
    }

    private double[] largest(double[] kernel, int order) {
        int ranks = Math.min(count, order);
        // A run that diverges also has a last checkpoint, where the kernel may not be finite.
        if (!Arrays.stream(kernel).allMatch(Double::isFinite)) {
            double[] unknown = new double[ranks];
            Arrays.fill(unknown, Double.NaN);
            return unknown;
        }
        return SymmetricEigen.largest(kernel, order, ranks);
    }
}
