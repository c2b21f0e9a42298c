package org.spectralsweep.metric;

import java.util.ArrayList;
import java.util.List;
import org.spectralsweep.region.SpectralNorm;

/**
 * Column {@code spectral_norm}: the largest singular value of every layer's weights, multiplier included. The output
 * layer is {@code layer:L+1}. Scope {@code all} is the product over all layers (LL23's "param norm"), a bound on the
 * network's Lipschitz constant where there are no skip connections. NaN where weights are no longer finite.
 * {@link SpectralNorm} has the cost; four hidden layers of 512 take 50 ms.
 */
public record SpectralNorms() implements Metric {
    @Override
    public String column() {
        return "spectral_norm";
    }

    @Override
    public double flops(MetricSize size) {
        return 200 * size.weights();
    }

    @Override
    public List<Measurement> measure(Probe probe) {
        List<Measurement> rows = new ArrayList<>();
        double product = 1;
        for (int layer = 0; layer < probe.network().spec().layers(); layer++) {
            double norm = SpectralNorm.of(probe.network(), layer);
            rows.add(new Measurement(probe.step(), column(), Measurement.layer(layer + 1), 0, norm));
            product *= norm;
        }
        rows.add(new Measurement(probe.step(), column(), Measurement.ALL, 0, product));
        return rows;
    }
}
