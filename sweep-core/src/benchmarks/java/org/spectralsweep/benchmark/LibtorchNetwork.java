package org.spectralsweep.benchmark;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.LinearOptions;
import org.bytedeco.pytorch.Optimizer;
import org.bytedeco.pytorch.SGD;
import org.bytedeco.pytorch.SGDOptions;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.linalg.Precision;
import org.spectralsweep.nn.Mlp;
import org.spectralsweep.nn.MlpSpec;
import org.spectralsweep.nn.Samples;
import org.spectralsweep.train.Adam;

/**
 * A workload's network in libtorch, with the same initial weights. It uses {@code torch::nn::Linear}, ReLU in place,
 * the sum of squares, autograd, and {@code torch::optim::SGD} or {@code torch::optim::Adam}. Everything stays in
 * libtorch between the steps, and what a step allocates is freed at its end.
 */
final class LibtorchNetwork {
    private static final long SUM = 2; // at::Reduction::Sum

    private final List<LinearImpl> layers = new ArrayList<>();
    private final Tensor x;
    private final Tensor y;
    private final Optimizer optimizer;
    private final @Nullable LibtorchBatches batches;

    LibtorchNetwork(Workload workload) {
        torch.set_num_threads(1);
        Mlp network = workload.network();
        MlpSpec spec = network.spec();
        TensorVector trained = new TensorVector();
        for (int layer = 0; layer < spec.layers(); layer++) {
            LinearImpl linear = linear(network, layer);
            boolean isTrained = layer < spec.layers() - 1 || spec.trainOuter();
            linear.weight().requires_grad_(isTrained);
            if (isTrained) {
                trained.push_back(linear.weight());
            }
            if (isTrained && spec.hasBias(layer)) {
                trained.push_back(linear.bias());
            }
            layers.add(linear);
        }
        Samples data = workload.data();
        x = tensor(data.x(), workload.precision(), data.count(), data.inputs());
        y = tensor(data.y(), workload.precision(), data.count(), 1);
        batches = workload.isMiniBatch() ? new LibtorchBatches(workload) : null;
        optimizer = optimizer(trained, workload);
    }

    /**
     * The gradient of the sum of squares is twice that of the half sum, so the rate is halved, or epsilon doubled. Both
     * betas are the defaults of libtorch already.
     */
    private static Optimizer optimizer(TensorVector trained, Workload workload) {
        if (!workload.isMiniBatch()) {
            return new SGD(trained, new SGDOptions(workload.learningRate() / 2));
        }
        Adam adam = workload.adam();
        AdamOptions options = new AdamOptions(workload.learningRate());
        options.eps().put(2 * adam.epsilon());
        return new org.bytedeco.pytorch.Adam(trained, options);
    }

    /**
     * A layer with the network's weights. The multiplier of a fixed outer layer is constant and becomes part of its
     * weights.
     */
    private static LinearImpl linear(Mlp network, int layer) {
        MlpSpec spec = network.spec();
        if (network.multiplier(layer) != 1 && (layer < spec.layers() - 1 || spec.trainOuter())) {
            throw new IllegalArgumentException("multiplier must be 1 where weights are trained but was "
                    + network.multiplier(layer) + " in layer " + layer);
        }
        int fanIn = spec.fanIn(layer);
        int fanOut = spec.fanOut(layer);
        LinearOptions options = new LinearOptions(fanIn, fanOut);
        options.bias().put(spec.hasBias(layer));
        LinearImpl linear = new LinearImpl(options);
        if (network.precision() == Precision.FLOAT64) {
            linear.to(torch.ScalarType.Double, false);
        }
        double[] weights = network.weights(layer);
        double[] transposed = new double[weights.length];
        for (int i = 0; i < fanIn; i++) {
            for (int j = 0; j < fanOut; j++) {
                transposed[j * fanIn + i] = network.multiplier(layer) * weights[i * fanOut + j];
            }
        }
        linear.weight().data().copy_(tensor(transposed, network.precision(), fanOut, fanIn));
        if (spec.hasBias(layer)) {
            linear.bias().data().copy_(tensor(network.biases(layer), network.precision(), fanOut));
        }
        return linear;
    }

    private static Tensor tensor(double[] values, Precision precision, long... shape) {
        Tensor tensor = Tensor.create(values, shape);
        return precision == Precision.FLOAT64 ? tensor : tensor.to(torch.ScalarType.Float);
    }

    /** Does steps. No loss is read. */
    void train(long steps) {
        for (long step = 0; step < steps; step++) {
            try (PointerScope scope = new PointerScope()) {
                optimizer.zero_grad(true);
                if (batches == null) {
                    torch.mse_loss(outputs(x), y, SUM).backward();
                } else {
                    Tensor batch = batches.next();
                    torch.mse_loss(outputs(x.index_select(0, batch)), y.index_select(0, batch), SUM)
                            .backward();
                }
                optimizer.step();
            }
        }
    }

    /** The half sum of squares. */
    double loss() {
        try (PointerScope scope = new PointerScope()) {
            return 0.5 * torch.mse_loss(outputs(x), y, SUM).item_double();
        }
    }

    private Tensor outputs(Tensor inputs) {
        Tensor h = inputs;
        for (int layer = 0; layer < layers.size() - 1; layer++) {
            h = torch.relu_(layers.get(layer).forward(h));
        }
        return layers.get(layers.size() - 1).forward(h);
    }
}
