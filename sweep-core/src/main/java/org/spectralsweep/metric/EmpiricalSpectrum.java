package org.spectralsweep.metric;

import java.util.ArrayList;
import java.util.List;
import org.spectralsweep.Default;
import org.spectralsweep.linalg.SymmetricEigen;

/**
 * Column {@code empirical_kernel_eigenvalue}: the largest eigenvalues of the network's own tangent kernel at the checkpoint, K / n on evenly spaced training
 * samples, by rank from 0. In the lazy limit they are those of the architecture's closed form and stay. Two products of points^2 flops a unit, and
 * 4/3 points^3 flops.
 *
 * @param points the most samples
 * @param count how many eigenvalues
 */
public record EmpiricalSpectrum(
        @Default("256") int points, @Default("10") int count) implements Metric {
    /** Refuses fewer than one point or eigenvalue, and more eigenvalues than points. */
    public EmpiricalSpectrum {
        Subset.check(points);
        if (count < 1 || count > points) {
            throw new IllegalArgumentException("count must be between 1 and points (" + points + ") but was " + count);
        }
    }

    @Override
    public String column() {
        return "empirical_kernel_eigenvalue";
    }

    @Override
    public List<Measurement> measure(Probe probe) {
        double[] kernel = probe.tangentKernel(points);
        int order = (int) Math.round(Math.sqrt(kernel.length));
        int samples = probe.scene().subset(points).count();
        double[] largest = SymmetricEigen.largest(kernel, order, Math.min(count, order));
        List<Measurement> rows = new ArrayList<>();
        for (int rank = 0; rank < largest.length; rank++) {
            double value = Math.max(0, largest[rank]) / samples;
            rows.add(new Measurement(probe.step(), column(), Measurement.ALL, rank, value));
        }
        return rows;
    }
}
