package org.spectralsweep.train;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Erf;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.spectralsweep.nn.Activation;
import org.spectralsweep.nn.Gaussian;
import org.spectralsweep.nn.Gelu;
import org.spectralsweep.nn.LeakyRelu;
import org.spectralsweep.nn.ReluSquared;
import org.spectralsweep.nn.Sine;
import org.spectralsweep.nn.Tanh;

/**
 * An activation of each element and its slope, by the functions of ND4J.
 *
 * @param values s(z)
 * @param slopes s'(z)
 */
record Nd4jActivation(INDArray values, INDArray slopes) {
    static Nd4jActivation of(Activation activation, INDArray z) {
        if (activation instanceof LeakyRelu leaky) {
            INDArray on = Transforms.step(z);
            INDArray slopes = on.mul(1 - leaky.negativeSlope()).add(leaky.negativeSlope());
            return new Nd4jActivation(z.mul(slopes), slopes);
        } else if (activation instanceof ReluSquared) {
            INDArray positive = z.mul(Transforms.step(z));
            return new Nd4jActivation(positive.mul(positive), positive.mul(2));
        } else if (activation instanceof org.spectralsweep.nn.Erf) {
            return new Nd4jActivation(erf(z), Transforms.exp(z.mul(z).neg()).mul(2 / Math.sqrt(Math.PI)));
        } else if (activation instanceof Tanh) {
            INDArray values = Transforms.tanh(z);
            return new Nd4jActivation(values, values.mul(values).rsub(1));
        } else if (activation instanceof Gelu) {
            INDArray phi = erf(z.mul(Math.sqrt(0.5))).add(1).mul(0.5);
            INDArray density = bell(z).div(Math.sqrt(2 * Math.PI));
            return new Nd4jActivation(z.mul(phi), phi.add(z.mul(density)));
        } else if (activation instanceof Sine sine) {
            INDArray phase = z.mul(sine.frequency());
            return new Nd4jActivation(
                    Transforms.sin(phase), Transforms.cos(phase).mul(sine.frequency()));
        } else if (activation instanceof Gaussian) {
            INDArray values = bell(z);
            return new Nd4jActivation(values, z.mul(values).neg());
        }
        // Sums that are not finite stay so, since ND4J's maximum would turn NaN into 0.
        INDArray gate = Transforms.step(z);
        return new Nd4jActivation(z.mul(gate), gate);
    }

    /** exp(-z^2 / 2). */
    private static INDArray bell(INDArray z) {
        return Transforms.exp(z.mul(z).mul(-0.5));
    }

    private static INDArray erf(INDArray z) {
        return Nd4j.exec(new Erf(z, z.ulike()));
    }
}
