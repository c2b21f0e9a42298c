package org.spectralsweep.train;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.spectralsweep.linalg.Float64Array;
import org.spectralsweep.linalg.Precision;
import org.spectralsweep.nn.ArcSum;
import org.spectralsweep.nn.ArcUnits;
import org.spectralsweep.nn.Arcs;
import org.spectralsweep.nn.Mlp;
import org.spectralsweep.nn.PointCycle;

/**
 * The parameters of a network in training, unit by unit in {@link ArcOrder}, with the units' arcs and the resulting
 * outputs.
 */
final class CircleUnits implements Resumable {
    private static final int STRIDE = PointCycle.STRIDE;

    private final Mlp network;
    private final ArcUnits exchange;
    private final int width;
    private final int[] places;
    private final Float64Array parameters;
    private final Arcs arcs;
    private final ArcSum sum;

    CircleUnits(Mlp network, PointCycle cycle) {
        this.network = network;
        exchange = new ArcUnits(network);
        width = network.spec().fanOut(0);
        parameters = (Float64Array) Precision.FLOAT64.zeros(Math.addExact(Math.multiplyExact(STRIDE, width), 1));
        arcs = new Arcs(cycle, width);
        sum = new ArcSum(cycle, network.spec());
        Arcs unordered = new Arcs(cycle, width);
        for (int first = 0; first < width; first += ArcUnits.blockSize()) {
            int count = Math.min(ArcUnits.blockSize(), width - first);
            unordered.place(exchange.read(first, count), first, count);
        }
        places = ArcOrder.places(unordered, width, sum.halves());
        for (int unit = 0; unit < width; unit++) {
            arcs.bounds()[places[unit]] = unordered.bounds()[unit];
        }
        read();
        follow();
    }

    /** Takes over the network's parameters, but leaves arcs and outputs as they are. */
    private void read() {
        double[] values = parameters.elements();
        values[STRIDE * width] = exchange.outputBias();
        for (int first = 0; first < width; first += ArcUnits.blockSize()) {
            int count = Math.min(ArcUnits.blockSize(), width - first);
            double[] block = exchange.read(first, count);
            for (int j = 0; j < count; j++) {
                System.arraycopy(block, STRIDE * j, values, STRIDE * places[first + j], STRIDE);
            }
        }
    }

    /**
     * w, w, b and a of each unit, followed by the output's bias. Components of w and b that the network lacks are 0.
     */
    Float64Array parameters() {
        return parameters;
    }

    Arcs arcs() {
        return arcs;
    }

    ArcSum sum() {
        return sum;
    }

    /** Brings arcs and outputs up to date with the parameters. */
    void follow() {
        sum.clear();
        int part = width / sum.halves();
        for (int half = 0; half < sum.halves(); half++) {
            sum.add(half, arcs, parameters.elements(), STRIDE * half * part, half * part, part);
        }
    }

    /** f at each position. This is the live array. */
    double[] outputs() {
        return sum.values(network.spec().multiplier(1), parameters.get(STRIDE * width));
    }

    /**
     * Copies the parameters to the network.
     *
     * @param outer whether the outer layer is copied too
     */
    void publish(boolean outer) {
        exchange.write(parameters.elements(), places, outer);
        if (outer && network.spec().hasBias(1)) {
            network.values().set(network.biasesAt(1), parameters.get(STRIDE * width));
        }
    }

    /**
     * Writes the arcs that differ from those found from scratch. Signs that are within rounding of 0 leave a choice,
     * and the arcs' past makes it.
     */
    @Override
    public void save(DataOutput out) throws IOException {
        long[] bounds = arcs.bounds();
        long[] scratch = fromScratch();
        int differing = 0;
        for (int place = 0; place < width; place++) {
            differing += bounds[place] == scratch[place] ? 0 : 1;
        }
        out.writeInt(differing);
        for (int place = 0; place < width; place++) {
            if (bounds[place] != scratch[place]) {
                out.writeInt(place);
                out.writeLong(bounds[place]);
            }
        }
    }

    @Override
    public void restore(DataInput in) throws IOException {
        read();
        System.arraycopy(fromScratch(), 0, arcs.bounds(), 0, width);
        int differing = in.readInt();
        for (int i = 0; i < differing; i++) {
            int place = in.readInt();
            arcs.bounds()[place] = in.readLong();
        }
        follow();
    }

    private long[] fromScratch() {
        Arcs scratch = new Arcs(arcs.cycle(), width);
        scratch.place(parameters.elements(), 0, width);
        return scratch.bounds();
    }
}
