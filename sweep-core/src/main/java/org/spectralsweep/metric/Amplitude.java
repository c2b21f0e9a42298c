package org.spectralsweep.metric;

import java.util.ArrayList;
import java.util.List;
import org.spectralsweep.spec.Default;
import org.spectralsweep.spec.Refusal;
import org.spectralsweep.spectral.AmplitudeProjection;
import org.spectralsweep.spectral.Normalization;

/**
 * The amplitude per frequency of the residual or of the learned function, on the whole domain and per density region.
 * It is measured on a uniform evaluation grid rather than on the training samples. Cost: one forward pass over the grid
 * a checkpoint, shared by all amplitude metrics of a trial.
 *
 * @param of what is analysed; the column is {@code amplitude_residual} or {@code amplitude_learned}
 * @param frequencies the frequencies, on a Boolean cube degrees; empty means those of the target, and an image has none
 * @param normalization unit of the value
 */
public record Amplitude(
        @Default("residual") Of of,
        @Default("[]") List<Integer> frequencies,
        @Default("amplitude") Normalization normalization)
        implements Metric {
    /** What is analysed. */
    public enum Of {
        /** f - y. */
        RESIDUAL,
        /** f. */
        LEARNED
    }

    /** Copies the frequencies and refuses negative ones. */
    public Amplitude {
        frequencies = List.copyOf(frequencies);
        for (int frequency : frequencies) {
            if (frequency < 0) {
                throw new Refusal("frequencies", "must be at least 0 but held " + frequency);
            }
        }
    }

    @Override
    public String column() {
        return column(of);
    }

    @Override
    public double flops(MetricSize size) {
        return size.forward(size.grid()) + 10 * MetricSize.LOOP * size.grid() * Math.max(1, frequencies.size());
    }

    private static String column(Of of) {
        return of == Of.RESIDUAL ? "amplitude_residual" : "amplitude_learned";
    }

    @Override
    public List<Column> writes() {
        return View.SPECTRA.columns(column());
    }

    @Override
    public List<Column> typeWrites() {
        return View.SPECTRA.columns(column(Of.RESIDUAL), column(Of.LEARNED));
    }

    @Override
    public void check(Scene scene) {
        if (scene.data().outputs() > 1 && !frequencies.isEmpty()) {
            throw new Refusal(
                    "frequencies",
                    "of amplitude must be left out for a target of "
                            + scene.data().outputs() + " outputs but were " + frequencies);
        }
    }

    @Override
    public List<Measurement> measure(Probe probe) {
        Scene scene = probe.scene();
        List<Integer> wanted = frequencies.isEmpty() ? scene.targetFrequencies() : frequencies;
        if (wanted.isEmpty()) {
            return List.of();
        }
        AmplitudeProjection projection = scene.projection(wanted);
        double[] values = of == Of.RESIDUAL ? difference(probe.gridOutputs(), scene.gridTarget()) : probe.gridOutputs();
        List<Measurement> rows = new ArrayList<>();
        for (int f = 0; f < wanted.size(); f++) {
            int frequency = wanted.get(f);
            double whole = projection.whole(values, f, normalization);
            rows.add(new Measurement(probe.step(), column(), Measurement.ALL, frequency, whole));
            for (int region = 0; region < scene.data().regions(); region++) {
                double local = projection.region(values, region, f, normalization);
                rows.add(new Measurement(probe.step(), column(), Measurement.region(region), frequency, local));
            }
        }
        return rows;
    }

    private static double[] difference(double[] a, double[] b) {
        double[] c = new double[a.length];
        for (int i = 0; i < c.length; i++) {
            c[i] = a[i] - b[i];
        }
        return c;
    }
}
