package org.spectralsweep.train;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.spectralsweep.nn.Loss;
import org.spectralsweep.nn.Mlp;
import org.spectralsweep.nn.MlpSpec;
import org.spectralsweep.nn.OutputFunction;
import org.spectralsweep.nn.Samples;

/**
 * Full-batch gradient descent in the plainest ND4J, in float64. This is the slow, obvious implementation that the
 * trainer is compared with.
 */
final class PlainTrainer {
    private final MlpSpec spec;
    private final INDArray[] weights;
    private final INDArray[] biases;
    private final double[] multipliers;

    PlainTrainer(Mlp start) {
        spec = start.spec();
        int layers = spec.layers();
        weights = new INDArray[layers];
        biases = new INDArray[layers];
        multipliers = new double[layers];
        for (int layer = 0; layer < layers; layer++) {
            weights[layer] = matrix(start.weights(layer), spec.fanIn(layer), spec.fanOut(layer));
            double[] bias = spec.hasBias(layer) ? start.biases(layer) : new double[spec.fanOut(layer)];
            biases[layer] = matrix(bias, 1, bias.length);
            multipliers[layer] = start.multiplier(layer);
        }
    }

    private static INDArray matrix(double[] values, int rows, int columns) {
        return Nd4j.createFromArray(values).reshape(rows, columns).castTo(DataType.DOUBLE);
    }

    /** Returns the outputs before the updates and leaves the state after them. */
    double[] train(Samples data, Loss loss, double rate, int steps) {
        INDArray x = matrix(data.x(), data.count(), data.inputs());
        INDArray y = matrix(data.y(), data.count(), data.outputs());
        INDArray f = forward(x)[spec.layers()];
        for (int step = 0; step < steps; step++) {
            INDArray[] h = forward(x);
            // The derivative by a layer's result. Skip connections pass part of it on unchanged.
            INDArray above = loss == Loss.CROSS_ENTROPY
                    ? softmax(h[spec.layers()]).sub(y).div(data.count())
                    : h[spec.layers()].sub(y).mul(factor(loss, data.y().length));
            if (spec.output() == OutputFunction.SIGMOID) {
                above = above.mul(h[spec.layers()].mul(h[spec.layers()].rsub(1.0)));
            }
            for (int layer = spec.layers() - 1; layer >= 0; layer--) {
                boolean hidden = layer < spec.layers() - 1;
                INDArray z = preactivation(h[layer], layer);
                INDArray delta = hidden ? above.mul(z.gt(0).castTo(DataType.DOUBLE)) : above;
                INDArray gradient = h[layer].transpose().mmul(delta).mul(multipliers[layer]);
                INDArray biasGradient = delta.sum(true, 0);
                INDArray below = delta.mmul(weights[layer].transpose()).mul(multipliers[layer]);
                above = hidden && layer > 0 && spec.skip() ? above.add(below) : below;
                if (hidden || spec.trainOuter()) {
                    weights[layer] = weights[layer].sub(gradient.mul(rate));
                    if (spec.hasBias(layer)) {
                        biases[layer] = biases[layer].sub(biasGradient.mul(rate));
                    }
                }
            }
            f = forward(x)[spec.layers()];
        }
        return f.dup('c').data().asDouble();
    }

    private INDArray[] forward(INDArray x) {
        INDArray[] h = new INDArray[spec.layers() + 1];
        h[0] = x;
        for (int layer = 0; layer < spec.layers(); layer++) {
            INDArray z = preactivation(h[layer], layer);
            boolean hidden = layer < spec.layers() - 1;
            h[layer + 1] = hidden ? Transforms.max(z, 0.0) : output(z);
            if (hidden && layer > 0 && spec.skip()) {
                h[layer + 1] = h[layer].add(h[layer + 1]);
            }
        }
        return h;
    }

    private static INDArray softmax(INDArray f) {
        INDArray powers = Transforms.exp(f);
        return powers.divColumnVector(powers.sum(true, 1));
    }

    private INDArray output(INDArray z) {
        return spec.output() == OutputFunction.SIGMOID ? Transforms.sigmoid(z) : z;
    }

    private INDArray preactivation(INDArray h, int layer) {
        return h.mmul(weights[layer]).mul(multipliers[layer]).addRowVector(biases[layer]);
    }

    /** Derivative of the loss with respect to f over the residual: of 1/2 sum r^2, 1/(2n) sum r^2 and 1/n sum r^2. */
    private static double factor(Loss loss, int n) {
        return switch (loss) {
            case HALF_SUM -> 1;
            case HALF_MEAN -> 1.0 / n;
            case MEAN_SQUARE -> 2.0 / n;
            case CROSS_ENTROPY -> throw new IllegalArgumentException("no residuals");
        };
    }
}
