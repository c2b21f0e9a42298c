package org.spectralsweep.trial;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.kernel.KernelLimits;
import org.spectralsweep.metric.Measurement;
import org.spectralsweep.nn.Condition;
import org.spectralsweep.nn.MlpSpec;
import org.spectralsweep.nn.SampleSet;
import org.spectralsweep.nn.Samples;
import org.spectralsweep.spec.Refusal;

/**
 * How long a trial may train, and its result if it does not train at all.
 *
 * @param spec the trial
 * @param setup its samples, target and architecture
 * @param forecast what its kernel predicts
 * @param steps the kernel's own steps to the slowest threshold that ends the trial; null where it is not predicted
 * @param maxSteps the budget, resolved
 * @param warnings those of the forecast, and one more where an automatic budget had no prediction to go by
 */
record TrainingBudget(
        TrialSpec spec,
        TrialSetup setup,
        KernelForecast forecast,
        @Nullable Long steps,
        long maxSteps,
        List<String> warnings) {
    static TrainingBudget of(TrialSpec spec, TrialSetup setup, KernelForecast forecast) {
        Long steps = slowest(spec, forecast.predicted());
        List<String> warnings = new ArrayList<>(forecast.warnings());
        Long wanted = spec.maxSteps().value();
        if (wanted == null && steps == null) {
            warnings.add(
                    "max-steps was auto, but the kernel never reaches every threshold that ends the trial: the budget is "
                            + StepBudget.FALLBACK + " steps");
        }
        long maxSteps = StepBudget.resolve(wanted, spec.budgetFactor(), steps);
        return new TrainingBudget(spec, setup, forecast, steps, maxSteps, List.copyOf(warnings));
    }

    /** Refuses an automatic rate or budget where no kernel can give it. */
    static void check(TrialSpec spec, Samples data) {
        if (spec.optimizer().learningRate().value() == null
                && !ResidualMaps.knowsLargest(spec.optimizer(), data.count())) {
            throw new Refusal(
                    "optimizer",
                    "must have a number as learning-rate for a sobolev order above 0 on more than "
                            + KernelLimits.LARGEST_MATRIX + " samples (here " + data.count()
                            + "), where lambda_max is not known, but was auto");
        }
        if (spec.maxSteps().value() != null) {
            return;
        }
        String obstacle = obstacle(spec, data);
        if (obstacle != null) {
            throw new Refusal("max-steps", "must be a number " + obstacle + " but was auto");
        }
    }

    private static @Nullable String obstacle(TrialSpec spec, Samples data) {
        if (!KernelRule.isPredicted(spec.optimizer(), data.count())) {
            return KernelRule.obstacle(spec.optimizer(), data.count());
        }
        if (spec.thresholds().isEmpty()) {
            return "without thresholds, since only steps to thresholds are predicted,";
        }
        if (data.outputs() > 1) {
            return "for a target of " + data.outputs() + " outputs, whose steps no kernel predicts,";
        }
        return data.count() > KernelLimits.LARGEST_MATRIX
                ? "with more than " + KernelLimits.LARGEST_MATRIX + " samples (here " + data.count()
                        + "), beyond which no steps are predicted,"
                : null;
    }

    /**
     * The last of the predicted crossings that end a trial; null where one of them is missing, or where nothing was
     * predicted.
     */
    static @Nullable Long slowest(TrialSpec spec, Map<Condition, OptionalLong> predicted) {
        if (predicted.isEmpty()) {
            return null;
        }
        long last = 0;
        for (Map.Entry<Condition, OptionalLong> crossing : predicted.entrySet()) {
            if (spec.stopNames().contains(crossing.getKey().threshold())) {
                if (crossing.getValue().isEmpty()) {
                    return null;
                }
                last = Math.max(last, crossing.getValue().getAsLong());
            }
        }
        return last;
    }

    /**
     * The result of a trial that trains nothing. Its weights were drawn only if its kernel does not have a closed form.
     */
    TrialResult result(List<Measurement> measurements, TrialResult.Cost cost) {
        Samples data = setup.data();
        HitRows rows = new HitRows(
                spec.thresholds(),
                setup.density(),
                forecast.time(),
                SampleSet.of(data, spec.loss(), spec.thresholds()));
        return new TrialResult(
                TrialId.of(spec),
                TrialId.trajectory(spec),
                TrialResult.Model.untrained(
                        data.count(),
                        data.inputs(),
                        parameters(setup.architecture()),
                        spec.engine().engine().key()),
                forecast.kernel(steps),
                TrialResult.Course.untrained(TrialStatus.PREDICTED, maxSteps, setup.targetEnergy(), warnings),
                cost,
                rows.untrained(forecast.predicted()),
                measurements);
    }

    static long parameters(MlpSpec architecture) {
        long sum = 0;
        for (int layer = 0; layer < architecture.layers(); layer++) {
            int biases = architecture.hasBias(layer) ? 1 : 0;
            sum += (long) (architecture.fanIn(layer) + biases) * architecture.fanOut(layer);
        }
        return sum;
    }
}
