package org.spectralsweep.train;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.linalg.HiddenLayerLoops;
import org.spectralsweep.linalg.Precision;
import org.spectralsweep.linalg.RealArray;
import org.spectralsweep.nn.HiddenSum;
import org.spectralsweep.nn.Loss;
import org.spectralsweep.nn.Mlp;
import org.spectralsweep.nn.MlpSpec;
import org.spectralsweep.nn.Samples;

/**
 * {@link EngineName#SHALLOW}: recomputes a unit's pre-activation where it is needed. For a few inputs this is cheaper
 * than loading it, and nothing of size width x n is stored. It works in the network's own arrays. The outputs are
 * summed in float64 over sums of 256 units.
 */
final class ShallowEngine implements Engine {
    private final Mlp network;
    private final MlpSpec spec;
    private final Samples data;
    private final Loss loss;
    private final HiddenSum sum;
    private final UpdateRule rule;
    private final RealArray gradient;
    private final Columns all;
    private final double[] residuals;
    private final MappedResiduals mapped;
    private final @Nullable MiniBatches batches;
    private final Columns batch;
    private final double[] batchOutputs;

    ShallowEngine(Mlp network, Samples data, TrainSpec training, @Nullable MiniBatches batches) {
        this.network = network;
        this.data = data;
        this.batches = batches;
        spec = network.spec();
        loss = training.loss();
        Precision precision = network.precision();
        sum = new HiddenSum(network, data.count(), HiddenLayerLoops.of(precision, training.simd()));
        rule = training.optimizer().rule(training.learningRate(), precision, network.trained());
        gradient = precision.zeros(network.trained());
        all = new Columns(precision, data.count(), data.inputs());
        for (int i = 0; i < data.count(); i++) {
            all.set(i, data, i);
        }
        residuals = new double[data.count()];
        mapped = new MappedResiduals(data, training.residualMap());
        batch = new Columns(precision, batches == null ? 0 : batches.largest(), data.inputs());
        batchOutputs = new double[batches == null ? 0 : batches.largest()];
    }

    /** Points coordinate by coordinate, and the error to backpropagate from each. */
    private static final class Columns {
        final int count;
        final RealArray x;
        final RealArray errors;
        private final int inputs;

        Columns(Precision precision, int count, int inputs) {
            this.inputs = inputs;
            this.count = count;
            x = precision.zeros(Math.multiplyExact(inputs, count));
            errors = precision.zeros(count);
        }

        void set(int i, Samples data, int sample) {
            for (int k = 0; k < inputs; k++) {
                x.set(k * count + i, data.x()[sample * inputs + k]);
            }
        }
    }

    @Override
    public void evaluate(boolean stepFollows, double[] outputs) {
        int n = data.count();
        sum.outputs(all.x, all.count, n, outputs);
        if (batches == null && stepFollows) {
            double q = loss.kernelFactor(n);
            double[] y = mapped.targets(outputs);
            for (int i = 0; i < n; i++) {
                residuals[i] = q * (outputs[i] - y[i]);
            }
        }
    }

    @Override
    public double step() {
        if (batches == null) {
            update(all, data.count());
            return Double.NaN;
        }
        int n = batches.advance();
        for (int i = 0; i < n; i++) {
            batch.set(i, data, batches.sample(i));
        }
        sum.outputs(batch.x, batch.count, n, batchOutputs);
        double q = loss.kernelFactor(n);
        double squares = 0;
        for (int i = 0; i < n; i++) {
            double residual = batchOutputs[i] - data.y()[batches.sample(i)];
            squares += residual * residual;
            residuals[i] = q * residual;
        }
        update(batch, n);
        return squares / n;
    }

    private void update(Columns points, int count) {
        points.errors.write(0, residuals, 0, count);
        sum.gradient(gradient, count, points.x, points.count, points.errors);
        if (spec.trainOuter() && spec.hasBias(1)) {
            double sum = 0;
            for (int i = 0; i < count; i++) {
                sum += residuals[i];
            }
            gradient.set(network.biasesAt(1), sum);
        }
        rule.update(network.values(), gradient);
    }

    @Override
    public void publish() {
        // Nothing to copy: the parameters are the network's own.
    }

    @Override
    public void save(DataOutput out) throws IOException {
        rule.save(out);
    }

    @Override
    public void restore(DataInput in) throws IOException {
        rule.restore(in);
    }
}
