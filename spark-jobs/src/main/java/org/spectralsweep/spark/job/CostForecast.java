package org.spectralsweep.spark.job;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.DoubleSummaryStatistics;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.sweep.CostModel;
import org.spectralsweep.targets.ImageSource;
import org.spectralsweep.trial.KernelStepForecast;
import org.spectralsweep.trial.Outlook;
import org.spectralsweep.trial.TrialSpec;

/**
 * What trials cost according to their kernels, as far as there was time to ask them. For the others, the cost model
 * guesses the steps.
 *
 * @param work the trials, in order
 * @param trained how many of them train
 * @param predicted how many of them have steps that the kernel predicts
 * @param alike how many of the others cost what predicted replicates of theirs do
 * @param outlooks what their kernels say about them, in the same order; empty if none was asked
 * @param budget what automatic budgets allow, for people; null if no trial has one
 */
public record CostForecast(
        List<CostedTrial> work,
        int trained,
        int predicted,
        int alike,
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
        return new CostForecast(work, work.size(), 0, 0, List.of(), null);
    }

    /** A sweep of more trials asks the kernels of a few replicates of each cell, and the others cost what these do. */
    private static final int MOST_TRIALS = 2000;

    private static final int REPLICATES = 2;

    /** Asks the kernels of trials whose specs are JSON. */
    static CostForecast of(List<CostedTrial> work, ImageSource images, double seconds) {
        CostModel model = CostModel.of(work.size());
        int[] asked = asked(work);
        List<Outlook> answers = KernelStepForecast.of(
                specs(Arrays.stream(asked).mapToObj(work::get).toList()), images, seconds);
        List<Outlook> outlooks = new ArrayList<>(Collections.nCopies(work.size(), Outlook.UNKNOWN));
        Map<Kin, DoubleSummaryStatistics> kin = new HashMap<>();
        List<CostedTrial> better = new ArrayList<>(work);
        for (int k = 0; k < asked.length; k++) {
            CostedTrial one = work.get(asked[k]);
            OptionalLong steps = answers.get(k).steps();
            outlooks.set(asked[k], answers.get(k));
            if (steps.isPresent()) {
                double cost = model.seconds(one.spec(), (double) steps.getAsLong());
                better.set(asked[k], one.costing(cost));
                kin.computeIfAbsent(Kin.of(one), key -> new DoubleSummaryStatistics())
                        .accept(cost);
            }
        }
        int trained = 0;
        int predicted = 0;
        int alike = 0;
        for (int i = 0; i < work.size(); i++) {
            CostedTrial one = work.get(i);
            DoubleSummaryStatistics replicates = kin.get(Kin.of(one));
            boolean known = outlooks.get(i).steps().isPresent();
            if (!known && replicates != null) {
                better.set(i, one.costing(replicates.getAverage()));
                alike += one.trainsNothing() ? 0 : 1;
            }
            trained += one.trainsNothing() ? 0 : 1;
            predicted += !one.trainsNothing() && known ? 1 : 0;
        }
        return new CostForecast(better, trained, predicted, alike, outlooks, budget(work, outlooks, kin.keySet()));
    }

    /** What replicates have in common that cost alike. */
    record Kin(String cell, @Nullable Long maxSteps, double budgetFactor) {
        static Kin of(CostedTrial trial) {
            return new Kin(trial.cell(), trial.maxSteps(), trial.budgetFactor());
        }
    }

    /** The specs of trials, each read when it is asked for: those of a large sweep would fill the memory. */
    static List<TrialSpec> specs(List<CostedTrial> work) {
        return new AbstractList<>() {
            @Override
            public TrialSpec get(int index) {
                return work.get(index).spec();
            }

            @Override
            public int size() {
                return work.size();
            }
        };
    }

    /** Which trials are asked, by index: the first replicates of all cells come first. */
    private static int[] asked(List<CostedTrial> work) {
        if (work.size() <= MOST_TRIALS) {
            return IntStream.range(0, work.size()).toArray();
        }
        Map<Kin, Integer> replicates = new HashMap<>();
        return IntStream.range(0, work.size())
                .filter(i -> replicates.merge(Kin.of(work.get(i)), 1, Integer::sum) <= REPLICATES)
                .toArray();
    }

    private static @Nullable String budget(List<CostedTrial> trials, List<Outlook> outlooks, Set<Kin> known) {
        double factor = 0;
        double most = 0;
        boolean complete = true;
        for (int i = 0; i < trials.size(); i++) {
            CostedTrial trial = trials.get(i);
            if (trial.maxSteps() == null) {
                OptionalLong steps = outlooks.get(i).steps();
                factor = Math.max(factor, trial.budgetFactor());
                most = Math.max(most, trial.budgetFactor() * steps.orElse(0));
                complete &= steps.isPresent() || known.contains(Kin.of(trial));
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
        return within(sweep, work);
    }

    /** The trials of a sweep, with the costs of some work if they are in it. */
    static List<CostedTrial> within(List<CostedTrial> sweep, List<CostedTrial> work) {
        Map<String, CostedTrial> byId = new HashMap<>();
        work.forEach(one -> byId.put(one.trialId(), one));
        return sweep.stream().map(one -> byId.getOrDefault(one.trialId(), one)).toList();
    }
}
