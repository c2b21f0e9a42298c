package org.spectralsweep.metric;

import java.util.ArrayList;
import java.util.List;
import org.spectralsweep.region.BoundaryDistances;
import org.spectralsweep.spec.Default;

/**
 * How far training samples are from where a hidden unit switches. Each sample counts with the unit that is nearest to
 * it. The samples are evenly spaced.
 *
 * <ul>
 * <li>{@code boundary_distance} and {@code boundary_distance_median}: mean and median over samples of the distance in
 * the space of encoded inputs. Over all layers it is the exact distance to the boundary of the sample's linear region,
 * for a single layer the distance to first order.
 * <li>{@code boundary_distance_local} and {@code boundary_distance_local_median}: the same for LL23's distance as its
 * code has it. This is |z| over the norm of the unit's own weights, in the space of what its layer reads.
 * </ul>
 *
 * <p>Infinite where no unit has a gradient, NaN where weights are no longer finite. {@link BoundaryDistances} has the
 * definitions. Cost: {@code inputs + 1} forward passes of these samples in float64.
 *
 * @param points the most samples
 */
public record BoundaryDistance(@Default("2048") int points) implements Metric {
    /** Refuses fewer than one point. */
    public BoundaryDistance {
        Subset.check(points);
    }

    @Override
    public String column() {
        return "boundary_distance";
    }

    @Override
    public boolean needsRectifiers() {
        return true;
    }

    @Override
    public double flops(MetricSize size) {
        return size.forward(Math.min(points, size.samples())) * (1 + size.inputs());
    }

    @Override
    public List<Column> writes() {
        return View.CURVES.columns(
                column(), "boundary_distance_median", "boundary_distance_local", "boundary_distance_local_median");
    }

    @Override
    public List<Measurement> measure(Probe probe) {
        Subset subset = probe.scene().subset(points);
        BoundaryDistances distances = BoundaryDistances.of(probe.network(), subset.x(), subset.count());
        List<Measurement> rows = new ArrayList<>();
        for (int layer = 0; layer < probe.network().spec().widths().size(); layer++) {
            String scope = Measurement.layer(layer + 1);
            add(rows, probe.step(), scope, distances.inInputs(layer), distances.local(layer));
        }
        add(rows, probe.step(), Measurement.ALL, distances.inInputs(), distances.local());
        return rows;
    }

    private static void add(List<Measurement> rows, long step, String scope, double[] inInputs, double[] local) {
        rows.add(new Measurement(step, "boundary_distance", scope, 0, Histogram.mean(inInputs)));
        rows.add(new Measurement(step, "boundary_distance_median", scope, 0, Histogram.median(inInputs)));
        rows.add(new Measurement(step, "boundary_distance_local", scope, 0, Histogram.mean(local)));
        rows.add(new Measurement(step, "boundary_distance_local_median", scope, 0, Histogram.median(local)));
    }
}
