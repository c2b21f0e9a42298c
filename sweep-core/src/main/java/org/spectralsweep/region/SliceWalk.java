package org.spectralsweep.region;

import java.util.function.Consumer;
import org.spectralsweep.Deadline;
import org.spectralsweep.nn.Mlp;

/**
 * A depth-first walk over all regions of a slice. A polygon of one layer is cut by the lines on which units of the next
 * layer change their sign. Its parts are finished before most of its neighbours are begun. Polygons wait at each layer
 * until there are enough for one matrix product, so only one batch for each hidden layer is in memory.
 */
final class SliceWalk {
    /** A vertex this near to a line, in units of the slice's longer side, lies on it. */
    private static final double ON_LINE = 1e-12;

    private final Deadline deadline;
    private final Slice slice;
    private final Consumer<SliceRegion> visitor;
    private final PolygonBatch[] waiting;
    private final Polygons[] stacks;
    private final long[] afterLayers;
    private final double onLine;

    SliceWalk(Mlp network, Slice slice, Consumer<SliceRegion> visitor) {
        deadline = network.deadline();
        this.slice = slice;
        this.visitor = visitor;
        onLine = ON_LINE * Math.max(slice.sTo() - slice.sFrom(), slice.tTo() - slice.tFrom());
        LayerWeights[] layers = LayerWeights.of(network);
        int hidden = layers.length - 1;
        waiting = new PolygonBatch[hidden];
        stacks = new Polygons[hidden];
        for (int layer = 0; layer < hidden; layer++) {
            waiting[layer] = new PolygonBatch(
                    layers, layer, largest(slice.sFrom(), slice.sTo()), largest(slice.tFrom(), slice.tTo()));
            stacks[layer] = new Polygons();
        }
        afterLayers = new long[hidden];
    }

    private static double largest(double from, double to) {
        return Math.max(Math.abs(from), Math.abs(to));
    }

    /** Visits every region; returns the number of polygons after each hidden layer. */
    long[] run() {
        waiting[0].addWhole(slice);
        for (int layer = 0; layer < waiting.length; layer++) {
            divide(layer);
        }
        return afterLayers;
    }

    /**
     * Divides the polygons that wait at a layer and passes the parts to the next layer, or to the visitor after the
     * last.
     */
    private void divide(int layer) {
        PolygonBatch batch = waiting[layer];
        boolean last = layer == waiting.length - 1;
        for (int i = 0; i < batch.size(); i++) {
            batch.polygon(i).findLines(onLine);
        }
        if (!last) {
            batch.feed();
        }
        Polygons stack = stacks[layer];
        for (int i = 0; i < batch.size(); i++) {
            deadline.check();
            WaitingPolygon polygon = batch.polygon(i);
            polygon.pushOn(stack);
            while (!stack.isEmpty()) {
                polygon.nextPart(stack);
                afterLayers[layer]++;
                if (last) {
                    visitor.accept(polygon.region(stack));
                } else {
                    polygon.enter(waiting[layer + 1].add(), stack);
                    if (waiting[layer + 1].isFull()) {
                        divide(layer + 1);
                    }
                }
                stack.pop();
            }
        }
        batch.clear();
    }
}
