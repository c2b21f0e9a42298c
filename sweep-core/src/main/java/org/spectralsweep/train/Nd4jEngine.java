package org.spectralsweep.train;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.memory.conf.WorkspaceConfiguration;
import org.nd4j.linalg.api.memory.enums.LearningPolicy;
import org.nd4j.linalg.api.memory.enums.SpillPolicy;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.spectralsweep.linalg.Nd4jLibrary;
import org.spectralsweep.nn.Loss;
import org.spectralsweep.nn.Mlp;
import org.spectralsweep.nn.Samples;

/**
 * {@link EngineName#ND4J}: training as formulas on whole matrices, with nothing fused, cut into blocks or reused. It is
 * the reference that a user can check another engine against.
 *
 * <p>Every operation makes a new array, outside of Java's heap. The garbage collector would free them too late, since
 * it does not see how large they are. So each pass makes them in a workspace, whose memory the next pass takes again.
 */
final class Nd4jEngine implements Engine {
    private static final String WORKSPACE = "spectral-sweep pass";

    /** One block of memory, which grows to what the largest pass so far has needed. */
    private static final WorkspaceConfiguration GROWING = WorkspaceConfiguration.builder()
            .policyLearning(LearningPolicy.FIRST_LOOP)
            .policySpill(SpillPolicy.REALLOCATE)
            .build();

    private final Samples data;
    private final Loss loss;
    private final MappedResiduals mapped;
    private final @Nullable MiniBatches batches;
    private final Nd4jNetwork network;
    private final Nd4jRule rule;
    private final INDArray x;
    private final INDArray y;

    Nd4jEngine(Mlp network, Samples data, TrainSpec spec, @Nullable MiniBatches batches) {
        Nd4jLibrary.load();
        this.data = data;
        this.batches = batches;
        loss = spec.loss();
        mapped = new MappedResiduals(data, spec.residualMap());
        this.network = new Nd4jNetwork(network);
        rule = new Nd4jRule(spec.optimizer(), spec.learningRate(), network.precision(), this.network.trained());
        x = this.network.array(data.x(), data.count(), data.inputs());
        y = this.network.array(data.y(), data.count(), data.outputs());
    }

    @Override
    public void evaluate(boolean stepFollows, double[] outputs) {
        try (MemoryWorkspace pass = workspace()) {
            Nd4jNetwork.Pass forward = network.forward(x);
            read(forward.outputs(), outputs);
            if (batches == null && stepFollows) {
                network.backward(forward, targets(outputs), loss);
            }
        }
    }

    private INDArray targets(double[] outputs) {
        return mapped.isPlain() ? y : network.array(mapped.targets(outputs), data.count(), data.outputs());
    }

    @Override
    public double step() {
        try (MemoryWorkspace pass = workspace()) {
            double error = batches == null ? Double.NaN : evaluateBatch(batches);
            rule.update(network.trained(), network.trainedGradient());
            return error;
        }
    }

    private double evaluateBatch(MiniBatches from) {
        int[] samples = new int[from.advance()];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = from.sample(i);
        }
        INDArray targets = y.getRows(samples);
        Nd4jNetwork.Pass forward = network.forward(x.getRows(samples));
        network.backward(forward, targets, loss);
        double[] f = new double[samples.length * data.outputs()];
        read(forward.outputs(), f);
        double[] expected = new double[f.length];
        read(targets, expected);
        return loss.error(f, expected, 0, samples.length, data.outputs()) / samples.length;
    }

    private static MemoryWorkspace workspace() {
        return Nd4j.getWorkspaceManager().getAndActivateWorkspace(GROWING, WORKSPACE);
    }

    private static void read(INDArray matrix, double[] into) {
        double[] values = matrix.dup('c').data().asDouble();
        System.arraycopy(values, 0, into, 0, values.length);
    }

    @Override
    public void publish() {
        network.publish();
    }

    @Override
    public void save(DataOutput out) throws IOException {
        rule.save(out);
    }

    @Override
    public void restore(DataInput in) throws IOException {
        network.take();
        rule.restore(in);
    }

    @Override
    public void close() {
        x.close();
        y.close();
        rule.close();
        network.close();
        MemoryWorkspace idle = Nd4j.getWorkspaceManager().getWorkspaceForCurrentThread(GROWING, WORKSPACE);
        Nd4j.getWorkspaceManager().destroyWorkspace(idle);
    }
}
