package org.spectralsweep.nn;

import org.spectralsweep.linalg.HiddenLayer;
import org.spectralsweep.linalg.RealArray;

/**
 * What makes a network of ReLU units one of leaky ones, whose slope below zero is a: s(z) = (1 - a) max(z, 0) + a z.
 * The second part of the output is linear in x, so it costs O(width + points):
 *
 * <pre>c sum_j a_j z_j(x) = c (V x + v),   V = sum_j a_j w_j,   v = sum_j a_j b_j.</pre>
 *
 * <p>Sums are in float64. Those of a mirrored network's halves are taken separately, so that they are exactly opposite
 * at the start.
 */
final class LinearShare {
    private final Mlp network;
    private final HiddenLayer layer;
    private final double slope;
    private final double[] sums;

    LinearShare(Mlp network, HiddenLayer layer) {
        this.network = network;
        this.layer = layer;
        slope = network.spec().negativeSlope();
        sums = new double[layer.inputs() + 1];
    }

    /** From the outputs of ReLU units without a bias to those of leaky ones with it. */
    void mix(double[] outputs, double bias, RealArray x, int stride, int count) {
        int inputs = layer.inputs();
        boolean mirrored = network.spec().initialization().mirrored();
        int part = mirrored ? layer.width() / 2 : layer.width();
        for (int k = 0; k <= inputs; k++) {
            sums[k] = share(k, 0, part) + share(k, part, layer.width());
        }
        for (int i = 0; i < count; i++) {
            double share = sums[inputs];
            for (int k = 0; k < inputs; k++) {
                share = Math.fma(sums[k], x.get(k * stride + i), share);
            }
            outputs[i] = bias + (1 - slope) * outputs[i] + slope * layer.multiplier() * share;
        }
    }

    /** The sum of a_j w_kj over some units; that of a_j b_j for k after the last input, or 0 without biases. */
    private double share(int k, int from, int to) {
        if (k == layer.inputs() && !layer.bias()) {
            return 0;
        }
        RealArray values = network.values();
        double sum = 0;
        for (int j = from; j < to; j++) {
            sum = Math.fma(values.get(layer.outerAt() + j), values.get(k * layer.width() + j), sum);
        }
        return sum;
    }

    /** From the gradient of ReLU units to that of leaky ones. */
    void mixGradient(RealArray gradient, int count, RealArray x, int stride, RealArray errors) {
        int inputs = layer.inputs();
        for (int k = 0; k <= inputs; k++) {
            sums[k] = 0;
            for (int i = 0; i < count; i++) {
                sums[k] = Math.fma(errors.get(i), k < inputs ? x.get(k * stride + i) : 1, sums[k]);
            }
        }
        RealArray values = network.values();
        int rows = inputs + (layer.bias() ? 1 : 0);
        double factor = slope * layer.multiplier();
        for (int j = 0; j < layer.width(); j++) {
            double outer = factor * values.get(layer.outerAt() + j);
            double linear = 0;
            for (int k = 0; k < rows; k++) {
                int at = k * layer.width() + j;
                gradient.set(at, Math.fma(outer, sums[k], (1 - slope) * gradient.get(at)));
                linear = Math.fma(values.get(at), sums[k], linear);
            }
            if (layer.trainOuter()) {
                int at = layer.outerAt() + j;
                gradient.set(at, Math.fma(factor, linear, (1 - slope) * gradient.get(at)));
            }
        }
    }
}
