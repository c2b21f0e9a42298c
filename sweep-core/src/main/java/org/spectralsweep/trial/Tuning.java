package org.spectralsweep.trial;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.kernel.AnalyticKernel;
import org.spectralsweep.kernel.KernelDescent;
import org.spectralsweep.kernel.Kernels;
import org.spectralsweep.kernel.LargestEigenvalue;
import org.spectralsweep.nn.Loss;
import org.spectralsweep.nn.Mlp;
import org.spectralsweep.train.Adam;
import org.spectralsweep.train.LearningRate;
import org.spectralsweep.train.OptimizerSpec;
import org.spectralsweep.train.Sgd;
import org.spectralsweep.train.TrainingSet;

/**
 * What the tangent kernel says of a trial before it is trained: the stable learning rate, and when kernel gradient descent would reach
 * each threshold.
 *
 * @param learningRate eta, resolved
 * @param lambdaMax largest eigenvalue of the loss's own kernel matrix (H, H/n or 2H/n; on average over mini-batches of B, H B/n instead of
 *     H); null for Adam, whose steps it does not bound
 * @param timePerStep gradient-flow time of an update, null where the optimiser has none
 * @param warnings clear sentences
 */
record Tuning(
        double learningRate,
        @Nullable Double lambdaMax,
        @Nullable Double timePerStep,
        List<String> warnings) {
    /** Above this many samples the n x n kernel of a prediction costs more than it tells. */
    private static final int LARGEST_PREDICTION = 2048;

    /** What the kernel has not learned by then it never learns; no budget of the trial's, which is in no id. */
    private static final long KERNEL_STEPS = 1_000_000_000_000L;

    static Tuning of(TrialSpec spec, Mlp network, TrainingSet data) {
        OptimizerSpec optimizer = spec.optimizer();
        if (optimizer instanceof Adam adam) {
            // Adam's own record refuses an automatic rate.
            double rate = Objects.requireNonNull(adam.learningRate().value());
            return new Tuning(rate, null, null, List.of());
        }
        int n = data.count();
        LargestEigenvalue largest = Kernels.largestEigenvalue(network, data.x(), n);
        double lambdaMax = largest.value() / n * spec.loss().timeFactor(batch(optimizer, n));
        LearningRate wanted = optimizer.learningRate();
        double eta = wanted.value() == null ? 1 / lambdaMax : wanted.value();
        List<String> warnings = new ArrayList<>();
        double limit = 2 * (1 + momentum(optimizer));
        if (eta * lambdaMax > limit) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "eta * lambda_max = %.3g exceeds %.3g (%s): training leaves the kernel regime or diverges",
                    eta * lambdaMax,
                    limit,
                    largest.source()));
        }
        return new Tuning(eta, lambdaMax, timePerStep(spec, eta, n), warnings);
    }

    /**
     * The kernel's own first crossings on the trial's samples, in the order of a training's hits, whatever the trial's budget; empty where there
     * is no closed form, no plain full-batch gradient descent, or more samples than a prediction is worth.
     */
    List<OptionalLong> predict(TrialSpec spec, Mlp network, TrainingSet data) {
        int n = data.count();
        if (timePerStep == null
                || batch(spec.optimizer(), n) < n
                || network.spec().widths().size() > 1
                || AnalyticKernel.obstacle(network.spec()) != null
                || n > LARGEST_PREDICTION
                || spec.thresholds().isEmpty()) {
            return List.of();
        }
        double rate = learningRate * spec.loss().kernelFactor(n);
        return KernelDescent.firstCrossings(
                AnalyticKernel.of(network.spec()).gram(data.x(), n),
                n,
                data.y(),
                data.region(),
                data.regions(),
                rate,
                spec.thresholds(),
                KERNEL_STEPS);
    }

    private static @Nullable Double timePerStep(TrialSpec spec, double eta, int n) {
        if (momentum(spec.optimizer()) > 0) {
            return null;
        }
        // The last batch of an epoch is a short one, so the sum over a batch has n / ceil(n / B) samples on average.
        double batches = Math.ceil((double) n / batch(spec.optimizer(), n));
        return spec.loss() == Loss.HALF_SUM
                ? eta * n / batches
                : eta * spec.loss().timeFactor(n);
    }

    private static int batch(OptimizerSpec optimizer, int n) {
        return optimizer.batchSize() == 0 ? n : Math.min(optimizer.batchSize(), n);
    }

    private static double momentum(OptimizerSpec optimizer) {
        return optimizer instanceof Sgd sgd ? sgd.momentum() : 0;
    }
}
