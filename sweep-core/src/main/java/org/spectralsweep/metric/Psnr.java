package org.spectralsweep.metric;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.nn.Samples;
import org.spectralsweep.spec.Refusal;

/**
 * How well an image is reproduced. {@code mean_squared_error} is taken over pixels and channels, with channels in [0,
 * 1], and {@code psnr} is -10 log10 of it, in decibels. Both cover the pixels that are trained on. If some are held
 * out, {@code mean_squared_error_held_out} and {@code psnr_held_out} cover those. Images only. Cost: one forward pass
 * of the held-out pixels.
 */
public record Psnr() implements Metric {
    @Override
    public String column() {
        return "psnr";
    }

    @Override
    public double flops(MetricSize size) {
        return size.forward(size.held()) + MetricSize.LOOP * size.samples();
    }

    @Override
    public List<Column> writes() {
        return View.CURVES.columns("mean_squared_error", "psnr", "mean_squared_error_held_out", "psnr_held_out");
    }

    @Override
    public void check(Scene scene) {
        if (!scene.isImage()) {
            throw new Refusal("target", "must be an image for metric psnr but was not");
        }
    }

    @Override
    public List<Measurement> measure(Probe probe) {
        Scene scene = probe.scene();
        List<Measurement> rows = new ArrayList<>();
        double squares = 0;
        for (double residual : probe.residuals()) {
            squares += residual * residual;
        }
        add(rows, probe, "", squares / probe.residuals().length);
        @Nullable Samples heldOut = scene.heldOut();
        if (heldOut != null) {
            double[] outputs = probe.network().outputs(heldOut.x(), heldOut.count());
            double held = 0;
            for (int i = 0; i < outputs.length; i++) {
                held += (outputs[i] - heldOut.y()[i]) * (outputs[i] - heldOut.y()[i]);
            }
            add(rows, probe, "_held_out", held / outputs.length);
        }
        return rows;
    }

    /** The peak signal-to-noise ratio -10 log10(error) in decibels, for samples whose peak is 1. */
    public static double decibels(double meanSquaredError) {
        return -10 * Math.log10(meanSquaredError);
    }

    private static void add(List<Measurement> rows, Probe probe, String suffix, double scaledError) {
        double scale = probe.scene().targetScale();
        double error = scaledError / (scale * scale);
        rows.add(new Measurement(probe.step(), "mean_squared_error" + suffix, Measurement.ALL, 0, error));
        rows.add(new Measurement(probe.step(), "psnr" + suffix, Measurement.ALL, 0, decibels(error)));
    }
}
