package org.spectralsweep.train;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.linalg.Float32Array;
import org.spectralsweep.linalg.Precision;
import org.spectralsweep.linalg.RealArray;
import org.spectralsweep.nn.Loss;
import org.spectralsweep.nn.Mlp;
import org.spectralsweep.nn.NativeGradients;
import org.spectralsweep.nn.Samples;

/**
 * {@link EngineName#DENSE} in float32: backpropagation outside the heap. Plain gradient descent updates the weights
 * there, and on samples that fit into one block it stores no gradient. For other rules the gradient and the parameters
 * are copied between the two worlds at each step.
 */
final class NativeDenseEngine implements Engine {
    private final Mlp network;
    private final Samples data;
    private final Loss loss;
    private final MappedResiduals mapped;
    private final double rate;
    private final boolean direct;
    private final NativeGradients gradients;
    private final Float32Array inputs;

    /** Null if updates are plain and done outside the heap. */
    private final @Nullable UpdateRule rule;

    private final RealArray gradient;
    private double[] lastOutputs = {};
    private final @Nullable MiniBatches batches;
    private final Float32Array batchInputs;
    private final double[] batchTargets;
    private final double[] batchOutputs;

    NativeDenseEngine(Mlp network, Samples data, TrainSpec spec, @Nullable MiniBatches batches) {
        this.network = network;
        this.data = data;
        this.batches = batches;
        loss = spec.loss();
        mapped = new MappedResiduals(data, spec.residualMap());
        rate = spec.learningRate();
        boolean plain = spec.optimizer().isPlain();
        direct = batches == null && plain && NativeGradients.isOneBlock(network.spec(), data.count());
        int rows = batches == null ? 0 : batches.largest();
        gradients = new NativeGradients(network, data.count(), rate, direct);
        inputs = gradients.inputs(data.x(), data.count());
        rule = plain ? null : spec.optimizer().rule(rate, Precision.FLOAT32, network.trained());
        gradient = Precision.FLOAT32.zeros(plain ? 0 : network.trained());
        batchInputs = (Float32Array) Precision.FLOAT32.zeros(rows * gradients.inputColumns());
        batchTargets = new double[rows * data.outputs()];
        batchOutputs = new double[rows * data.outputs()];
    }

    @Override
    public void evaluate(boolean stepFollows, double[] outputs) {
        int n = data.count();
        if (batches == null && stepFollows && !direct) {
            if (!mapped.isPlain()) {
                // A map needs the residuals of all blocks before any of them is backpropagated.
                gradients.outputs(inputs, n, outputs);
            }
            gradients.evaluate(inputs, mapped.targets(outputs), n, loss, outputs);
        } else {
            gradients.outputs(inputs, n, outputs);
            lastOutputs = outputs;
        }
    }

    @Override
    public double step() {
        if (direct) {
            gradients.descend(mapped.targets(lastOutputs), data.count(), loss, rate, lastOutputs);
            return Double.NaN;
        }
        double error = batches == null ? Double.NaN : evaluateBatch(batches);
        if (rule == null) {
            gradients.update();
        } else {
            gradients.readGradient(gradient);
            rule.update(network.values(), gradient);
            gradients.write(network.values());
        }
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
        gradients.evaluate(batchInputs, batchTargets, n, loss, batchOutputs);
        return loss.error(batchOutputs, batchTargets, 0, n, outputs) / n;
    }

    @Override
    public void publish() {
        if (rule == null) {
            gradients.read(network.values());
        }
    }

    @Override
    public void save(DataOutput out) throws IOException {
        if (rule != null) {
            rule.save(out);
        }
    }

    @Override
    public void restore(DataInput in) throws IOException {
        gradients.write(network.values());
        if (rule != null) {
            rule.restore(in);
        }
    }

    @Override
    public void close() {
        gradients.close();
    }
}
