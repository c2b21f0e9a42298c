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

/**
 * The size of the first layer's linear regions (LL23's inradius): the radius of the largest ball in the region around each of {@code points}
 * uniformly random points of the cube [from, to]^inputs of encoded inputs, cut off by the cube. Columns {@code inradius}, the mean; {@code inradius_median}; {@code inradius_histogram}, a histogram whose index i is the bin from i largest / bins on (radii from {@code largest} on are in
 * the total but in no bin). A region is drawn with a probability in proportion to its volume.
 *
 * <p>The points are those of {@link Seeds} of the identity {@code "inradius/<seed>"}, stream {@code probe}, coordinate by coordinate: the same at
 * every checkpoint and in every trial with as many inputs. Cost: one linear programme a point ({@link ChebyshevRadius}); 1,000 points with 512 units
 * take 0.2 s with 2 inputs, 0.5 s with 16 and 7 to 15 s with 80, so give it few checkpoints where inputs are many.
 *
 * @param points how many
 * @param seed of the points
 * @param from lower end of the cube's sides
 * @param to upper end
 * @param bins of the histogram
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
            throw new IllegalArgumentException("to must be above from (" + from + ") but was " + to);
        }
        if (!(largest > 0) || !Double.isFinite(largest)) {
            throw new IllegalArgumentException("largest must be a positive number but was " + largest);
        }
    }

    @Override
    public String column() {
        return "inradius";
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
        ChebyshevRadius cells = ChebyshevRadius.ofFirstLayer(probe.network(), from, to);
        RandomGenerator random = new Seeds("inradius/" + seed, Map.of()).stream(Stream.PROBE);
        double[] point = new double[inputs];
        double[] radii = new double[points];
        for (int i = 0; i < points; i++) {
            probe.network().deadline().check();
            Arrays.setAll(point, k -> from + (to - from) * random.nextDouble());
            radii[i] = cells.at(point, 0);
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
