package org.spectralsweep.region;

import java.util.function.Consumer;
import org.spectralsweep.nn.Mlp;

/**
 * A walk over all regions of a slice, depth first: a polygon of one layer is cut by the lines on which units of the next change their sign, and each part is
 * finished before its neighbour is begun, so that only the present branch is in memory.
 */
final class SliceWalk implements SliceRegion {
    /** A vertex this near to a line lies on it, in units of the slice's longer side. */
    private static final double ON_LINE = 1e-12;

    private final AffineLayers network;
    private final Consumer<SliceRegion> visitor;
    private final Slice slice;
    private final Polygons[] polygons;
    private final double[][] tolerances;
    private final long[] afterLayers;
    private final double onLine;

    SliceWalk(Mlp network, Slice slice, Consumer<SliceRegion> visitor) {
        this.network = new AffineLayers(network);
        this.visitor = visitor;
        this.slice = slice;
        onLine = ON_LINE * Math.max(slice.sTo() - slice.sFrom(), slice.tTo() - slice.tFrom());
        int layers = this.network.hidden();
        polygons = new Polygons[layers];
        tolerances = new double[layers][];
        afterLayers = new long[layers];
        for (int layer = 0; layer < layers; layer++) {
            polygons[layer] = new Polygons();
            tolerances[layer] = new double[this.network.layer(layer).width()];
        }
    }

    /** Visits every region; returns how many polygons there are after each hidden layer. */
    long[] run() {
        double largestS = Math.max(Math.abs(slice.sFrom()), Math.abs(slice.sTo()));
        double largestT = Math.max(Math.abs(slice.tFrom()), Math.abs(slice.tTo()));
        network.start(slice.origin(), slice.u(), slice.v(), largestS, largestT);
        double[] s = {slice.sFrom(), slice.sTo(), slice.sTo(), slice.sFrom()};
        double[] t = {slice.tFrom(), slice.tFrom(), slice.tTo(), slice.tTo()};
        polygons[0].push(s, t, 0, s.length, 0);
        divide(0);
        return afterLayers;
    }

    /** Divides the polygon that is alone on a layer's stack, and the parts by the layers above. */
    private void divide(int layer) {
        AffineLayer units = network.layer(layer);
        Polygons stack = polygons[layer];
        boolean last = layer == polygons.length - 1;
        findLines(units, stack, tolerances[layer]);
        long settled = network.hashSettled(layer);
        if (!last) {
            network.feed(layer);
        }
        while (!stack.isEmpty()) {
            chooseParts(units, stack, tolerances[layer]);
            afterLayers[layer]++;
            network.hashCrossing(layer, settled);
            if (last) {
                visitor.accept(this);
            } else {
                network.enter(layer);
                int from = stack.from();
                polygons[layer + 1].push(stack.s(), stack.t(), from, stack.end() - from, 0);
                divide(layer + 1);
            }
            stack.pop();
        }
    }

    /** Keeps as crossing units those whose line cuts the top polygon. */
    private void findLines(AffineLayer units, Polygons stack, double[] tolerance) {
        stack.classify(units);
        for (int index = units.crossings() - 1; index >= 0; index--) {
            int unit = units.crossing(index);
            double steepness = Math.hypot(units.z(1, unit), units.z(2, unit));
            tolerance[unit] = Math.max(onLine * steepness, units.rounding(unit));
            int side = stack.side(units.z(0, unit), units.z(1, unit), units.z(2, unit), tolerance[unit]);
            if (side != 0) {
                units.settle(index, side > 0);
            }
        }
    }

    /** Cuts the top polygon by the lines that are left for it, always going on with the part where the unit is on. */
    private static void chooseParts(AffineLayer units, Polygons stack, double[] tolerance) {
        int line = stack.next();
        if (line > 0) {
            // What was left when this line cut: the part where the unit is off.
            units.set(units.crossing(line - 1), false);
        }
        for (; line < units.crossings(); line++) {
            int unit = units.crossing(line);
            double z0 = units.z(0, unit);
            double z1 = units.z(1, unit);
            double z2 = units.z(2, unit);
            int side = stack.side(z0, z1, z2, tolerance[unit]);
            if (side == 0) {
                stack.cut(z0, z1, z2, tolerance[unit], line + 1);
            }
            units.set(unit, side >= 0);
        }
    }

    private Polygons top() {
        return polygons[polygons.length - 1];
    }

    @Override
    public int vertices() {
        return top().end() - top().from();
    }

    @Override
    public double s(int vertex) {
        return top().s()[top().from() + vertex];
    }

    @Override
    public double t(int vertex) {
        return top().t()[top().from() + vertex];
    }

    @Override
    public double area() {
        return top().area();
    }

    @Override
    public long patternHash() {
        return network.hash(polygons.length - 1);
    }

    @Override
    public boolean isOn(int layer, int unit) {
        return network.layer(layer).isOn(unit);
    }
}
