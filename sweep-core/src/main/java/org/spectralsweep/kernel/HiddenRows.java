package org.spectralsweep.kernel;

import org.spectralsweep.linalg.Float64Array;
import org.spectralsweep.linalg.Precision;
import org.spectralsweep.linalg.RealArray;
import org.spectralsweep.nn.Mlp;
import org.spectralsweep.nn.MlpSpec;

/**
 * The hidden layers of a network of any depth, evaluated on a few points at a time. Everything is float64, whatever the
 * network's own precision.
 */
final class HiddenRows {
    private final Mlp network;
    private final MlpSpec spec;
    private final RealArray parameters;
    private final RealArray x;
    private final Float64Array[] rectified;
    private final RealArray[] carried;

    /** s'(z) of each layer; empty for ReLU. */
    private final double[][] slopes;

    /**
     * @param parameters of the network, in float64
     * @param most the most points at once
     */
    HiddenRows(Mlp network, RealArray parameters, int most) {
        this.network = network;
        this.parameters = parameters;
        spec = network.spec();
        x = Precision.FLOAT64.zeros(most * spec.inputs());
        rectified = new Float64Array[spec.widths().size()];
        carried = new RealArray[rectified.length];
        slopes = new double[spec.isRelu() ? 0 : rectified.length][];
        for (int layer = 0; layer < rectified.length; layer++) {
            int size = Math.multiplyExact(most, spec.fanOut(layer));
            rectified[layer] = (Float64Array) Precision.FLOAT64.zeros(size);
            carried[layer] = spec.skips(layer) ? Precision.FLOAT64.zeros(size) : rectified[layer];
            if (!spec.isRelu()) {
                slopes[layer] = new double[size];
            }
        }
    }

    /** The parameters of a network in float64: its own array, or a copy where that is float32. */
    static RealArray parameters(Mlp network) {
        if (network.precision() == Precision.FLOAT64) {
            return network.values();
        }
        double[] values = new double[network.values().length()];
        network.values().read(0, values, 0, values.length);
        return Products.array(values);
    }

    /** Doubles that one point takes. */
    static long doublesPerRow(MlpSpec spec) {
        long units = spec.inputs();
        for (int layer = 0; layer < spec.widths().size(); layer++) {
            units += ((spec.skips(layer) ? 2L : 1L) + (spec.isRelu() ? 0 : 1)) * spec.fanOut(layer);
        }
        return units;
    }

    /** Evaluates {@code rows} points, from row {@code from} of {@code points} on. */
    void run(double[] points, int from, int rows) {
        x.write(0, points, from * spec.inputs(), rows * spec.inputs());
        for (int layer = 0; layer < rectified.length; layer++) {
            int width = spec.fanOut(layer);
            Float64Array h = rectified[layer];
            h.multiply(
                    0,
                    false,
                    false,
                    rows,
                    spec.fanIn(layer),
                    width,
                    spec.multiplier(layer),
                    read(layer),
                    0,
                    parameters,
                    network.weightsAt(layer),
                    0);
            if (spec.hasBias(layer)) {
                h.addToRows(rows, width, parameters, network.biasesAt(layer));
            }
            activate(layer, rows * width);
            if (spec.skips(layer)) {
                carried[layer].setSum(rows * width, carried[layer - 1], h);
            }
        }
    }

    private void activate(int layer, int count) {
        if (spec.isRelu()) {
            rectified[layer].rectify(count);
            return;
        }
        double[] h = rectified[layer].elements();
        for (int i = 0; i < count; i++) {
            double z = h[i];
            h[i] = spec.activation().value(z);
            slopes[layer][i] = spec.activation().slope(z);
        }
    }

    /** s'(z) of a unit of a hidden layer, by its index among all points' units. */
    double slope(int layer, int index) {
        if (spec.isRelu()) {
            return rectified[layer].elements()[index] > 0 ? 1 : 0;
        }
        return slopes[layer][index];
    }

    /** What a layer reads: the points, or the outputs of the layer below including its skip connection. */
    RealArray read(int layer) {
        return layer == 0 ? x : carried[layer - 1];
    }

    /** relu(z) of a hidden layer, above 0 where a unit is on. */
    Float64Array rectified(int layer) {
        return rectified[layer];
    }
}
