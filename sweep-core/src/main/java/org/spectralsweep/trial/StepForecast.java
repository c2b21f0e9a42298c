package org.spectralsweep.trial;

import java.nio.DoubleBuffer;
import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.kernel.AnalyticKernel;
import org.spectralsweep.kernel.KernelDescent;
import org.spectralsweep.kernel.Kernels;
import org.spectralsweep.kernel.SampleKernel;
import org.spectralsweep.nn.Loss;
import org.spectralsweep.nn.MlpSpec;
import org.spectralsweep.nn.Threshold;
import org.spectralsweep.train.OptimizerSpec;
import org.spectralsweep.train.TrainingSet;

/**
 * How many updates the trials of a sweep will do, as their kernels say, before any of them runs and within a given time. Trials on the same
 * samples with the same analytic kernel, rate and thresholds share one Gram matrix and one eigenbasis; only their targets differ.
 */
public final class StepForecast {
    /** Seconds that a kernel matrix and its eigenbasis take for each n^3, on a slow core. */
    private static final double SECONDS_PER_CUBE = 4e-10;

    private final List<TrialSpec> trials;
    private final OptionalLong[] steps;
    private final long deadline;

    private StepForecast(List<TrialSpec> trials, long deadline) {
        this.trials = trials;
        this.steps = new OptionalLong[trials.size()];
        this.deadline = deadline;
        Arrays.fill(steps, OptionalLong.empty());
    }

    /** What trials must have in common to share a kernel; {@code alone} tells apart those whose kernel is their own network's. */
    private record Key(
            MlpSpec architecture,
            OptimizerSpec optimizer,
            Loss loss,
            List<Threshold> thresholds,
            DoubleBuffer x,
            IntBuffer region,
            int alone) {}

    private record Member(int index, TrialSetup setup) {}

    /**
     * Forecasts.
     *
     * @param trials whose parts fit together
     * @param seconds after which no further kernel is begun
     * @return for each trial the updates it will do if its kernel is right, its budget included; empty where its kernel predicts none, or the time was over
     */
    public static List<OptionalLong> of(List<TrialSpec> trials, double seconds) {
        StepForecast forecast = new StepForecast(trials, System.nanoTime() + (long) (seconds * 1e9));
        forecast.groups().forEach(forecast::predict);
        return List.of(forecast.steps);
    }

    private Collection<List<Member>> groups() {
        Map<Key, List<Member>> groups = new LinkedHashMap<>();
        for (int i = 0; i < trials.size() && left() > 0; i++) {
            TrialSpec trial = trials.get(i);
            if (trial.maxSteps().isTheoryOnly()) {
                steps[i] = OptionalLong.of(0);
                continue;
            }
            if (trial.thresholds().isEmpty()) {
                continue;
            }
            TrialSetup setup = TrialSetup.of(trial);
            TrainingSet data = setup.data();
            if (Tuning.isFullBatchDescent(trial.optimizer(), data.count()) && data.count() <= Kernels.LARGEST_ORDER) {
                Key key = new Key(
                        setup.architecture(),
                        trial.optimizer(),
                        trial.loss(),
                        trial.thresholds(),
                        DoubleBuffer.wrap(data.x()),
                        IntBuffer.wrap(data.region()),
                        AnalyticKernel.obstacle(setup.architecture()) == null ? -1 : i);
                groups.computeIfAbsent(key, k -> new ArrayList<>()).add(new Member(i, setup));
            }
        }
        return groups.values();
    }

    private void predict(List<Member> group) {
        TrialSetup setup = group.get(0).setup();
        TrialSpec trial = trials.get(group.get(0).index());
        TrainingSet data = setup.data();
        int n = data.count();
        if (SECONDS_PER_CUBE * n * n * n > left()) {
            return;
        }
        SampleKernel kernel = SampleKernel.of(setup.architecture(), setup::network, data.x(), n);
        List<double[]> targets =
                group.stream().map(member -> member.setup().data().y()).toList();
        List<double[]> starts = group.stream()
                .map(member -> Tuning.start(kernel, member.setup().data()))
                .toList();
        List<List<OptionalLong>> crossings = KernelDescent.firstCrossings(
                kernel.gram(),
                n,
                targets,
                starts,
                data.region(),
                data.regions(),
                rate(trial, kernel, n) * trial.loss().kernelFactor(n),
                trial.thresholds(),
                Tuning.KERNEL_STEPS);
        for (int i = 0; i < group.size(); i++) {
            TrialSpec member = trials.get(group.get(i).index());
            Long slowest = Prediction.slowest(member, data.regions(), crossings.get(i));
            long budget = StepBudget.resolve(member.maxSteps().value(), member.budgetFactor(), slowest);
            steps[group.get(i).index()] = OptionalLong.of(slowest == null ? budget : Math.min(budget, slowest));
        }
    }

    private static double rate(TrialSpec trial, SampleKernel kernel, int n) {
        @Nullable Double given = trial.optimizer().learningRate().value();
        return given != null
                ? given
                : 1 / (kernel.largestEigenvalue().value() / n * trial.loss().timeFactor(n));
    }

    private double left() {
        return (deadline - System.nanoTime()) / 1e9;
    }
}
