package org.spectralsweep.metric;

import java.util.ArrayList;
import java.util.List;
import org.spectralsweep.nn.ActivationPatterns;
import org.spectralsweep.spec.Default;

/**
 * Column {@code active_share}: the share of (unit, sample) pairs whose ReLU is on, in each hidden layer and over all of
 * them. The samples are evenly spaced training samples. Symmetric starts have a half; a negative constant bias makes
 * the share small. {@code expected-active-share} is its value at the start of an infinitely wide network. Cost: one
 * forward pass a checkpoint, and points / 8 bytes a unit.
 *
 * @param points the most samples
 */
public record ActiveShare(@Default("256") int points) implements Metric {
    /** Refuses fewer than one point. */
    public ActiveShare {
        Subset.check(points);
    }

    @Override
    public String column() {
        return "active_share";
    }

    @Override
    public boolean needsRectifiers() {
        return true;
    }

    @Override
    public double flops(MetricSize size) {
        return 2 * size.forward(Math.min(points, size.samples()));
    }

    @Override
    public List<Measurement> measure(Probe probe) {
        Subset subset = probe.scene().subset(points);
        ActivationPatterns patterns = ActivationPatterns.of(probe.network(), subset.x(), subset.count());
        List<Measurement> rows = new ArrayList<>();
        long on = 0;
        long pairs = 0;
        for (int layer = 0; layer < patterns.layers(); layer++) {
            long active = patterns.active(layer);
            double share = (double) active / patterns.pairs(layer);
            rows.add(new Measurement(probe.step(), column(), Measurement.layer(layer + 1), 0, share));
            on += active;
            pairs += patterns.pairs(layer);
        }
        rows.add(new Measurement(probe.step(), column(), Measurement.ALL, 0, (double) on / pairs));
        return rows;
    }
}
