package org.spectralsweep.metric;

import java.util.ArrayList;
import java.util.List;
import org.spectralsweep.nn.Samples;

/**
 * Activation regions that the training samples see: the number of different activation patterns of all hidden layers on
 * them. This is LL23's count on the pixel grid. It is at most the number of samples, and it is not the number of
 * regions of the plane.
 *
 * <ul>
 * <li>{@code activation_regions}: the count, in scope {@code all} and, where the density has several regions, in each
 * {@code region:j}
 * <li>{@code activation_regions_share}: the count over the number of samples, in the same scopes
 * </ul>
 *
 * <p>NaN where weights are no longer finite. Cost: one pass over the patterns of all training samples. These take one
 * forward pass a checkpoint, shared by all metrics that read them.
 */
public record ActivationRegions() implements Metric {
    @Override
    public String column() {
        return "activation_regions";
    }

    @Override
    public boolean needsRectifiers() {
        return true;
    }

    @Override
    public double flops(MetricSize size) {
        return size.forward(size.samples()) + 10 * MetricSize.LOOP * size.samples();
    }

    @Override
    public List<Column> writes() {
        return View.CURVES.columns(column(), column() + "_share");
    }

    @Override
    public List<Measurement> measure(Probe probe) {
        Samples data = probe.scene().data();
        int[] numbers = probe.patterns().numbered();
        List<Measurement> rows = new ArrayList<>();
        add(rows, probe, Measurement.ALL, numbers, data, -1);
        for (int region = 0; region < data.regions() && data.regions() > 1; region++) {
            add(rows, probe, Measurement.region(region), numbers, data, region);
        }
        return rows;
    }

    /**
     * @param region the only region to count; -1 for all
     */
    private void add(List<Measurement> rows, Probe probe, String scope, int[] numbers, Samples data, int region) {
        long step = probe.step();
        boolean finite = probe.isFinite();
        boolean[] seen = new boolean[numbers.length];
        int samples = 0;
        int distinct = 0;
        for (int i = 0; i < numbers.length; i++) {
            if (region < 0 || data.region()[i] == region) {
                samples++;
                distinct += seen[numbers[i]] ? 0 : 1;
                seen[numbers[i]] = true;
            }
        }
        double regions = finite ? distinct : Double.NaN;
        rows.add(new Measurement(step, column(), scope, 0, regions));
        rows.add(new Measurement(step, column() + "_share", scope, 0, regions / samples));
    }
}
