package org.spectralsweep.metric;

import java.util.ArrayList;
import java.util.List;
import org.spectralsweep.nn.MlpSpec;

/**
 * Column {@code dead_units}: how many hidden units have the slope zero on every training sample, per layer and in all.
 * ReLU units are zero there. LL23 calls them "dead neurons" and counts them over all hidden layers together. Cost: one
 * forward pass. With several hidden layers of ReLU all metrics that read activation patterns share it.
 */
public record DeadUnits() implements Metric {
    @Override
    public String column() {
        return "dead_units";
    }

    @Override
    public double flops(MetricSize size) {
        return size.forward(size.samples());
    }

    @Override
    public List<Measurement> measure(Probe probe) {
        MlpSpec spec = probe.network().spec();
        // A pattern holds signs, and only those of ReLU say where the slope is zero.
        boolean shared = spec.widths().size() > 1 && spec.isRelu();
        int[] dead = shared
                ? probe.patterns().deadUnits()
                : probe.scene().onSamples(probe.network()).deadUnits();
        List<Measurement> rows = new ArrayList<>();
        int sum = 0;
        for (int layer = 0; layer < dead.length; layer++) {
            rows.add(new Measurement(probe.step(), column(), Measurement.layer(layer + 1), 0, dead[layer]));
            sum += dead[layer];
        }
        rows.add(new Measurement(probe.step(), column(), Measurement.ALL, 0, sum));
        return rows;
    }
}
