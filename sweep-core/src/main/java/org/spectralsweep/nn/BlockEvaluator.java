package org.spectralsweep.nn;

import org.spectralsweep.linalg.Loops;
import org.spectralsweep.linalg.RealArray;

/** The evaluator for any network: the forward pass in blocks of rows. */
final class BlockEvaluator implements Evaluator {
    private final Mlp network;
    private final ForwardPass pass;
    private final RealArray inputs;
    private final int count;
    private final double[] outputs;

    BlockEvaluator(Mlp network, double[] x, int count) {
        this.network = network;
        this.count = count;
        pass = new ForwardPass(network, count, Loops.of(network.precision()));
        inputs = pass.inputs(x, count);
        outputs = new double[Math.multiplyExact(count, network.spec().outputs())];
    }

    @Override
    public Mlp network() {
        return network;
    }

    @Override
    public double[] outputs() {
        pass.run(inputs, count, outputs);
        return outputs;
    }

    @Override
    public int[] deadUnits() {
        return pass.deadUnits(inputs, count, outputs);
    }
}
