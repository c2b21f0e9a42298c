package org.spectralsweep.metric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.spectralsweep.nn.Samples;
import org.spectralsweep.region.GradientCosines;
import org.spectralsweep.region.SamplePairs;
import org.spectralsweep.spec.Default;
import org.spectralsweep.spec.Refusal;

/**
 * Gradient confusion (LL23): cosines between the gradients of single samples' losses, over near and far pairs.
 * {@link GradientCosines} has the formula. These are the columns of near pairs; those of far pairs say {@code global}
 * instead of {@code local}:
 *
 * <ul>
 * <li>{@code confusion_local}: mean cosine; for near pairs also in each {@code region:j} of the density, where there
 * are several
 * <li>{@code confusion_local_magnitude}: mean absolute cosine, which for one output is the mean normalised empirical
 * tangent kernel; by region as above
 * <li>{@code confusion_local_positive}: share of the pairs whose cosine is above 0
 * <li>{@code confusion_local_minimum}: the smallest cosine
 * <li>{@code confusion_local_below}: share of the pairs whose cosine is below the bound
 * <li>{@code confusion_local_histogram}: histogram on {@code bins} equal bins of [-1, 1] by index; it integrates to 1
 * </ul>
 *
 * <p>Pairs in which a gradient is zero have no cosine and are left out; NaN where none is left. Neighbours of different
 * classes have columns of their own, see {@link Neighbours}. Cost: a forward and a backward pass of both samples of
 * every pair. So 100,000 pairs take as long as a training step on 200,000 samples without its weight gradients.
 *
 * @param pairing how pairs are chosen
 * @param bound cosines below it are counted in {@code confusion_local_below}
 * @param bins number of bins of the histograms; 0 means no histograms
 * @param steps the checkpoints at which it is measured; empty means all
 */
public record GradientConfusion(
        @Default("{type: windows}") Pairing pairing,
        @Default("-0.5") double bound,
        @Default("40") int bins,
        @Default("[]") List<Long> steps)
        implements Metric {
    /** Copies the steps; refuses a bound outside [-1, 1], negative bins and negative steps. */
    public GradientConfusion {
        steps = Steps.copyOf(steps);
        if (!(bound >= -1 && bound <= 1)) {
            throw new Refusal("bound", "must be from -1 to 1 but was " + bound);
        }
        Histogram.check(bins, 0);
    }

    @Override
    public String column() {
        return "confusion_" + pairing.near();
    }

    @Override
    public double flops(MetricSize size) {
        return size.gradients(size.samples()) + 2 * pairing.pairs(size.samples()) * (size.inputs() + 2 * size.units());
    }

    @Override
    public List<Column> writes() {
        return written(Stream.of(column(), "confusion_global"));
    }

    @Override
    public List<Column> typeWrites() {
        return written(Stream.concat(Pairing.NEAR.stream(), Stream.of("global")).map(pairs -> "confusion_" + pairs));
    }

    private static List<Column> written(Stream<String> names) {
        return names.flatMap(name -> Stream.concat(
                        Stream.of("", "_magnitude", "_positive", "_below", "_minimum")
                                .map(suffix -> View.CURVES.column(name + suffix)),
                        Stream.of(View.COMPONENTS.column(name + "_histogram"))))
                .toList();
    }

    @Override
    public void check(Scene scene) {
        pairing.check(scene.data());
    }

    @Override
    public List<Measurement> measure(Probe probe) {
        List<Measurement> rows = new ArrayList<>();
        if (Steps.include(steps, probe.step())) {
            Pairs pairs = probe.pairs(pairing);
            add(rows, probe, column(), pairs.local(), true);
            if (pairs.global() != null) {
                add(rows, probe, "confusion_global", pairs.global(), false);
            }
        }
        return rows;
    }

    private void add(List<Measurement> rows, Probe probe, String column, SamplePairs pairs, boolean regions) {
        Samples data = probe.scene().data();
        long step = probe.step();
        double[] cosines =
                GradientCosines.cosines(probe.network(), probe.scene().loss(), data.x(), data.y(), pairs);
        double[] magnitudes = Arrays.stream(cosines).map(Math::abs).toArray();
        row(rows, step, column, PairMeans.mean(cosines));
        row(rows, step, column + "_magnitude", PairMeans.mean(magnitudes));
        row(rows, step, column + "_positive", share(cosines, 0, false));
        row(rows, step, column + "_below", share(cosines, bound, true));
        row(rows, step, column + "_minimum", minimum(cosines));
        if (regions) {
            PairMeans.addRegions(rows, step, column, cosines, pairs, data);
            PairMeans.addRegions(rows, step, column + "_magnitude", magnitudes, pairs, data);
        }
        if (bins > 0) {
            Histogram.add(rows, step, column + "_histogram", cosines, bins, -1, 1);
        }
    }

    private static void row(List<Measurement> rows, long step, String column, double value) {
        rows.add(new Measurement(step, column, Measurement.ALL, 0, value));
    }

    private static double share(double[] cosines, double bound, boolean below) {
        long known = Arrays.stream(cosines).filter(c -> !Double.isNaN(c)).count();
        long counted = Arrays.stream(cosines)
                .filter(c -> below ? c < bound : c > bound)
                .count();
        return (double) counted / known;
    }

    private static double minimum(double[] cosines) {
        return Arrays.stream(cosines).filter(c -> !Double.isNaN(c)).min().orElse(Double.NaN);
    }
}
