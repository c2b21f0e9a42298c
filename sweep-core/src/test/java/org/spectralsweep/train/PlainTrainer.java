package org.spectralsweep.train;

import org.hipparchus.random.RandomGenerator;
import org.hipparchus.random.Well19937c;
import org.spectralsweep.linalg.SymmetricOperator;
import org.spectralsweep.nn.Loss;
import org.spectralsweep.nn.Mlp;
import org.spectralsweep.nn.MlpSpec;
import org.spectralsweep.nn.OutputFunction;
import org.spectralsweep.nn.Samples;

/**
 * Training in plain loops over numbers in float64, one sample after the other. This is the slow, obvious implementation
 * that every engine is compared with, so it shares no arithmetic with any of them.
 */
final class PlainTrainer {
    private final MlpSpec spec;
    private final double[] parameters;
    private final int[] weightsAt;
    private final int[] biasesAt;

    /** Starts from a copy of the network's parameters. A layer without a bias has one of zeros that stays. */
    PlainTrainer(Mlp start) {
        spec = start.spec();
        weightsAt = new int[spec.layers() + 1];
        biasesAt = new int[spec.layers()];
        for (int layer = 0; layer < spec.layers(); layer++) {
            biasesAt[layer] = weightsAt[layer] + spec.fanIn(layer) * spec.fanOut(layer);
            weightsAt[layer + 1] = biasesAt[layer] + spec.fanOut(layer);
        }
        parameters = new double[weightsAt[spec.layers()]];
        for (int layer = 0; layer < spec.layers(); layer++) {
            double[] weights = start.weights(layer);
            System.arraycopy(weights, 0, parameters, weightsAt[layer], weights.length);
            double[] biases = start.biases(layer);
            System.arraycopy(biases, 0, parameters, biasesAt[layer], biases.length);
        }
    }

    /** Full-batch gradient descent. Returns the outputs after the updates, count x outputs. */
    double[] train(Samples data, Loss loss, double rate, int steps) {
        return train(data, loss, new GradientDescent(LearningRate.AUTO), rate, steps, new Well19937c(0));
    }

    /** The same where the residual r of a sample is replaced by that sample's part of P r. */
    double[] train(Samples data, Loss loss, SymmetricOperator map, double rate, int steps) {
        double[] y = data.y();
        for (int step = 0; step < steps; step++) {
            double[] f = outputs(data);
            double[] r = new double[f.length];
            for (int i = 0; i < f.length; i++) {
                r[i] = f[i] - y[i];
            }
            double[] mapped = new double[f.length];
            map.apply(r, mapped);
            double[] targets = new double[f.length];
            for (int i = 0; i < f.length; i++) {
                targets[i] = f[i] - mapped[i];
            }
            Samples moved = new Samples(
                    data.count(), data.inputs(), data.outputs(), data.x(), targets, data.region(), data.regions());
            train(moved, loss, rate, 1);
        }
        return outputs(data);
    }

    /**
     * The same with any optimiser.
     *
     * @param random orders the mini-batches
     */
    double[] train(Samples data, Loss loss, OptimizerSpec optimizer, double rate, int steps, RandomGenerator random) {
        boolean whole = optimizer.batchSize() == 0 || optimizer.batchSize() >= data.count();
        MiniBatches batches = whole ? null : new MiniBatches(data.count(), optimizer.batchSize(), random);
        double[] first = new double[parameters.length];
        double[] second = new double[parameters.length];
        double[] start = parameters.clone();
        for (int step = 1; step <= steps; step++) {
            int size = batches == null ? data.count() : batches.advance();
            double[] gradient = new double[parameters.length];
            for (int i = 0; i < size; i++) {
                addGradient(data, batches == null ? i : batches.sample(i), size, loss, gradient);
            }
            for (int layer = 0; layer < spec.layers(); layer++) {
                if (layer < spec.layers() - 1 || spec.trainOuter()) {
                    int end = spec.hasBias(layer) ? weightsAt[layer + 1] : biasesAt[layer];
                    for (int p = weightsAt[layer]; p < end; p++) {
                        WeightDecay decay = optimizer.decay();
                        double reference = decay.towards() == WeightDecay.Reference.ORIGIN ? 0 : start[p];
                        double pull = decay.strength() * (parameters[p] - reference);
                        boolean coupled = decay.coupling() == WeightDecay.Coupling.COUPLED;
                        double g = gradient[p] + (coupled ? pull : 0);
                        double move = direction(optimizer, g, step, first, second, p) + (coupled ? 0 : pull);
                        parameters[p] -= rate * factor(optimizer.schedule(), step) * move;
                    }
                }
            }
        }
        return outputs(data);
    }

    /** What the learning rate is multiplied by. The two arrays are the optimiser's memory. */
    private static double direction(
            OptimizerSpec optimizer, double g, int step, double[] first, double[] second, int p) {
        if (optimizer instanceof Sgd sgd) {
            first[p] = sgd.momentum() * first[p] + g;
            return first[p];
        }
        if (optimizer instanceof Adam adam) {
            first[p] = adam.beta1() * first[p] + (1 - adam.beta1()) * g;
            second[p] = adam.beta2() * second[p] + (1 - adam.beta2()) * g * g;
            double mean = first[p] / (1 - Math.pow(adam.beta1(), step));
            double square = second[p] / (1 - Math.pow(adam.beta2(), step));
            return mean / (Math.sqrt(square) + adam.epsilon());
        }
        return optimizer instanceof SignDescent ? Math.signum(g) : g;
    }

    /** The share of the rate in the update with this number, from 1. */
    private static double factor(RateSchedule schedule, int step) {
        if (schedule instanceof WarmUp rising) {
            return Math.min(1, (double) step / rising.steps());
        }
        if (schedule instanceof Cosine falling) {
            double turned = Math.cos(Math.PI * Math.min(step - 1, falling.steps()) / falling.steps());
            return falling.floor() + (1 - falling.floor()) * 0.5 * (1 + turned);
        }
        if (schedule instanceof Step drops) {
            double factor = 1;
            for (int update = 1; update < step; update++) {
                factor *= update % drops.every() == 0 ? drops.factor() : 1;
            }
            return factor;
        }
        return 1;
    }

    private double[] outputs(Samples data) {
        double[] outputs = new double[data.count() * spec.outputs()];
        for (int i = 0; i < data.count(); i++) {
            double[] f = forward(data, i).h[spec.layers()];
            System.arraycopy(f, 0, outputs, i * f.length, f.length);
        }
        return outputs;
    }

    /**
     * The values of one sample.
     *
     * @param h what each layer reads, h[0] = x, and last the outputs
     * @param z each layer's sums
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Values(double[][] h, double[][] z) {}

    private Values forward(Samples data, int sample) {
        Values values = new Values(new double[spec.layers() + 1][], new double[spec.layers()][]);
        values.h[0] = row(data.x(), sample, data.inputs());
        for (int layer = 0; layer < spec.layers(); layer++) {
            double multiplier = spec.multiplier(layer);
            double[] z = new double[spec.fanOut(layer)];
            for (int i = 0; i < spec.fanIn(layer); i++) {
                for (int j = 0; j < z.length; j++) {
                    z[j] += multiplier * values.h[layer][i] * parameters[weightsAt[layer] + i * z.length + j];
                }
            }
            double[] h = new double[z.length];
            for (int j = 0; j < z.length; j++) {
                z[j] += parameters[biasesAt[layer] + j];
                if (layer == spec.layers() - 1) {
                    h[j] = spec.output() == OutputFunction.SIGMOID ? 1 / (1 + Math.exp(-z[j])) : z[j];
                } else {
                    h[j] = spec.activation().value(z[j]) + (isSkip(layer) ? values.h[layer][j] : 0);
                }
            }
            values.z[layer] = z;
            values.h[layer + 1] = h;
        }
        return values;
    }

    /** Adds one sample's part of the gradient of the loss over {@code size} samples. */
    private void addGradient(Samples data, int sample, int size, Loss loss, double[] gradient) {
        Values values = forward(data, sample);
        double[] y = row(data.y(), sample, spec.outputs());
        // The derivatives by what a layer hands on; for the output layer already by its sums.
        double[] above = outputDeltas(values.h[spec.layers()], y, size, loss);
        for (int layer = spec.layers() - 1; layer >= 0; layer--) {
            boolean hidden = layer < spec.layers() - 1;
            double multiplier = spec.multiplier(layer);
            double[] delta = above.clone();
            for (int j = 0; j < delta.length; j++) {
                delta[j] *= hidden ? spec.activation().slope(values.z[layer][j]) : 1;
                gradient[biasesAt[layer] + j] += delta[j];
            }
            double[] below = new double[spec.fanIn(layer)];
            for (int i = 0; i < below.length; i++) {
                for (int j = 0; j < delta.length; j++) {
                    int at = weightsAt[layer] + i * delta.length + j;
                    gradient[at] += multiplier * values.h[layer][i] * delta[j];
                    below[i] += multiplier * delta[j] * parameters[at];
                }
            }
            if (isSkip(layer)) {
                for (int i = 0; i < below.length; i++) {
                    below[i] += above[i];
                }
            }
            above = below;
        }
    }

    /** The derivatives of the loss by the output layer's sums, for one of {@code size} samples. */
    private double[] outputDeltas(double[] f, double[] y, int size, Loss loss) {
        double[] deltas = new double[f.length];
        double powers = 0;
        for (double output : f) {
            powers += Math.exp(output);
        }
        for (int j = 0; j < f.length; j++) {
            double slope = spec.output() == OutputFunction.SIGMOID ? f[j] * (1 - f[j]) : 1;
            double residual = f[j] - y[j];
            deltas[j] = switch (loss) {
                case HALF_SUM -> residual * slope;
                case HALF_MEAN -> residual * slope / (size * f.length);
                case MEAN_SQUARE -> 2 * residual * slope / (size * f.length);
                case CROSS_ENTROPY -> (Math.exp(f[j]) / powers - y[j]) / size;
            };
        }
        return deltas;
    }

    private boolean isSkip(int layer) {
        return spec.skip() && layer > 0 && layer < spec.layers() - 1;
    }

    private static double[] row(double[] matrix, int row, int columns) {
        double[] values = new double[columns];
        System.arraycopy(matrix, row * columns, values, 0, columns);
        return values;
    }
}
