package org.spectralsweep.metric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.spectralsweep.density.RegionalDensity;
import org.spectralsweep.domain.Cube;
import org.spectralsweep.domain.Interval;
import org.spectralsweep.domain.Points;
import org.spectralsweep.encoding.Identity;
import org.spectralsweep.region.PathPieces;
import org.spectralsweep.spec.Default;
import org.spectralsweep.spec.Refusal;

/**
 * The exact linear pieces of the network along a line (Hanin and Rolnick 2019, arXiv 1901.09021). The line is the whole
 * domain if that is an interval, or a segment of a cube.
 *
 * <ul>
 * <li>{@code linear_pieces}: the pieces on which the network is affine
 * <li>{@code activation_pieces}: the pieces on which the activation pattern does not change; there are at least as many
 * <li>{@code linear_pieces_density}: linear pieces per unit length. Where the interval's density has several regions,
 * scope {@code region:j} gives the bends in a region over its length, which can be compared with p(x).
 * </ul>
 *
 * <p>A bend on the boundary of two regions belongs to the upper one. NaN where weights are no longer finite. The
 * encoding must be the identity. {@link PathPieces} has the definitions, the tolerance and the cost.
 *
 * @param from the segment's first point on a cube, one number for each coordinate; empty on an interval
 * @param to the segment's last point, in the same form
 * @param steps the checkpoints at which it is measured; empty means all
 */
public record LinearPieces(
        @Default("[]") List<Double> from,
        @Default("[]") List<Double> to,
        @Default("[]") List<Long> steps) implements Metric {
    /** Copies the lists; refuses ends of different dimensions, a segment without length, and negative steps. */
    public LinearPieces {
        from = List.copyOf(from);
        to = List.copyOf(to);
        steps = Steps.copyOf(steps);
        if (to.size() != from.size()) {
            throw new Refusal(
                    "to", "must hold as many coordinates as from (" + from.size() + ") but held " + to.size());
        }
        if (!from.isEmpty() && from.equals(to)) {
            throw new Refusal("to", "must differ from from but both were " + to);
        }
    }

    @Override
    public String column() {
        return "linear_pieces";
    }

    @Override
    public boolean needsRectifiers() {
        return true;
    }

    @Override
    public double flops(MetricSize size) {
        return size.forward(10 * size.units());
    }

    @Override
    public List<Column> writes() {
        return View.CURVES.columns(column(), "activation_pieces", "linear_pieces_density");
    }

    @Override
    public void check(Scene scene) {
        if (!(scene.encoder().spec() instanceof Identity)) {
            throw new Refusal(
                    "encoding",
                    "must be identity for metric linear-pieces, since a sinusoidal encoding bends the line, but was "
                            + scene.encoder().spec().phrase());
        }
        if (scene.domain() instanceof Interval) {
            if (!from.isEmpty()) {
                throw new Refusal(
                        "from", "must be empty on an interval, which is followed from end to end, but was " + from);
            }
        } else if (scene.domain() instanceof Cube cube) {
            if (from.size() != cube.dimension()) {
                throw new Refusal(
                        "from",
                        "must hold " + cube.dimension() + " coordinates for metric linear-pieces on this cube but held "
                                + from.size());
            }
        } else {
            throw new Refusal(
                    "domain",
                    "must be an interval or a cube for metric linear-pieces but was "
                            + scene.domain().phrase());
        }
    }

    @Override
    public List<Measurement> measure(Probe probe) {
        List<Measurement> rows = new ArrayList<>();
        if (!Steps.include(steps, probe.step())) {
            return rows;
        }
        long step = probe.step();
        if (!probe.network().isFinite()) {
            for (String column : List.of("linear_pieces", "activation_pieces", "linear_pieces_density")) {
                rows.add(new Measurement(step, column, Measurement.ALL, 0, Double.NaN));
            }
            return rows;
        }
        Interval interval = probe.scene().domain() instanceof Interval line ? line : null;
        double[] ends = interval == null ? ends() : new double[] {interval.from(), interval.to()};
        PathPieces pieces = PathPieces.along(probe.network(), ends, 2);
        rows.add(new Measurement(step, "linear_pieces", Measurement.ALL, 0, pieces.pieces()));
        rows.add(new Measurement(step, "activation_pieces", Measurement.ALL, 0, pieces.regions()));
        rows.add(new Measurement(step, "linear_pieces_density", Measurement.ALL, 0, pieces.pieces() / pieces.length()));
        if (interval != null) {
            addRegions(rows, step, probe.scene().density(), interval, pieces.bends());
        }
        return rows;
    }

    /** The bends over the length of each region of the interval, where it has several regions. */
    private static void addRegions(
            List<Measurement> rows, long step, RegionalDensity density, Interval interval, double[] bends) {
        if (density.regions() == 1) {
            return;
        }
        double[] positions =
                Arrays.stream(bends).map(at -> interval.from() + at).toArray();
        int[] counts = new int[density.regions()];
        for (int region : density.label(Points.onLine(positions))) {
            counts[region]++;
        }
        for (int region = 0; region < counts.length; region++) {
            double length = density.measure(region) * (interval.to() - interval.from());
            rows.add(new Measurement(
                    step, "linear_pieces_density", Measurement.region(region), 0, counts[region] / length));
        }
    }

    /** Both ends, one after the other. */
    private double[] ends() {
        double[] ends = new double[2 * from.size()];
        for (int c = 0; c < from.size(); c++) {
            ends[c] = from.get(c);
            ends[from.size() + c] = to.get(c);
        }
        return ends;
    }
}
