package org.spectralsweep.metric;

import java.util.ArrayList;
import java.util.List;
import org.spectralsweep.nn.Mlp;
import org.spectralsweep.region.PairSummary;
import org.spectralsweep.region.RowCosines;
import org.spectralsweep.spec.Default;
import org.spectralsweep.spec.Refusal;

/**
 * How the hyperplanes of hidden units lie to each other: the cosines of pairs of units' incoming weights.
 *
 * <ul>
 * <li>{@code hyperplane_cosine}: the mean cosine
 * <li>{@code hyperplane_cosine_positive}: the share of pairs with a cosine above 0
 * <li>{@code hyperplane_cosine_magnitude}: the mean absolute cosine
 * <li>{@code hyperplane_cosine_histogram}: a histogram over all pairs; index i is the bin that begins at -1 + 2 i /
 * bins, and the density integrates to 1
 * </ul>
 *
 * <p>The first three are given within each hidden layer and over all pairs. {@link RowCosines} says which layers are
 * mixed, and the cost; four layers of 512 take 0.1 s.
 *
 * @param bins number of bins of the histogram
 * @param units the most units taken from a layer; where it has more, evenly spaced ones are taken
 */
public record HyperplaneAngles(
        @Default("40") int bins, @Default("2048") int units) implements Metric {
    /** Refuses a histogram without bins and fewer than two units. */
    public HyperplaneAngles {
        Histogram.check(bins, 1);
        if (units < 2) {
            throw new Refusal("units", "must be at least 2 but was " + units);
        }
    }

    @Override
    public String column() {
        return "hyperplane_cosine";
    }

    @Override
    public double flops(MetricSize size) {
        return Math.pow(Math.min(units, size.units()), 2) * (size.inputs() + MetricSize.LOOP);
    }

    @Override
    public List<Column> writes() {
        return List.of(
                View.CURVES.column(column()),
                View.CURVES.column("hyperplane_cosine_positive"),
                View.CURVES.column("hyperplane_cosine_magnitude"),
                View.COMPONENTS.column("hyperplane_cosine_histogram"));
    }

    @Override
    public List<Measurement> measure(Probe probe) {
        Mlp network = probe.network();
        RowCosines cosines = RowCosines.of(network, units, bins);
        List<Measurement> rows = new ArrayList<>();
        for (int layer = 0; layer < cosines.layers().size(); layer++) {
            add(
                    rows,
                    probe.step(),
                    Measurement.layer(layer + 1),
                    cosines.layers().get(layer));
        }
        add(rows, probe.step(), Measurement.ALL, cosines.all());
        double[] density = cosines.all().density();
        for (int bin = 0; bin < bins; bin++) {
            rows.add(new Measurement(probe.step(), "hyperplane_cosine_histogram", Measurement.ALL, bin, density[bin]));
        }
        return rows;
    }

    private void add(List<Measurement> rows, long step, String scope, PairSummary pairs) {
        rows.add(new Measurement(step, column(), scope, 0, pairs.mean()));
        rows.add(new Measurement(step, "hyperplane_cosine_positive", scope, 0, pairs.positiveShare()));
        rows.add(new Measurement(step, "hyperplane_cosine_magnitude", scope, 0, pairs.meanMagnitude()));
    }
}
