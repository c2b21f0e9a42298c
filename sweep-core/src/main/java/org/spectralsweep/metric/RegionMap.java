package org.spectralsweep.metric;

import java.util.ArrayList;
import java.util.List;
import org.spectralsweep.domain.Cube;
import org.spectralsweep.nn.ActivationPatterns;
import org.spectralsweep.spec.Default;
import org.spectralsweep.spec.Refusal;

/**
 * A sampled map of activation regions in the plane of an image or square: the pattern at each of {@code side} x
 * {@code side} points.
 *
 * <ul>
 * <li>{@code region_map}: a number in [0, 1) that stands for the pattern. Its index is row * side + column, with row 0
 * at the second coordinate's lower end. Different patterns have different numbers up to chance, and a pattern has the
 * same number at every checkpoint.
 * <li>{@code region_map_regions}: how many different patterns the points have
 * </ul>
 *
 * <p>The points are the cell centres of the window, which is given as fractions of the domain's side. The map works
 * with any encoding, even one that bends the plane, so that there is no exact subdivision. Without an encoding the
 * metric {@code plane-regions} is exact. NaN where weights are no longer finite. Domain: a cube of dimension 2. Cost:
 * one forward pass of side^2 points, and as many rows.
 *
 * @param side points along each axis
 * @param window left, lower, right and upper end of the map, as fractions of the domain's side
 * @param steps the checkpoints at which it is measured; empty means all
 */
public record RegionMap(
        @Default("128") int side,
        @Default("[0, 0, 1, 1]") List<Double> window,
        @Default("[]") List<Long> steps) implements Metric {
    private static final int MOST = 1024;

    /** Copies the lists; refuses a side outside 1 to 1024, an empty window and negative steps. */
    public RegionMap {
        window = List.copyOf(window);
        steps = Steps.copyOf(steps);
        if (side < 1 || side > MOST) {
            throw new Refusal("side", "must be from 1 to " + MOST + " but was " + side);
        }
        if (window.size() != 4
                || !window.stream().allMatch(Double::isFinite)
                || !(window.get(0) < window.get(2) && window.get(1) < window.get(3))) {
            throw new Refusal("window", "must be the left, lower, right and upper end of an area but was " + window);
        }
    }

    @Override
    public String column() {
        return "region_map";
    }

    @Override
    public boolean needsRectifiers() {
        return true;
    }

    @Override
    public double flops(MetricSize size) {
        return size.forward((double) side * side);
    }

    @Override
    public List<Column> writes() {
        return List.of(View.COMPONENTS.column(column()), View.CURVES.column("region_map_regions"));
    }

    @Override
    public void check(Scene scene) {
        if (!(scene.domain() instanceof Cube cube && cube.dimension() == 2)) {
            throw new Refusal(
                    "domain",
                    "must be a cube of dimension 2 but was "
                            + scene.domain().phrase()
                            + (scene.domain() instanceof Cube other ? " of dimension " + other.dimension() : ""));
        }
    }

    @Override
    public List<Measurement> measure(Probe probe) {
        List<Measurement> rows = new ArrayList<>();
        if (!Steps.include(steps, probe.step())) {
            return rows;
        }
        Cube square = (Cube) probe.scene().domain();
        double[] points = new double[2 * side * side];
        for (int i = 0; i < side * side; i++) {
            points[2 * i] = place(square, window.get(0), window.get(2), i % side);
            points[2 * i + 1] = place(square, window.get(1), window.get(3), i / side);
        }
        double[] x = probe.scene().encoder().encode(points, side * side);
        ActivationPatterns patterns = ActivationPatterns.of(probe.network(), x, side * side);
        for (int i = 0; i < side * side; i++) {
            // A double holds the upper 53 bits.
            double number = probe.isFinite() ? (patterns.hash(i) >>> 11) * 0x1p-53 : Double.NaN;
            rows.add(new Measurement(probe.step(), column(), Measurement.ALL, i, number));
        }
        rows.add(new Measurement(
                probe.step(),
                "region_map_regions",
                Measurement.ALL,
                0,
                probe.isFinite() ? patterns.distinct() : Double.NaN));
        return rows;
    }

    private double place(Cube square, double from, double to, int cell) {
        return square.lower() + square.length() * (from + (to - from) * (cell + 0.5) / side);
    }
}
