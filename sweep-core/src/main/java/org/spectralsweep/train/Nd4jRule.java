package org.spectralsweep.train;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/** The update rules of {@link GradientDescent}, {@link Sgd} and {@link Adam} as operations on ND4J's arrays. */
final class Nd4jRule implements AutoCloseable {
    private final OptimizerSpec optimizer;
    private final double rate;
    private final INDArray mean;
    private final INDArray square;
    private double power1 = 1;
    private double power2 = 1;

    Nd4jRule(OptimizerSpec optimizer, double rate, INDArray theta) {
        this.optimizer = optimizer;
        this.rate = rate;
        mean = Nd4j.zerosLike(theta);
        square = Nd4j.zerosLike(theta);
    }

    /** One update of the parameters theta by their gradient g. */
    void update(INDArray theta, INDArray g) {
        if (optimizer instanceof Adam adam) {
            power1 *= adam.beta1();
            power2 *= adam.beta2();
            mean.muli(adam.beta1()).addi(g.mul(1 - adam.beta1()));
            square.muli(adam.beta2()).addi(g.mul(g).mul(1 - adam.beta2()));
            INDArray root = Transforms.sqrt(square.div(1 - power2)).add(adam.epsilon());
            theta.subi(mean.div(1 - power1).div(root).mul(rate));
        } else if (optimizer instanceof Sgd sgd) {
            mean.muli(sgd.momentum()).addi(g);
            theta.subi(mean.mul(rate));
        } else {
            theta.subi(g.mul(rate));
        }
    }

    @Override
    public void close() {
        mean.close();
        square.close();
    }
}
