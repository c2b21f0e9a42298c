package org.spectralsweep.region;

import org.spectralsweep.linalg.Precision;
import org.spectralsweep.linalg.RealArray;

/**
 * Polygons that wait at one layer. The layer above is computed for all of them by one matrix product, which reads the
 * weights from memory once for a whole batch. Units that are off on all polygons are left out of it. In trained
 * networks there are many of these.
 */
final class PolygonBatch {
    private static final int MOST = 64;

    private final LayerWeights[] network;
    private final int layer;
    private final double largestS;
    private final double largestT;
    private final WaitingPolygon[] polygons;
    private final RealArray passedOn;
    private final RealArray rows;
    private final RealArray products;
    private final double[] packed;
    private int size;

    /**
     * An empty batch.
     *
     * @param largestS the largest magnitude of s on the slice
     * @param largestT the largest magnitude of t on the slice
     */
    PolygonBatch(LayerWeights[] network, int layer, double largestS, double largestT) {
        this.network = network;
        this.layer = layer;
        this.largestS = largestS;
        this.largestT = largestT;
        boolean last = layer == network.length - 2;
        // The first layer has a single polygon, the slice. After the last layer there is no product.
        polygons = new WaitingPolygon[layer == 0 || last ? 1 : MOST];
        for (int i = 0; i < polygons.length; i++) {
            polygons[i] = new WaitingPolygon(network, layer);
        }
        int width = last ? 0 : network[layer].width();
        int above = network[layer + 1].width();
        int vectors = AffinePiece.COEFFICIENTS * polygons.length;
        passedOn = Precision.FLOAT64.zeros(Math.multiplyExact(vectors, width));
        rows = Precision.FLOAT64.zeros(Math.multiplyExact(width, above));
        products = Precision.FLOAT64.zeros(Math.multiplyExact(vectors, above));
        packed = new double[width];
    }

    int size() {
        return size;
    }

    boolean isFull() {
        return size == polygons.length;
    }

    WaitingPolygon polygon(int index) {
        return polygons[index];
    }

    void clear() {
        size = 0;
    }

    /** Adds a place and returns it. The caller overwrites what it held. */
    WaitingPolygon add() {
        return polygons[size++];
    }

    /** Adds the whole slice, at the first layer. */
    void addWhole(Slice slice) {
        WaitingPolygon whole = add();
        double largest = 0;
        for (int i = 0; i < slice.inputs(); i++) {
            largest = Math.max(
                    largest,
                    Math.abs(slice.origin()[i])
                            + largestS * Math.abs(slice.u()[i])
                            + largestT * Math.abs(slice.v()[i]));
        }
        whole.units().start(slice.origin(), slice.u(), slice.v(), largest);
        double[] s = {slice.sFrom(), slice.sTo(), slice.sTo(), slice.sFrom()};
        double[] t = {slice.tFrom(), slice.tFrom(), slice.tTo(), slice.tTo()};
        whole.setVertices(s, t, 0, s.length);
    }

    /**
     * Computes what the parts of each polygon share in the layer above. A polygon costs 6 units widthAbove flops,
     * counting the units that pass on anything on any polygon.
     */
    void feed() {
        LayerWeights above = network[layer + 1];
        boolean[] used = new boolean[packed.length];
        double[][][] h = new double[size][][];
        for (int i = 0; i < size; i++) {
            AffinePiece units = polygons[i].units();
            h[i] = units.passOn(largestS, largestT);
            for (int j = 0; j < used.length; j++) {
                used[j] |= units.passesOn(j);
            }
        }
        int[] inner = new int[used.length];
        int count = 0;
        for (int j = 0; j < used.length; j++) {
            if (used[j]) {
                above.readRow(j, rows, count * above.width());
                inner[count++] = j;
            }
        }
        int vectors = 0;
        for (int i = 0; i < size; i++) {
            for (double[] coefficients : h[i]) {
                for (int j = 0; j < count; j++) {
                    packed[j] = coefficients[inner[j]];
                }
                passedOn.write(count * vectors++, packed, 0, count);
            }
        }
        if (count > 0) {
            products.multiply(0, false, false, vectors, count, above.width(), 1, passedOn, 0, rows, 0, 0);
        } else {
            products.clear(vectors * above.width());
        }
        vectors = 0;
        for (int i = 0; i < size; i++) {
            double[][] shared = polygons[i].units().shared();
            for (double[] coefficients : shared) {
                products.read(vectors++ * above.width(), coefficients, 0, coefficients.length);
            }
            above.addBiases(shared[0]);
        }
    }
}
