package org.spectralsweep.spark.job;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.sweep.CostModel;
import org.spectralsweep.targets.ImageSource;
import org.spectralsweep.trial.KernelStepForecast;
import org.spectralsweep.trial.Outlook;
import org.spectralsweep.trial.TrialJson;
import org.spectralsweep.trial.TrialSpec;

/**
 * What trials cost according to their kernels, as far as there was time to ask them. For the others, the cost model
 * guesses the steps.
 *
 * @param work the trials, in order
 * @param trained how many of them train
 * @param predicted how many of them have steps that the kernel predicts
 * @param outlooks what their kernels say about them, in the same order; empty if none was asked
 * @param budget what automatic budgets allow, for people; null if no trial has one
 */
public record CostForecast(
        List<CostedTrial> work,
        int trained,
        int predicted,
        List<Outlook> outlooks,
        @Nullable String budget) {
    /** How many seconds a plan may spend on the kernels of one sweep. */
    public static final double SECONDS = 10;

    /** Copies the trials. */
    public CostForecast {
        work = List.copyOf(work);
        outlooks = List.copyOf(outlooks);
    }

    /** A forecast from the cost model's guesses alone. */
    static CostForecast crude(List<CostedTrial> work) {
        return new CostForecast(work, work.size(), 0, List.of(), null);
    }

    /** Asks the kernels of trials whose specs are JSON. */
    static CostForecast of(List<CostedTrial> work, ImageSource images, double seconds) {
        List<TrialSpec> trials =
                work.stream().map(one -> TrialJson.read(one.specJson())).toList();
        List<Outlook> outlooks = KernelStepForecast.of(trials, images, seconds);
        List<OptionalLong> steps = outlooks.stream().map(Outlook::steps).toList();
        List<CostedTrial> better = new ArrayList<>();
        int trained = 0;
        int predicted = 0;
        for (int i = 0; i < trials.size(); i++) {
            OptionalLong known = steps.get(i);
            boolean trains = !trials.get(i).maxSteps().trainsNothing();
            trained += trains ? 1 : 0;
            predicted += trains && known.isPresent() ? 1 : 0;
            better.add(
                    known.isEmpty()
                            ? work.get(i)
                            : work.get(i)
                                    .costing(CostModel.DEFAULT.seconds(trials.get(i), (double) known.getAsLong())));
        }
        return new CostForecast(better, trained, predicted, outlooks, budget(trials, steps));
    }

    private static @Nullable String budget(List<TrialSpec> trials, List<OptionalLong> steps) {
        double factor = 0;
        double most = 0;
        boolean complete = true;
        for (int i = 0; i < trials.size(); i++) {
            TrialSpec trial = trials.get(i);
            if (trial.maxSteps().value() == null) {
                factor = Math.max(factor, trial.budgetFactor());
                most = Math.max(most, trial.budgetFactor() * steps.get(i).orElse(0));
                complete &= steps.get(i).isPresent();
            }
        }
        if (factor == 0) {
            return null;
        }
        String times = String.format(Locale.ROOT, "auto, %s times the kernel's steps", plain(factor));
        return complete ? times + String.format(Locale.ROOT, ", at most %,.0f", most) : times;
    }

    private static String plain(double factor) {
        return factor == Math.rint(factor)
                ? String.format(Locale.ROOT, "%.0f", factor)
                : String.format(Locale.ROOT, "%.3g", factor);
    }

    /** The trials of a sweep, with the costs of this forecast if it has them. */
    public List<CostedTrial> within(List<CostedTrial> sweep) {
        Map<String, CostedTrial> byId = new HashMap<>();
        work.forEach(one -> byId.put(one.trialId(), one));
        return sweep.stream().map(one -> byId.getOrDefault(one.trialId(), one)).toList();
    }
}
