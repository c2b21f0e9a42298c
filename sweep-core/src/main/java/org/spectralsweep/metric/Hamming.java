package org.spectralsweep.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.spectralsweep.nn.ActivationPatterns;
import org.spectralsweep.region.SamplePairs;
import org.spectralsweep.spec.Default;

/**
 * Hamming distances of activation patterns (LL23), as means over pairs of samples. The distance is the number of units,
 * of all hidden layers, that are on at one sample of a pair and off at the other.
 *
 * <ul>
 * <li>{@code hamming_local}, {@code hamming_global}: the mean over near and far pairs, in scope {@code all} and in each
 * {@code layer:l}. For near pairs also in each {@code region:j} of the density, where there are several, over the pairs
 * that lie in it.
 * <li>{@code hamming_local_ratio}, {@code hamming_global_ratio}: the mean over all layers divided by N, the number of
 * units
 * <li>{@code hamming_local_histogram}, {@code hamming_global_histogram}: histograms of the ratio, on {@code bins} equal
 * bins of [0, 1] by index; they integrate to 1
 * </ul>
 *
 * <p>NaN where there is no pair, or where weights are no longer finite. Neighbours of different classes have columns of
 * their own, see {@link Neighbours}. Cost: the patterns of all training samples, and N / 64 operations a pair. The
 * patterns take samples x units / 8 bytes and one forward pass a checkpoint, shared by all metrics that read them.
 *
 * @param pairing how pairs are chosen
 * @param bins number of bins of the histograms; 0 means no histograms
 */
public record Hamming(
        @Default("{type: windows}") Pairing pairing,
        @Default("0") int bins) implements Metric {
    /** Refuses a negative number of bins. */
    public Hamming {
        Histogram.check(bins, 0);
    }

    @Override
    public String column() {
        return "hamming_" + pairing.near();
    }

    @Override
    public boolean needsRectifiers() {
        return true;
    }

    @Override
    public double flops(MetricSize size) {
        return size.forward(size.samples())
                + pairing.pairs(size.samples()) * (MetricSize.LOOP / 16 * size.units() + 10 * MetricSize.LOOP);
    }

    @Override
    public List<Column> writes() {
        return written(Stream.of(column(), "hamming_global"));
    }

    @Override
    public List<Column> typeWrites() {
        return written(Stream.concat(Pairing.NEAR.stream(), Stream.of("global")).map(pairs -> "hamming_" + pairs));
    }

    private static List<Column> written(Stream<String> names) {
        return names.flatMap(name -> Stream.of(
                        View.CURVES.column(name),
                        View.CURVES.column(name + "_ratio"),
                        View.COMPONENTS.column(name + "_histogram")))
                .toList();
    }

    @Override
    public void check(Scene scene) {
        pairing.check(scene.data());
    }

    @Override
    public List<Measurement> measure(Probe probe) {
        ActivationPatterns patterns = probe.patterns();
        List<Measurement> rows = new ArrayList<>();
        Pairs pairs = probe.pairs(pairing);
        add(rows, probe, patterns, column(), pairs.local(), true);
        if (pairs.global() != null) {
            add(rows, probe, patterns, "hamming_global", pairs.global(), false);
        }
        return rows;
    }

    private void add(
            List<Measurement> rows,
            Probe probe,
            ActivationPatterns patterns,
            String column,
            SamplePairs pairs,
            boolean regions) {
        long step = probe.step();
        double[] distances = new double[pairs.count()];
        for (int layer = 0; layer < patterns.layers(); layer++) {
            double sum = 0;
            probe.network().deadline().check();
            for (int pair = 0; pair < distances.length; pair++) {
                double distance = !probe.isFinite()
                        ? Double.NaN
                        : patterns.distance(layer, pairs.left()[pair], pairs.right()[pair]);
                distances[pair] += distance;
                sum += distance;
            }
            rows.add(new Measurement(step, column, Measurement.layer(layer + 1), 0, sum / distances.length));
        }
        double mean = PairMeans.mean(distances);
        rows.add(new Measurement(step, column, Measurement.ALL, 0, mean));
        rows.add(new Measurement(step, column + "_ratio", Measurement.ALL, 0, mean / patterns.units()));
        if (regions) {
            PairMeans.addRegions(
                    rows, step, column, distances, pairs, probe.scene().data());
        }
        if (bins > 0) {
            for (int pair = 0; pair < distances.length; pair++) {
                distances[pair] /= patterns.units();
            }
            Histogram.add(rows, step, column + "_histogram", distances, bins, 0, 1);
        }
    }
}
