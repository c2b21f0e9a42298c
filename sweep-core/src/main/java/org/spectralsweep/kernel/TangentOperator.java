package org.spectralsweep.kernel;

import org.spectralsweep.linalg.Float64Array;
import org.spectralsweep.linalg.Precision;
import org.spectralsweep.linalg.RealArray;
import org.spectralsweep.linalg.SymmetricOperator;
import org.spectralsweep.nn.Mlp;
import org.spectralsweep.nn.MlpSpec;

/**
 * The products J J' v of a network's tangent kernel, without the matrix. J is the derivative of the output layer's sums
 * by the trained parameters, on n samples with c outputs. {@link EmpiricalTangentKernel} is the same matrix for linear
 * outputs, and its oracle.
 *
 * <p>A backward pass gives g = J' v in the layout of {@link Mlp#values()}. A forward pass of derivatives gives J g:
 * with G_l and g_l the parts of g that belong to a layer's weights and biases,
 *
 * <pre>
 * dz_l = mu_l (h_(l-1) G_l + dh_(l-1) W_l) + g_l
 * dh_l = 1[z_l &gt; 0] dz_l   (+ dh_(l-1) with a skip connection).
 * </pre>
 *
 * <p>Everything is float64, whatever the network's own precision. Cost of a product: about 10 flops a weight and
 * sample. Memory: the gradient, and blocks of samples of 32 MiB, or of one sample where that is more.
 */
final class TangentOperator implements SymmetricOperator {
    private static final int BLOCK_DOUBLES = 1 << 22;

    private final Mlp network;
    private final MlpSpec spec;
    private final double[] x;
    private final int n;
    private final int block;
    private final int top;
    private final RealArray parameters;
    private final HiddenRows hidden;
    private final RealArray gradient;
    private final Float64Array outer;
    private final Float64Array carried;
    private final Float64Array delta;
    private int evaluated = -1;

    /**
     * @param network at weights that do not change while this is used
     * @param x samples, n x inputs, row-major
     */
    TangentOperator(Mlp network, double[] x, int n) {
        this.network = network;
        this.x = x;
        this.n = n;
        spec = network.spec();
        top = spec.layers() - 1;
        int widest = spec.widths().stream().mapToInt(Integer::intValue).max().orElseThrow();
        long doubles = HiddenRows.doublesPerRow(spec) + 2L * widest + spec.outputs();
        block = (int) Math.max(1, Math.min(n, BLOCK_DOUBLES / doubles));
        parameters = HiddenRows.parameters(network);
        hidden = new HiddenRows(network, parameters, block);
        gradient = Precision.FLOAT64.zeros(network.trained());
        outer = zeros(block, spec.outputs());
        carried = zeros(block, widest);
        delta = zeros(block, widest);
    }

    private static Float64Array zeros(int rows, int columns) {
        return (Float64Array) Precision.FLOAT64.zeros(Math.multiplyExact(rows, columns));
    }

    @Override
    public int order() {
        return n * spec.outputs();
    }

    @Override
    public void apply(double[] v, double[] into) {
        int c = spec.outputs();
        gradient.clear(gradient.length());
        for (int from = 0; from < n; from += block) {
            int rows = Math.min(block, n - from);
            evaluate(from, rows);
            outer.write(0, v, from * c, rows * c);
            backward(rows);
        }
        for (int from = 0; from < n; from += block) {
            int rows = Math.min(block, n - from);
            evaluate(from, rows);
            forward(rows);
            outer.read(0, into, from * c, rows * c);
        }
    }

    /** Evaluates the hidden layers on a block, unless that was the last block. */
    private void evaluate(int from, int rows) {
        if (evaluated != from) {
            network.deadline().check();
            hidden.run(x, from, rows);
            evaluated = from;
        }
    }

    /** Adds the gradient of v . z of the block to what there is. */
    private void backward(int rows) {
        int c = spec.outputs();
        if (spec.trainOuter()) {
            RealArray last = hidden.read(top);
            int at = network.weightsAt(top);
            gradient.multiply(at, true, false, c, rows, spec.fanIn(top), spec.multiplier(top), outer, 0, last, 0, 1);
            addSums(outer, rows, top);
        }
        below(carried, outer, rows, top, 0);
        for (int layer = top - 1; layer >= 0; layer--) {
            int width = spec.fanOut(layer);
            gate(layer, rows, carried, delta);
            int at = network.weightsAt(layer);
            double mu = spec.multiplier(layer);
            gradient.multiply(at, true, false, spec.fanIn(layer), rows, width, mu, hidden.read(layer), 0, delta, 0, 1);
            addSums(delta, rows, layer);
            if (layer > 0) {
                below(carried, delta, rows, layer, spec.skips(layer) ? 1 : 0);
            }
        }
    }

    /** into = mu delta W' + beta into; the output layer's weights are stored transposed. */
    private void below(RealArray into, RealArray from, int rows, int layer, double beta) {
        int weightsAt = network.weightsAt(layer);
        into.multiply(
                0,
                false,
                layer < top,
                rows,
                spec.fanOut(layer),
                spec.fanIn(layer),
                spec.multiplier(layer),
                from,
                0,
                parameters,
                weightsAt,
                beta);
    }

    private void addSums(Float64Array rowsOf, int rows, int layer) {
        if (!spec.hasBias(layer)) {
            return;
        }
        int width = spec.fanOut(layer);
        double[] values = rowsOf.elements();
        double[] sums = ((Float64Array) gradient).elements();
        int at = network.biasesAt(layer);
        for (int row = 0; row < rows; row++) {
            for (int r = 0; r < width; r++) {
                sums[at + r] += values[row * width + r];
            }
        }
    }

    /** Writes the derivative of the block's output sums along the gradient to {@link #outer}. */
    private void forward(int rows) {
        for (int layer = 0; layer < top; layer++) {
            along(delta, rows, layer, true);
            if (layer > 0) {
                through(delta, rows, layer, 1);
            }
            int count = rows * spec.fanOut(layer);
            gate(layer, rows, delta, delta);
            if (spec.skips(layer)) {
                carried.add(count, 1, delta);
            } else {
                carried.copy(0, delta, 0, count);
            }
        }
        along(outer, rows, top, spec.trainOuter());
        through(outer, rows, top, 1);
    }

    /** into = mu h G + g of a layer; zero if the layer is not trained. */
    private void along(Float64Array into, int rows, int layer, boolean trained) {
        int width = spec.fanOut(layer);
        if (!trained) {
            into.clear(rows * width);
            return;
        }
        into.multiply(
                0,
                false,
                layer == top,
                rows,
                spec.fanIn(layer),
                width,
                spec.multiplier(layer),
                hidden.read(layer),
                0,
                gradient,
                network.weightsAt(layer),
                0);
        if (spec.hasBias(layer)) {
            into.addToRows(rows, width, gradient, network.biasesAt(layer));
        }
    }

    /** into = mu dh W + beta into. */
    private void through(RealArray into, int rows, int layer, double beta) {
        into.multiply(
                0,
                false,
                layer == top,
                rows,
                spec.fanIn(layer),
                spec.fanOut(layer),
                spec.multiplier(layer),
                carried,
                0,
                parameters,
                network.weightsAt(layer),
                beta);
    }

    /** Multiplies by the slope of the activation. */
    private void gate(int layer, int rows, Float64Array from, Float64Array into) {
        int count = rows * spec.fanOut(layer);
        double[] values = from.elements();
        double[] gated = into.elements();
        for (int i = 0; i < count; i++) {
            gated[i] = hidden.slope(layer, i) * values[i];
        }
    }
}
