package org.spectralsweep.train;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.spectralsweep.linalg.Precision;
import org.spectralsweep.linalg.RealArray;

/**
 * The update rules of {@link GradientDescent}, {@link Sgd}, {@link Adam} and {@link SignDescent} as operations on
 * ND4J's arrays.
 */
final class Nd4jRule implements Resumable, AutoCloseable {
    private final OptimizerSpec optimizer;
    private final RateCounter rates;
    private final Precision precision;
    private final INDArray mean;
    private final INDArray square;
    /** The parameters before the first update. */
    private final INDArray start;

    private double power1 = 1;
    private double power2 = 1;

    Nd4jRule(OptimizerSpec optimizer, double rate, Precision precision, INDArray theta) {
        this.optimizer = optimizer;
        rates = new RateCounter(rate, optimizer.schedule());
        this.precision = precision;
        mean = Nd4j.zerosLike(theta);
        square = Nd4j.zerosLike(theta);
        start = theta.dup();
    }

    /** One update of the parameters theta by their gradient g. */
    void update(INDArray theta, INDArray g) {
        double rate = rates.next();
        WeightDecay decay = optimizer.decay();
        if (!decay.isNone()) {
            INDArray away = decay.towards() == WeightDecay.Reference.INITIAL ? theta.sub(start) : theta.dup();
            if (decay.coupling() == WeightDecay.Coupling.COUPLED) {
                g.addi(away.mul(decay.strength()));
            } else {
                theta.subi(away.mul(rate * decay.strength()));
            }
        }
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
        } else if (optimizer instanceof SignDescent) {
            theta.subi(Transforms.sign(g).mul(rate));
        } else {
            theta.subi(g.mul(rate));
        }
    }

    @Override
    public void save(DataOutput out) throws IOException {
        rates.save(out);
        if (!optimizer.isPlain()) {
            write(out, mean);
        }
        if (optimizer instanceof Adam) {
            write(out, square);
            out.writeDouble(power1);
            out.writeDouble(power2);
        }
    }

    @Override
    public void restore(DataInput in) throws IOException {
        rates.restore(in);
        if (!optimizer.isPlain()) {
            read(in, mean);
        }
        if (optimizer instanceof Adam) {
            read(in, square);
            power1 = in.readDouble();
            power2 = in.readDouble();
        }
    }

    private void write(DataOutput out, INDArray array) throws IOException {
        double[] values = array.toDoubleVector();
        RealArray copy = precision.zeros(values.length);
        copy.write(0, values, 0, values.length);
        SavedArrays.write(out, copy, values.length);
    }

    private void read(DataInput in, INDArray array) throws IOException {
        double[] values = new double[(int) array.length()];
        RealArray copy = precision.zeros(values.length);
        SavedArrays.read(in, copy, values.length);
        copy.read(0, values, 0, values.length);
        try (INDArray read = Nd4j.create(values, array.shape(), array.dataType())) {
            array.assign(read);
        }
    }

    @Override
    public void close() {
        mean.close();
        square.close();
        start.close();
    }
}
