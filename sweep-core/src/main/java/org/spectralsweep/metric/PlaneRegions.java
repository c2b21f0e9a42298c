package org.spectralsweep.metric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.spectralsweep.domain.Cube;
import org.spectralsweep.domain.InputDomain;
import org.spectralsweep.encoding.Identity;
import org.spectralsweep.encoding.InputEncoding;
import org.spectralsweep.region.Slice;
import org.spectralsweep.region.SliceSubdivision;
import org.spectralsweep.spec.Default;
import org.spectralsweep.spec.Refusal;

/**
 * The exact activation regions of the network in a plane of its inputs (Hanin and Rolnick 2019, arXiv 1901.09021). The
 * plane is that of an image, or a cross-section of an encoding's outputs (LL23).
 *
 * <ul>
 * <li>{@code plane_regions}: number of regions; in scope {@code layer:l}, those of the network cut off after hidden
 * layer l
 * <li>{@code plane_regions_density}: regions per unit area
 * <li>{@code plane_region_area}, {@code plane_region_area_median}: mean and median area of a region
 * </ul>
 *
 * <p>Areas are measured in the space of encoded inputs. NaN where weights are no longer finite. Without an encoding the
 * plane is that of the first two coordinates, on a cube over the domain's range.
 *
 * <p>A sinusoidal encoding bends the image's plane, so that it has no polygons, and {@code axes} must be given. LL23's
 * "low" section is [0, 1], the sine and cosine of the first coordinate's first octave; its "high" section is the last
 * two inputs. The metric {@code region-map} samples the bent plane. {@link SliceSubdivision} has the definitions, the
 * tolerance and the cost.
 *
 * @param axes the two columns of the encoded inputs that vary, counted from 0; empty means the first two, without an
 *     encoding
 * @param at an encoded input that the plane passes through; its values on the two axes are ignored; empty means zeros
 * @param from lower ends of the two axes; empty means the domain's on a cube without an encoding, -1 otherwise
 * @param to upper ends; empty means the domain's on a cube without an encoding, 1 otherwise
 * @param steps the checkpoints at which it is measured; empty means all
 * @param directions instead of axes, any two vectors u and v of the space of encoded inputs. The plane is at + s u + t
 *     v with s and t between the ends. Areas are those of (s, t), which are the space's where u and v are orthonormal.
 */
public record PlaneRegions(
        @Default("[]") List<Integer> axes,
        @Default("[]") List<Double> at,
        @Default("[]") List<Double> from,
        @Default("[]") List<Double> to,
        @Default("[]") List<Long> steps,
        @Default("[]") List<List<Double>> directions)
        implements Metric {
    /** A plane along axes, or the image's plane. */
    public PlaneRegions(List<Integer> axes, List<Double> at, List<Double> from, List<Double> to, List<Long> steps) {
        this(axes, at, from, to, steps, List.of());
    }

    /**
     * Copies the lists; refuses axes that are not two different columns, ends that do not form a rectangle, and
     * negative steps.
     */
    public PlaneRegions {
        axes = List.copyOf(axes);
        at = List.copyOf(at);
        from = List.copyOf(from);
        to = List.copyOf(to);
        steps = Steps.copyOf(steps);
        directions = directions.stream().map(List::copyOf).toList();
        if (!directions.isEmpty() && !(directions.size() == 2 && axes.isEmpty())) {
            throw new Refusal(
                    "directions",
                    "must be two vectors, with axes left out, but was " + directions + " with axes " + axes);
        }
        if (!axes.isEmpty() && !(axes.size() == 2 && !axes.get(0).equals(axes.get(1)))) {
            throw new Refusal("axes", "must be two different columns but was " + axes);
        }
        if (axes.stream().anyMatch(axis -> axis < 0)) {
            throw new Refusal("axes", "must be at least 0 but was " + axes);
        }
        requireEnds("from", from);
        requireEnds("to", to);
        for (int i = 0; i < Math.min(from.size(), to.size()); i++) {
            requireRising(from.get(i), to.get(i));
        }
    }

    private static void requireEnds(String key, List<Double> ends) {
        if (!ends.isEmpty() && ends.size() != 2) {
            throw new Refusal(key, "must hold a number for each of the two axes but was " + ends);
        }
    }

    private static void requireRising(double from, double to) {
        if (!(to > from)) {
            throw new Refusal("to", "must be above from (" + from + ") on each axis but was " + to);
        }
    }

    @Override
    public String column() {
        return "plane_regions";
    }

    @Override
    public boolean needsRectifiers() {
        return true;
    }

    @Override
    public double flops(MetricSize size) {
        return 100 * MetricSize.LOOP * size.units() * size.units();
    }

    @Override
    public List<Column> writes() {
        return View.CURVES.columns(column(), "plane_regions_density", "plane_region_area", "plane_region_area_median");
    }

    @Override
    public void check(Scene scene) {
        slice(scene.domain(), scene.encoder().spec());
    }

    /**
     * The plane in a trial's space of encoded inputs.
     *
     * @throws IllegalArgumentException with one clear sentence if the trial has no such plane
     */
    public Slice slice(InputDomain domain, InputEncoding encoding) {
        boolean plain = encoding instanceof Identity;
        int inputs = encoding.outputs(domain.ambientDimension());
        if (!plain && axes.isEmpty() && directions.isEmpty()) {
            throw new Refusal(
                    "axes",
                    "must be two columns of the encoded inputs for encoding "
                            + encoding.phrase()
                            + ", which bends the plane of the coordinates so that only the metric region-map can show it, but was empty");
        }
        if (axes.isEmpty() && directions.isEmpty() && inputs < 2) {
            throw new Refusal("domain", "must have two coordinates or more but was " + domain.phrase());
        }
        int first = axes.isEmpty() ? 0 : axes.get(0);
        int second = axes.isEmpty() ? 1 : axes.get(1);
        if (directions.isEmpty() && Math.max(first, second) >= inputs) {
            throw new Refusal(
                    "axes",
                    "must be columns of the network's " + inputs + (inputs == 1 ? " input" : " inputs")
                            + ", counted from 0, but was [" + first + ", " + second + "]");
        }
        if (!at.isEmpty() && at.size() != inputs) {
            throw new Refusal(
                    "at", "must hold " + inputs + " numbers, one for each input of the network, but held " + at.size());
        }
        boolean ranged = plain && domain instanceof Cube;
        double lower = ranged ? ((Cube) domain).from() : -1;
        double upper = ranged ? ((Cube) domain).to() : 1;
        double[] low = {from.isEmpty() ? lower : from.get(0), from.isEmpty() ? lower : from.get(1)};
        double[] high = {to.isEmpty() ? upper : to.get(0), to.isEmpty() ? upper : to.get(1)};
        requireRising(low[0], high[0]);
        requireRising(low[1], high[1]);
        double[] origin = new double[inputs];
        for (int i = 0; i < at.size(); i++) {
            origin[i] = i == first || i == second ? 0 : at.get(i);
        }
        if (!directions.isEmpty()) {
            double[] through = new double[inputs];
            Arrays.setAll(through, i -> at.isEmpty() ? 0 : at.get(i));
            return new Slice(through, direction(0), direction(1), low[0], high[0], low[1], high[1]);
        }
        double[] u = new double[inputs];
        double[] v = new double[inputs];
        u[first] = 1;
        v[second] = 1;
        return new Slice(origin, u, v, low[0], high[0], low[1], high[1]);
    }

    private double[] direction(int index) {
        return directions.get(index).stream().mapToDouble(Double::doubleValue).toArray();
    }

    @Override
    public List<Measurement> measure(Probe probe) {
        List<Measurement> rows = new ArrayList<>();
        long step = probe.step();
        if (!Steps.include(steps, step)) {
            return rows;
        }
        Scene scene = probe.scene();
        String all = Measurement.ALL;
        if (!probe.isFinite()) {
            for (String column :
                    List.of(column(), "plane_regions_density", "plane_region_area", "plane_region_area_median")) {
                rows.add(new Measurement(step, column, all, 0, Double.NaN));
            }
            return rows;
        }
        SliceSubdivision regions = SliceSubdivision.of(
                probe.network(), slice(scene.domain(), scene.encoder().spec()));
        long[] afterLayers = regions.regionsAfterLayers();
        for (int layer = 0; layer < afterLayers.length; layer++) {
            rows.add(new Measurement(step, column(), Measurement.layer(layer + 1), 0, afterLayers[layer]));
        }
        rows.add(new Measurement(step, column(), all, 0, regions.regions()));
        rows.add(new Measurement(step, "plane_regions_density", all, 0, regions.density()));
        rows.add(new Measurement(step, "plane_region_area", all, 0, regions.meanArea()));
        rows.add(new Measurement(step, "plane_region_area_median", all, 0, regions.medianArea()));
        return rows;
    }
}
