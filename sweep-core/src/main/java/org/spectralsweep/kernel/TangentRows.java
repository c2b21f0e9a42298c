package org.spectralsweep.kernel;

import org.spectralsweep.linalg.Float64Array;
import org.spectralsweep.linalg.Precision;
import org.spectralsweep.linalg.RealArray;
import org.spectralsweep.nn.Mlp;
import org.spectralsweep.nn.MlpSpec;

/**
 * Evaluates what the layer formula of {@link EmpiricalTangentKernel} needs at a few points of a network. These are h,
 * which every layer reads, and delta, the derivatives of every output by the layer's pre-activations. Row i c + o of a
 * layer's deltas belongs to output o of c on point i.
 */
final class TangentRows {
    private final Mlp network;
    private final MlpSpec spec;
    private final RealArray parameters;
    private final HiddenRows hidden;
    private final RealArray[] deltas;
    private final RealArray carried;
    private final RealArray unit;

    TangentRows(Mlp network, RealArray parameters, int most) {
        this.network = network;
        this.parameters = parameters;
        spec = network.spec();
        hidden = new HiddenRows(network, parameters, most);
        int outputs = spec.outputs();
        int rows = Math.multiplyExact(most, outputs);
        deltas = new RealArray[spec.widths().size()];
        for (int layer = 0; layer < deltas.length; layer++) {
            deltas[layer] = Precision.FLOAT64.zeros(Math.multiplyExact(rows, spec.fanOut(layer)));
        }
        carried = Precision.FLOAT64.zeros(spec.skip() ? deltas[0].length() : 0);
        unit = Precision.FLOAT64.zeros(rows * outputs);
        for (int row = 0; row < rows; row++) {
            unit.set(row * outputs + row % outputs, 1);
        }
    }

    /** Doubles that one point takes. */
    static long doublesPerRow(MlpSpec spec) {
        long units = 0;
        for (int width : spec.widths()) {
            units += width;
        }
        long ofSkips = spec.skip() ? spec.fanOut(0) : 0;
        return HiddenRows.doublesPerRow(spec) + spec.outputs() * (units + ofSkips + spec.outputs());
    }

    /** Evaluates and differentiates {@code count} points, from row {@code from} of {@code points} on. */
    void run(double[] points, int from, int count) {
        hidden.run(points, from, count);
        int rows = count * spec.outputs();
        int outer = spec.layers() - 1;
        RealArray below = spec.skip() ? carried : deltas[outer - 1];
        below.multiply(
                0,
                false,
                false,
                rows,
                spec.outputs(),
                spec.fanIn(outer),
                spec.multiplier(outer),
                unit,
                0,
                parameters,
                network.weightsAt(outer),
                0);
        for (int layer = outer - 1; layer >= 0; layer--) {
            if (spec.skip()) {
                deltas[layer].copy(0, carried, 0, rows * spec.fanOut(layer));
            }
            gate(layer, count);
            if (layer > 0) {
                propagate(layer, rows);
            }
        }
    }

    /** delta = df/dh s'(z), which for ReLU is 0 where the unit is off. */
    private void gate(int layer, int count) {
        int width = spec.fanOut(layer);
        int outputs = spec.outputs();
        double[] delta = ((Float64Array) deltas[layer]).elements();
        for (int row = 0; row < count * outputs; row++) {
            int point = row / outputs * width;
            for (int r = 0; r < width; r++) {
                double slope = hidden.slope(layer, point + r);
                delta[row * width + r] = slope == 0 ? 0 : slope * delta[row * width + r];
            }
        }
    }

    /** df/dh of the layer below: through the weights, and directly where the layer has a skip connection. */
    private void propagate(int layer, int rows) {
        RealArray below = spec.skips(layer) ? carried : deltas[layer - 1];
        below.multiply(
                0,
                false,
                true,
                rows,
                spec.fanOut(layer),
                spec.fanIn(layer),
                spec.multiplier(layer),
                deltas[layer],
                0,
                parameters,
                network.weightsAt(layer),
                spec.skips(layer) ? 1 : 0);
    }

    /** What a layer reads, points x fan_in. */
    RealArray read(int layer) {
        return hidden.read(layer);
    }

    /** The deltas of a layer, points times outputs x fan_out; the identity for the outer layer. */
    RealArray deltas(int layer) {
        return layer < deltas.length ? deltas[layer] : unit;
    }
}
