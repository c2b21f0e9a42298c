package org.spectralsweep.metric;

import java.util.ArrayList;
import java.util.List;
import org.spectralsweep.nn.Samples;

/**
 * Column {@code region_error}: the local error, the mean of (f - y)^2 over the training samples of each density region
 * and over the outputs. y is the target without {@code label-noise}. O(n). It has no rows where classes are learned,
 * because the outputs are then not meant to be near the target.
 */
public record RegionError() implements Metric {
    @Override
    public String column() {
        return LearningCurve.REGION.measured();
    }

    @Override
    public double flops(MetricSize size) {
        return 2 * MetricSize.LOOP * size.samples();
    }

    @Override
    public List<Measurement> measure(Probe probe) {
        if (!probe.scene().loss().isSquared()) {
            return List.of();
        }
        Samples data = probe.scene().data();
        double[] sums = new double[data.regions()];
        int[] counts = new int[data.regions()];
        double[] residuals = probe.cleanResiduals();
        for (int i = 0; i < residuals.length; i++) {
            int region = data.region()[i / data.outputs()];
            sums[region] += residuals[i] * residuals[i];
            counts[region]++;
        }
        List<Measurement> rows = new ArrayList<>();
        for (int region = 0; region < sums.length; region++) {
            double mean = sums[region] / counts[region];
            rows.add(new Measurement(probe.step(), column(), Measurement.region(region), 0, mean));
        }
        return rows;
    }
}
