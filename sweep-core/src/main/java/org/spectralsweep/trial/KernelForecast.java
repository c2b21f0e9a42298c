package org.spectralsweep.trial;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.Deadline;
import org.spectralsweep.kernel.KernelLimits;
import org.spectralsweep.kernel.LargestEigenvalue;
import org.spectralsweep.kernel.SampleKernel;
import org.spectralsweep.metric.StepRule;
import org.spectralsweep.nn.Condition;
import org.spectralsweep.nn.Loss;
import org.spectralsweep.nn.Mlp;
import org.spectralsweep.nn.Samples;
import org.spectralsweep.train.Adam;
import org.spectralsweep.train.LearningRate;
import org.spectralsweep.train.OptimizerSpec;
import org.spectralsweep.train.Sgd;

/**
 * What the tangent kernel predicts for a trial before it is trained: the stable learning rate, and when kernel gradient
 * descent would reach each threshold. One Gram matrix serves both.
 *
 * @param learningRate eta, resolved
 * @param lambdaMax largest eigenvalue of the loss's own kernel matrix (H, H/n or 2H/n; on average over mini-batches of
 *     B, H B/n instead of H); null for Adam, whose steps it does not bound, and for cross-entropy
 * @param timePerStep gradient-flow time of an update, null where the optimiser does not have one
 * @param kernelSource closed form or empirical; null where no kernel was computed
 * @param predicted the kernel's own first crossings on the trial's samples, whatever the trial's budget. Empty if there
 *     are several outputs, training is not plain full-batch gradient descent, n is too large for a prediction, or there
 *     are no thresholds.
 * @param warnings clear sentences
 */
record KernelForecast(
        double learningRate,
        @Nullable Double lambdaMax,
        @Nullable Double timePerStep,
        @Nullable String kernelSource,
        Map<Condition, OptionalLong> predicted,
        List<String> warnings) {
    /** The part of it that a result reports. */
    TrialResult.Kernel kernel(@Nullable Long predictedSteps) {
        return new TrialResult.Kernel(learningRate, timePerStep, lambdaMax, kernelSource, predictedSteps);
    }

    /** What metrics need to know of the updates. */
    StepRule stepRule(TrialSpec spec, int n) {
        OptimizerSpec optimizer = spec.optimizer();
        Double limit = optimizer instanceof Adam ? null : (Double) (2 * (1 + momentum(optimizer)));
        double share = spec.loss() == Loss.HALF_SUM ? (double) batch(optimizer, n) / n : 1;
        return new StepRule(step -> learningRate, limit, share);
    }

    static KernelForecast of(TrialSpec spec, TrialSetup setup) {
        OptimizerSpec optimizer = spec.optimizer();
        if (optimizer instanceof Adam adam) {
            // Adam's own record refuses an automatic rate.
            double rate = Objects.requireNonNull(adam.learningRate().value());
            return new KernelForecast(rate, null, null, null, Map.of(), List.of());
        }
        Samples data = setup.data();
        int n = data.count();
        if (!spec.loss().isSquared()) {
            // TrialSpec refuses an automatic rate for this loss.
            double rate = Objects.requireNonNull(optimizer.learningRate().value());
            Double time = timePerStep(spec, rate, n, data.outputs());
            return new KernelForecast(rate, null, time, null, Map.of(), List.of());
        }
        SampleKernel kernel = SampleKernel.of(setup.architecture(), setup::network, data.x(), n, setup.deadline());
        setup.deadline().check();
        LargestEigenvalue largest = kernel.largestEigenvalue(setup.deadline());
        int outputs = data.outputs();
        double lambdaMax = largest.value() / (n * outputs) * spec.loss().timeFactor(batch(optimizer, n) * outputs);
        setup.deadline().check();
        LearningRate wanted = optimizer.learningRate();
        double eta = wanted.value() == null ? spec.rateFactor() / lambdaMax : wanted.value();
        List<String> warnings = new ArrayList<>();
        StableRate rate = new StableRate(eta, lambdaMax, momentum(optimizer));
        if (rate.isExceeded()) {
            warnings.add(rate.warning(largest.source()));
        }
        return new KernelForecast(
                eta,
                lambdaMax,
                timePerStep(spec, eta, n, outputs),
                kernel.source(),
                predict(spec, data, kernel, eta, setup.deadline()),
                List.copyOf(warnings));
    }

    private static Map<Condition, OptionalLong> predict(
            TrialSpec spec, Samples data, SampleKernel kernel, double eta, Deadline deadline) {
        int n = data.count();
        if (!isFullBatchDescent(spec.optimizer(), n)
                || !kernel.isWhole()
                || data.outputs() > 1
                || spec.thresholds().isEmpty()) {
            return Map.of();
        }
        return kernel.firstCrossings(
                        List.of(data.y()),
                        List.of(start(kernel, data.x(), data.y())),
                        data.region(),
                        data.regions(),
                        eta * spec.loss().kernelFactor(n),
                        spec.thresholds(),
                        KernelLimits.MOST_STEPS,
                        deadline)
                .get(0);
    }

    /**
     * The first residual up to its sign. For a closed-form kernel it is that of the mean over initial weights, whose
     * output is zero. For an empirical kernel it is that of the actual network.
     */
    static double[] start(SampleKernel kernel, double[] x, double[] y) {
        Mlp network = kernel.network();
        if (network == null) {
            return y;
        }
        double[] start = network.outputs(x, y.length);
        for (int i = 0; i < start.length; i++) {
            start[i] -= y[i];
        }
        return start;
    }

    /** Gradient-flow time of an update at a rate of 1; null where the optimiser does not have one. */
    static @Nullable Double unitTime(TrialSpec spec) {
        boolean timed = !(spec.optimizer() instanceof Adam) && momentum(spec.optimizer()) == 0;
        return timed ? (Double) spec.loss().timeFactor(1) : null;
    }

    private static @Nullable Double timePerStep(TrialSpec spec, double eta, int n, int outputs) {
        if (momentum(spec.optimizer()) > 0) {
            return null;
        }
        // The last batch of an epoch is a short one, so the sum over a batch has n / ceil(n / B) samples on average.
        double batches = Math.ceil((double) n / batch(spec.optimizer(), n));
        return spec.loss() == Loss.HALF_SUM
                ? eta * n * outputs / batches
                : eta * spec.loss().timeFactor(n);
    }

    /** Whether every update is a step down the gradient of the whole loss, as in the kernel's descent. */
    static boolean isFullBatchDescent(OptimizerSpec optimizer, int n) {
        return !(optimizer instanceof Adam) && momentum(optimizer) == 0 && batch(optimizer, n) == n;
    }

    private static int batch(OptimizerSpec optimizer, int n) {
        return optimizer.batchSize() == 0 ? n : Math.min(optimizer.batchSize(), n);
    }

    private static double momentum(OptimizerSpec optimizer) {
        return optimizer instanceof Sgd sgd ? sgd.momentum() : 0;
    }
}
