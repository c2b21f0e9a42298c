package org.spectralsweep.train;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.linalg.RealArray;
import org.spectralsweep.nn.Gradients;
import org.spectralsweep.nn.Loss;
import org.spectralsweep.nn.Mlp;
import org.spectralsweep.nn.Samples;

/**
 * {@link EngineName#DENSE}: backpropagation in blocks of rows, in the network's own arrays. Plain gradient descent on
 * samples that fit into one block stores no gradient: the products of the backward pass are added to the weights.
 */
final class DenseEngine implements Engine {
    private final Mlp network;
    private final Samples data;
    private final Loss loss;
    private final MappedResiduals mapped;
    private final Gradients gradients;
    private final RealArray inputs;

    /** Null if the backward pass updates the weights directly. Then there is no gradient either. */
    private final @Nullable UpdateRule rule;

    private final RealArray gradient;
    private final double rate;
    private double[] lastOutputs = {};
    private final @Nullable MiniBatches batches;
    private final RealArray batchInputs;
    private final double[] batchTargets;
    private final double[] batchOutputs;

    DenseEngine(Mlp network, Samples data, TrainSpec spec, @Nullable MiniBatches batches) {
        this.network = network;
        this.data = data;
        this.batches = batches;
        loss = spec.loss();
        mapped = new MappedResiduals(data, spec.residualMap());
        gradients = new Gradients(network, data.count());
        inputs = gradients.inputs(data.x(), data.count());
        rate = spec.learningRate();
        boolean direct = batches == null && spec.optimizer().isPlain() && gradients.isOneBlock(data.count());
        rule = direct ? null : spec.optimizer().rule(rate, network.precision(), network.trained());
        gradient = network.precision().zeros(direct ? 0 : network.trained());
        int rows = batches == null ? 0 : batches.largest();
        batchInputs = network.precision().zeros(rows * gradients.inputColumns());
        batchTargets = new double[rows * data.outputs()];
        batchOutputs = new double[rows * data.outputs()];
    }

    @Override
    public void evaluate(boolean stepFollows, double[] outputs) {
        int n = data.count();
        if (batches == null && stepFollows && rule != null) {
            if (!mapped.isPlain()) {
                // A map needs the residuals of all blocks before any of them is backpropagated.
                gradients.outputs(inputs, n, outputs);
            }
            gradients.evaluate(inputs, mapped.targets(outputs), n, loss, outputs, gradient);
        } else {
            gradients.outputs(inputs, n, outputs);
            lastOutputs = outputs;
        }
    }

    @Override
    public double step() {
        if (rule == null) {
            gradients.descend(inputs, mapped.targets(lastOutputs), data.count(), loss, rate, lastOutputs);
            return Double.NaN;
        }
        double error = batches == null ? Double.NaN : evaluateBatch(batches);
        rule.update(network.values(), gradient);
        return error;
    }

    private double evaluateBatch(MiniBatches from) {
        int n = from.advance();
        int outputs = data.outputs();
        int columns = gradients.inputColumns();
        for (int i = 0; i < n; i++) {
            batchInputs.copy(i * columns, inputs, from.sample(i) * columns, columns);
            System.arraycopy(data.y(), from.sample(i) * outputs, batchTargets, i * outputs, outputs);
        }
        gradients.evaluate(batchInputs, batchTargets, n, loss, batchOutputs, gradient);
        return loss.error(batchOutputs, batchTargets, 0, n, outputs) / n;
    }

    @Override
    public void publish() {
        // Nothing to copy: the parameters are the network's own.
    }

    @Override
    public void save(DataOutput out) throws IOException {
        if (rule != null) {
            rule.save(out);
        }
    }

    @Override
    public void restore(DataInput in) throws IOException {
        if (rule != null) {
            rule.restore(in);
        }
    }
}
