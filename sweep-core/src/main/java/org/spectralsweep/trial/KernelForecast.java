package org.spectralsweep.trial;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.Deadline;
import org.spectralsweep.kernel.DescentRule;
import org.spectralsweep.kernel.KernelLimits;
import org.spectralsweep.kernel.LargestEigenvalue;
import org.spectralsweep.kernel.SampleKernel;
import org.spectralsweep.linalg.SymmetricOperator;
import org.spectralsweep.metric.StepRule;
import org.spectralsweep.nn.Condition;
import org.spectralsweep.nn.Loss;
import org.spectralsweep.nn.Mlp;
import org.spectralsweep.nn.Samples;
import org.spectralsweep.train.OptimizerSpec;

/**
 * What the tangent kernel predicts for a trial before it is trained: the stable learning rate, and when kernel descent
 * would reach each threshold. One Gram matrix serves both.
 *
 * @param learningRate eta, resolved; the peak of a schedule
 * @param lambdaMax largest eigenvalue of the loss's own kernel matrix (H, H/n or 2H/n; on average over mini-batches of
 *     B, H B/n instead of H; H P where residuals are mapped by P); null for Adam and sign descent, whose steps it does
 *     not bound, and for cross-entropy
 * @param time gradient-flow time of updates, null where the optimiser does not have one
 * @param kernelSource closed form or empirical; null where no kernel was computed
 * @param predicted the kernel's own first crossings on the trial's samples, whatever the trial's budget. Empty if there
 *     are several outputs, no kernel predicts the optimiser, n is too large for a prediction, or there
 *     are no thresholds.
 * @param warnings clear sentences
 * @param residualMap P of an optimiser that backpropagates P r in place of the residual r; otherwise null
 */
record KernelForecast(
        double learningRate,
        @Nullable Double lambdaMax,
        @Nullable FlowTime time,
        @Nullable String kernelSource,
        Map<Condition, OptionalLong> predicted,
        List<String> warnings,
        @Nullable SymmetricOperator residualMap) {
    /** The part of it that a result reports. */
    TrialResult.Kernel kernel(@Nullable Long predictedSteps) {
        return new TrialResult.Kernel(
                learningRate, time == null ? null : time.perStep(), lambdaMax, kernelSource, predictedSteps);
    }

    /** What metrics need to know of the updates. */
    StepRule stepRule(TrialSpec spec, int n) {
        OptimizerSpec optimizer = spec.optimizer();
        // With mapped residuals or decay, the curvature of the loss itself does not bound the rate.
        boolean bounded = optimizer.isLinear()
                && !optimizer.mapsResiduals()
                && optimizer.decay().isNone();
        Double limit = bounded ? (Double) (2 * (1 + optimizer.momentum())) : null;
        double share = spec.loss() == Loss.HALF_SUM ? (double) KernelRule.batch(optimizer, n) / n : 1;
        return new StepRule(step -> learningRate * optimizer.schedule().factor(step), limit, share);
    }

    static KernelForecast of(TrialSpec spec, TrialSetup setup) {
        OptimizerSpec optimizer = spec.optimizer();
        if (!optimizer.isLinear()) {
            // Such an optimiser's own record refuses an automatic rate.
            double rate = Objects.requireNonNull(optimizer.learningRate().value());
            return new KernelForecast(rate, null, null, null, Map.of(), List.of(), null);
        }
        Samples data = setup.data();
        int n = data.count();
        if (!spec.loss().isSquared()) {
            // TrialSpec refuses an automatic rate for this loss.
            double rate = Objects.requireNonNull(optimizer.learningRate().value());
            FlowTime time = time(spec, rate, n, data.outputs());
            return new KernelForecast(rate, null, time, null, Map.of(), List.of(), null);
        }
        SampleKernel plain = SampleKernel.of(setup.architecture(), setup::network, data.x(), n, setup.deadline());
        setup.deadline().check();
        ResidualMaps maps = ResidualMaps.of(spec, setup, plain, setup.deadline());
        SampleKernel kernel = maps.kernel();
        if (!ResidualMaps.knowsLargest(optimizer, n)) {
            // The plan refuses an automatic rate.
            double rate = Objects.requireNonNull(optimizer.learningRate().value());
            FlowTime time = time(spec, rate, n, data.outputs());
            return new KernelForecast(rate, null, time, null, Map.of(), List.of(), maps.map());
        }
        LargestEigenvalue largest = kernel.largestEigenvalue(setup.deadline());
        int outputs = data.outputs();
        double lambdaMax =
                largest.value() / (n * outputs) * spec.loss().timeFactor(KernelRule.batch(optimizer, n) * outputs);
        setup.deadline().check();
        List<String> warnings = new ArrayList<>();
        StableRate rate = StableRate.of(spec, lambdaMax);
        double eta = rate.learningRate();
        if (rate.isExceeded()) {
            warnings.add(rate.warning(largest.source()));
        }
        return new KernelForecast(
                eta,
                lambdaMax,
                time(spec, eta, n, outputs),
                kernel.source(),
                predict(spec, data, kernel, eta, setup.deadline()),
                List.copyOf(warnings),
                maps.map());
    }

    private static Map<Condition, OptionalLong> predict(
            TrialSpec spec, Samples data, SampleKernel kernel, double eta, Deadline deadline) {
        int n = data.count();
        DescentRule rule = KernelRule.of(spec.optimizer(), spec.loss(), n);
        if (rule == null
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
                        rule,
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

    /** Gradient-flow time of updates at a rate of 1; null where the optimiser does not have one. */
    static @Nullable FlowTime unitTime(TrialSpec spec) {
        return isTimed(spec.optimizer())
                ? new FlowTime(spec.loss().timeFactor(1), spec.optimizer().schedule())
                : null;
    }

    /** With momentum, components of different eigenvalues have different clocks, see METHODS. */
    private static boolean isTimed(OptimizerSpec optimizer) {
        return optimizer.isLinear() && optimizer.momentum() == 0;
    }

    private static @Nullable FlowTime time(TrialSpec spec, double eta, int n, int outputs) {
        OptimizerSpec optimizer = spec.optimizer();
        if (!isTimed(optimizer)) {
            return null;
        }
        // The last batch of an epoch is a short one, so the sum over a batch has n / ceil(n / B) samples on average.
        double batches = Math.ceil((double) n / KernelRule.batch(optimizer, n));
        double update = spec.loss() == Loss.HALF_SUM
                ? eta * n * outputs / batches
                : eta * spec.loss().timeFactor(n);
        return new FlowTime(update, optimizer.schedule());
    }
}
