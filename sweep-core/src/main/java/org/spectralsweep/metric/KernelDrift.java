package org.spectralsweep.metric;

import java.util.List;
import org.spectralsweep.spec.Default;

/**
 * Column {@code kernel_drift}: how far the network's tangent kernel has moved since initialisation, |K_t - K_0| / |K_0|
 * in the Frobenius norm, on evenly spaced training samples. It is 0 in the lazy limit. NaN where the weights are no
 * longer finite, or where every unit was off at the start.
 *
 * <p>Cost: the kernel at every checkpoint ({@link org.spectralsweep.kernel.EmpiricalTangentKernel}), and 8 points^2
 * bytes for the first one.
 *
 * @param points the most samples
 */
public record KernelDrift(@Default("256") int points) implements Metric {
    /** Refuses fewer than one point. */
    public KernelDrift {
        Subset.check(points);
    }

    @Override
    public String column() {
        return "kernel_drift";
    }

    @Override
    public double flops(MetricSize size) {
        return size.kernel(Math.min(points, size.samples()));
    }

    @Override
    public List<Column> writes() {
        return View.NTK.columns(column());
    }

    @Override
    public boolean comparesWithStart() {
        return true;
    }

    @Override
    public void remember(Probe start) {
        double[] unused = start.scene().startKernel(points, start.tangentKernel(points));
    }

    @Override
    public List<Measurement> measure(Probe probe) {
        double[] now = probe.tangentKernel(points);
        double[] start = probe.scene().startKernel(points, now);
        double moved = 0;
        double size = 0;
        for (int e = 0; e < now.length; e++) {
            moved += (now[e] - start[e]) * (now[e] - start[e]);
            size += start[e] * start[e];
        }
        return List.of(new Measurement(probe.step(), column(), Measurement.ALL, 0, Math.sqrt(moved / size)));
    }
}
