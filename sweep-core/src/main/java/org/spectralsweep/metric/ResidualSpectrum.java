package org.spectralsweep.metric;

import java.util.ArrayList;
import java.util.List;
import org.spectralsweep.nn.Samples;
import org.spectralsweep.spec.Refusal;
import org.spectralsweep.spectral.ImageSpectrum;

/**
 * The residual of an image by spatial frequency, in octaves of the length of the wave vector k. The unit of k is cycles
 * per image side. Band 0 is the mean colour (k = 0), and band b has 2^(b-1) &lt;= |k| &lt; 2^b.
 *
 * <ul>
 * <li>{@code residual_spectrum}, index b: sum over the band and the channels of |R_k|^2, over that of |Y_k|^2. R is the
 * two-dimensional DFT of f - y on the trained pixels, Y that of the target. It is 1 for a network that has learned
 * nothing of the band, 0 for one that has learned it.
 * <li>{@code target_spectrum}, index b, at step 0: the band's share of sum |Y_k|^2
 * </ul>
 *
 * <p>NaN in a band where the target has no energy. Images only. Cost: six products with DFT matrices a channel, and
 * once as many for the target.
 */
public record ResidualSpectrum() implements Metric {
    @Override
    public String column() {
        return "residual_spectrum";
    }

    @Override
    public double flops(MetricSize size) {
        return size.forward(size.held()) + 50 * MetricSize.LOOP * (size.samples() + size.held());
    }

    @Override
    public List<Column> writes() {
        return View.COMPONENTS.columns(column(), "target_spectrum");
    }

    @Override
    public void check(Scene scene) {
        if (!scene.isImage()) {
            throw new Refusal("target", "must be an image for metric residual-spectrum but was not");
        }
    }

    @Override
    public List<Measurement> measure(Probe probe) {
        Samples data = probe.scene().data();
        double[] target = probe.scene().targetBands();
        double[] residual = ImageSpectrum.bands(probe.residuals(), data.shape()[0], data.shape()[1], data.outputs());
        double sum = 0;
        for (double energy : target) {
            sum += energy;
        }
        List<Measurement> rows = new ArrayList<>();
        for (int band = 0; band < target.length; band++) {
            // Energy that is only rounding of the transform counts as none.
            double share = target[band] > 1e-24 * sum ? residual[band] / target[band] : Double.NaN;
            rows.add(new Measurement(probe.step(), column(), Measurement.ALL, band, share));
            if (probe.step() == 0) {
                rows.add(new Measurement(0, "target_spectrum", Measurement.ALL, band, target[band] / sum));
            }
        }
        return rows;
    }
}
