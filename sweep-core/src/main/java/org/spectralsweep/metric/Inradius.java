package org.spectralsweep.metric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.hipparchus.random.RandomGenerator;
import org.spectralsweep.random.Seeds;
import org.spectralsweep.random.Stream;
import org.spectralsweep.region.ChebyshevRadius;
import org.spectralsweep.spec.Default;
import org.spectralsweep.spec.Refusal;

/**
 * The size of the first layer's linear regions (LL23's inradius). {@code points} uniformly random points are drawn in
 * the cube [from, to]^inputs of encoded inputs. Each gives the radius of the largest ball inside its region, cut off by
 * the cube. So a region is drawn with a probability in proportion to its volume.
 *
 * <ul>
 * <li>{@code inradius}, {@code inradius_median}: mean and median radius
 * <li>{@code inradius_histogram}: a histogram; index i is the bin that begins at i largest / bins. Radii from
 * {@code largest} on count in the total but lie in no bin.
 * </ul>
 *
 * <p>The points are drawn coordinate by coordinate from {@link Seeds} of the identity {@code "inradius/<seed>"}, stream
 * {@code probe}. They are the same at every checkpoint and in every trial with as many inputs.
 *
 * <p>Cost: one linear programme a point ({@link ChebyshevRadius}). 1,000 points with 512 units take 0.2 s with 2
 * inputs, 0.5 s with 16 and 7 to 15 s with 80. So give it few checkpoints if there are many inputs.
 *
 * @param points how many points
 * @param seed seed of the points
 * @param from lower end of the cube's sides
 * @param to upper end of the cube's sides
 * @param bins number of bins of the histogram
 * @param largest where the histogram ends
 */
public record Inradius(
        @Default("1000") int points,
        @Default("0") long seed,
        @Default("-1") double from,
        @Default("1") double to,
        @Default("50") int bins,
        @Default("0.2") double largest)
        implements Metric {
    /** Refuses fewer than one point or bin, an empty cube and a histogram that ends at or below 0. */
    public Inradius {
        Subset.check(points);
        Histogram.check(bins, 1);
        if (!(to > from) || !Double.isFinite(to - from)) {
            throw new Refusal("to", "must be above from (" + from + ") but was " + to);
        }
        if (!(largest > 0) || !Double.isFinite(largest)) {
            throw new Refusal("largest", "must be a positive number but was " + largest);
        }
    }

    @Override
    public String column() {
        return "inradius";
    }

    @Override
    public boolean needsRectifiers() {
        return true;
    }

    @Override
    public double flops(MetricSize size) {
        return points * MetricSize.LOOP * size.units() * size.inputs() * 10;
    }

    @Override
    public List<Column> writes() {
        return List.of(
                View.CURVES.column(column()),
                View.CURVES.column("inradius_median"),
                View.COMPONENTS.column("inradius_histogram"));
    }

    @Override
    public List<Measurement> measure(Probe probe) {
        int inputs = probe.network().spec().inputs();
        ChebyshevRadius polytopes = ChebyshevRadius.ofFirstLayer(probe.network(), from, to);
        RandomGenerator random = new Seeds("inradius/" + seed, Map.of()).stream(Stream.PROBE);
        double[] point = new double[inputs];
        double[] radii = new double[points];
        for (int i = 0; i < points; i++) {
            probe.network().deadline().check();
            Arrays.setAll(point, k -> from + (to - from) * random.nextDouble());
            radii[i] = polytopes.at(point, 0);
        }
        List<Measurement> rows = new ArrayList<>();
        rows.add(new Measurement(probe.step(), column(), Measurement.ALL, 0, Histogram.mean(radii)));
        rows.add(new Measurement(probe.step(), "inradius_median", Measurement.ALL, 0, Histogram.median(radii)));
        double[] density = Histogram.density(radii, bins, largest);
        for (int bin = 0; bin < bins; bin++) {
            rows.add(new Measurement(probe.step(), "inradius_histogram", Measurement.ALL, bin, density[bin]));
        }
        return rows;
    }
}
