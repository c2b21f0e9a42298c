package org.spectralsweep.train;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.spectralsweep.linalg.Precision;
import org.spectralsweep.nn.Loss;
import org.spectralsweep.nn.Mlp;
import org.spectralsweep.nn.MlpSpec;
import org.spectralsweep.nn.OutputFunction;

/**
 * A network's formulas as operations on matrices, one row a sample. They are those of {@link Mlp} and its gradient:
 *
 * <pre>{@code
 * z_l = h_{l-1} (m_l W_l) + b_l,   g_l = s'(z_l),   h_l = s(z_l)   (with a skip h_l = h_{l-1} + s(z_l))
 * d_l = s_l g_l,   grad W_l = m_l h_{l-1}^T d_l,   grad b_l = sum of the rows of d_l
 * s_{l-1} = d_l (m_l W_l)^T   (with a skip s_{l-1} = s_l + d_l (m_l W_l)^T)
 * }</pre>
 *
 * Here s_l are the derivatives of the loss by h_l. For the output layer d_L are those by its sums. Sums that are not
 * finite stay so: they are multiplied by the gate, since ND4J's maximum would turn NaN into 0.
 */
final class Nd4jNetwork implements AutoCloseable {
    private final Mlp network;
    private final MlpSpec spec;
    private final DataType type;
    private final INDArray parameters;
    private final INDArray gradient;

    /** Copies the network's parameters, in the layout of {@link Mlp#values()}. */
    Nd4jNetwork(Mlp network) {
        this.network = network;
        spec = network.spec();
        type = network.precision() == Precision.FLOAT32 ? DataType.FLOAT : DataType.DOUBLE;
        double[] values = values();
        parameters = array(values, values.length);
        gradient = Nd4j.zeros(type, values.length);
    }

    private double[] values() {
        double[] values = new double[(int) network.parameters()];
        network.values().read(0, values, 0, values.length);
        return values;
    }

    /** Copies the network's parameters again. */
    void take() {
        try (INDArray values = array(values(), parameters.length())) {
            parameters.assign(values);
        }
    }

    /** An array of this shape in the network's precision, row-major. */
    INDArray array(double[] values, long... shape) {
        return Nd4j.create(values, shape, type);
    }

    /** What a forward pass leaves for the backward pass. */
    record Pass(List<INDArray> read, List<INDArray> gates, INDArray outputs) {}

    /** f on every row of x. */
    Pass forward(INDArray x) {
        List<INDArray> read = new ArrayList<>(List.of(x));
        List<INDArray> gates = new ArrayList<>();
        int last = spec.layers() - 1;
        for (int layer = 0; layer < last; layer++) {
            network.deadline().check();
            INDArray h = read.get(layer);
            INDArray z = sums(h, layer);
            Nd4jActivation unit = Nd4jActivation.of(spec.activation(), z);
            gates.add(unit.slopes());
            read.add(spec.skips(layer) ? h.add(unit.values()) : unit.values());
        }
        INDArray z = sums(read.get(last), last);
        return new Pass(read, gates, spec.output() == OutputFunction.SIGMOID ? Transforms.sigmoid(z) : z);
    }

    private INDArray sums(INDArray h, int layer) {
        INDArray weights = scaled(layer);
        INDArray product =
                layer == spec.layers() - 1 && spec.initialization().mirrored() ? halves(h, weights) : h.mmul(weights);
        return spec.hasBias(layer) ? product.addRowVector(biases(parameters, layer)) : product;
    }

    /** The product of the two halves of the units, summed separately so that they are exactly opposite at the start. */
    private static INDArray halves(INDArray h, INDArray weights) {
        INDArrayIndex first = NDArrayIndex.interval(0, h.columns() / 2);
        INDArrayIndex second = NDArrayIndex.interval(h.columns() / 2, h.columns());
        INDArrayIndex all = NDArrayIndex.all();
        return h.get(all, first)
                .mmul(weights.get(first, all))
                .add(h.get(all, second).mmul(weights.get(second, all)));
    }

    /** Computes the gradient of the loss at targets y. */
    void backward(Pass pass, INDArray y, Loss loss) {
        INDArray above = outputDeltas(pass.outputs, y, loss);
        for (int layer = spec.layers() - 1; layer >= 0; layer--) {
            network.deadline().check();
            INDArray delta = layer < spec.layers() - 1 ? above.mul(pass.gates.get(layer)) : above;
            INDArray product = pass.read.get(layer).transpose().mmul(delta);
            weights(gradient, layer).assign(product.mul(spec.multiplier(layer)));
            if (spec.hasBias(layer)) {
                biases(gradient, layer).assign(delta.sum(0));
            }
            if (layer > 0) {
                INDArray below = delta.mmul(scaled(layer).transpose());
                above = spec.skips(layer) ? above.add(below) : below;
            }
        }
    }

    /** The derivatives of the loss by the sums of the output layer. */
    private INDArray outputDeltas(INDArray f, INDArray y, Loss loss) {
        if (loss == Loss.CROSS_ENTROPY) {
            INDArray powers = Transforms.exp(f.subColumnVector(f.max(true, 1)));
            INDArray softmax = powers.divColumnVector(powers.sum(true, 1));
            return softmax.sub(y).div(y.rows());
        }
        INDArray deltas = f.sub(y).mul(loss.kernelFactor((int) y.length()));
        return spec.output() == OutputFunction.SIGMOID ? deltas.mul(f).mul(f.rsub(1)) : deltas;
    }

    /** The weights of a layer times its multiplier, fan_in x fan_out. */
    private INDArray scaled(int layer) {
        return weights(parameters, layer).mul(spec.multiplier(layer));
    }

    /** The part of an array of all parameters that belongs to a layer's weights, fan_in x fan_out; not a copy. */
    private INDArray weights(INDArray all, int layer) {
        int fanIn = spec.fanIn(layer);
        int fanOut = spec.fanOut(layer);
        INDArray part = part(all, network.weightsAt(layer), fanIn * fanOut);
        return layer == spec.layers() - 1
                ? part.reshape('c', fanOut, fanIn).transpose()
                : part.reshape('c', fanIn, fanOut);
    }

    private INDArray biases(INDArray all, int layer) {
        return part(all, network.biasesAt(layer), spec.fanOut(layer));
    }

    private static INDArray part(INDArray all, int from, int length) {
        return all.get(NDArrayIndex.interval(from, from + length));
    }

    /** The parameters that are trained, which lead the array of all. Updates write to it. */
    INDArray trained() {
        return part(parameters, 0, network.trained());
    }

    /** The gradient by them. */
    INDArray trainedGradient() {
        return part(gradient, 0, network.trained());
    }

    /** Copies the parameters back to the network. */
    void publish() {
        double[] values = parameters.toDoubleVector();
        network.values().write(0, values, 0, values.length);
    }

    @Override
    public void close() {
        parameters.close();
        gradient.close();
    }
}
