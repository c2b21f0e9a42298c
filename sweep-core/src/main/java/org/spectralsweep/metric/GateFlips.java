package org.spectralsweep.metric;

import java.util.ArrayList;
import java.util.List;
import org.spectralsweep.nn.ActivationPatterns;
import org.spectralsweep.spec.Default;

/**
 * Column {@code gate_flips}: the share of (unit, sample) pairs whose ReLU has switched since initialisation, on or off,
 * over all hidden layers and in each. The samples are evenly spaced training samples. The share measures laziness: with
 * one hidden layer and a fixed outer one, the tangent kernel changes only through these flips. Cost: one forward pass a
 * checkpoint, and points / 8 bytes a unit, twice.
 *
 * @param points the most samples
 */
public record GateFlips(@Default("256") int points) implements Metric {
    /** Refuses fewer than one point. */
    public GateFlips {
        Subset.check(points);
    }

    @Override
    public String column() {
        return "gate_flips";
    }

    @Override
    public boolean needsRectifiers() {
        return true;
    }

    @Override
    public double flops(MetricSize size) {
        return 4 * size.forward(Math.min(points, size.samples()));
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
        ActivationPatterns unused = start.scene().startPatterns(points, patterns(start));
    }

    private ActivationPatterns patterns(Probe probe) {
        Subset subset = probe.scene().subset(points);
        return ActivationPatterns.of(probe.network(), subset.x(), subset.count());
    }

    @Override
    public List<Measurement> measure(Probe probe) {
        ActivationPatterns now = patterns(probe);
        ActivationPatterns start = probe.scene().startPatterns(points, now);
        List<Measurement> rows = new ArrayList<>();
        long flips = 0;
        long pairs = 0;
        for (int layer = 0; layer < now.layers(); layer++) {
            long flipped = now.flips(start, layer);
            double share = (double) flipped / now.pairs(layer);
            rows.add(new Measurement(probe.step(), column(), Measurement.layer(layer + 1), 0, share));
            flips += flipped;
            pairs += now.pairs(layer);
        }
        rows.add(new Measurement(probe.step(), column(), Measurement.ALL, 0, (double) flips / pairs));
        return rows;
    }
}
