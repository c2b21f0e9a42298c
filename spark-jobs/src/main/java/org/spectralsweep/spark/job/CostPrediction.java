package org.spectralsweep.spark.job;

import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.hipparchus.util.FastMath;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.spec.SpecNames;
import org.spectralsweep.sweep.CostCalibration;
import org.spectralsweep.sweep.CostInterval;
import org.spectralsweep.sweep.CostModel;
import org.spectralsweep.sweep.CostPortion;
import org.spectralsweep.sweep.CostProfile;
import org.spectralsweep.sweep.CostProfile.StepsFrom;
import org.spectralsweep.sweep.CostTerm;
import org.spectralsweep.trial.Outlook;
import org.spectralsweep.trial.TrialSpec;

/**
 * What the trials of a sweep cost: the cost model's guess with the steps that kernels forecast, corrected by what
 * earlier runs took.
 *
 * @param work the trials, in order, each with its corrected cost
 * @param total processor seconds of all of them, with an interval of 80 %
 * @param folders results folders that the correction is from
 */
public record CostPrediction(List<CostedTrial> work, CostInterval total, List<String> folders) {
    /** Copies the lists. */
    public CostPrediction {
        work = List.copyOf(work);
        folders = List.copyOf(folders);
    }

    /**
     * Corrects a forecast.
     *
     * @param spectra further trials, of which only spectra are computed
     */
    public static CostPrediction of(CostForecast forecast, List<CostedTrial> spectra, PastCosts past) {
        double others =
                spectra.stream().mapToDouble(CostedTrial::predictedSeconds).sum();
        if (forecast.outlooks().isEmpty()) {
            // Nobody looked at the trials, whose specs may be no specs at all.
            double seconds = forecast.work().stream()
                    .mapToDouble(CostedTrial::predictedSeconds)
                    .sum();
            return new CostPrediction(
                    forecast.work(),
                    CostCalibration.NONE.total(List.of(new CostPortion(List.of(SPECTRA), seconds + others))),
                    List.of());
        }
        return new Correction(forecast, past.calibration()).prediction(others, past.folders());
    }

    /** The trials of a sweep, with the costs of this prediction if it has them. */
    public List<CostedTrial> within(List<CostedTrial> sweep) {
        return CostForecast.within(sweep, work);
    }

    /** What the first trials of an engine take longer, until Java has compiled it. Measured: 0.1 to 0.6 s. */
    static final double WARM_UP_SECONDS = 0.4;

    private static final CostTerm SPECTRA = new CostTerm(CostTerm.Kind.SETUP, "spectra alone", 0, 1);
    private static final CostTerm WARM_UP = new CostTerm(CostTerm.Kind.PROCESS, "warm-up", 0, 1);

    /** The correction of one sweep's trials. Replicates share a profile, so that one spec of each kin is read. */
    private static final class Correction {
        private final CostForecast forecast;
        private final CostModel model;
        private final CostCalibration calibration;
        private final Map<CostForecast.Kin, Family> families = new HashMap<>();
        private final Map<List<Object>, Double> portions = new LinkedHashMap<>();
        private final Map<List<Object>, List<CostTerm>> terms = new HashMap<>();
        private final Map<List<Object>, Double> factors = new HashMap<>();
        private final Map<List<Object>, Integer> speeds = new HashMap<>();

        Correction(CostForecast forecast, CostCalibration calibration) {
            this.forecast = forecast;
            this.model = CostModel.of(forecast.work().size());
            this.calibration = calibration;
        }

        CostPrediction prediction(double spectra, List<String> folders) {
            List<CostedTrial> work = forecast.work();
            for (int i = 0; i < work.size(); i++) {
                family(work.get(i)).add(outlook(i).steps());
            }
            askNeighbours();
            List<CostedTrial> corrected = new ArrayList<>(work.size());
            for (int i = 0; i < work.size(); i++) {
                CostedTrial trial = work.get(i);
                double seconds = seconds(trial, outlook(i).steps());
                corrected.add(
                        trial.costing(seconds).ofSpeed(speed(trial, outlook(i).steps())));
            }
            List<CostPortion> total = new ArrayList<>();
            long engines = work.stream().map(CostedTrial::engine).distinct().count();
            total.add(new CostPortion(List.of(WARM_UP), WARM_UP_SECONDS * engines));
            total.add(new CostPortion(List.of(SPECTRA), spectra));
            portions.forEach((key, seconds) -> total.add(new CostPortion(terms.getOrDefault(key, List.of()), seconds)));
            return new CostPrediction(corrected, calibration.total(total), folders);
        }

        /**
         * Corrects the rule of thumb where there was no time to ask a kernel, by what kernels said of trials with the
         * same engine and optimiser. The rule may be wrong by a factor of ten, and kernels are alike in it.
         */
        private void askNeighbours() {
            Map<List<String>, DoubleSummaryStatistics> ratios = new HashMap<>();
            families.values().stream().filter(Family::isKnown).forEach(family -> ratios.computeIfAbsent(
                            family.kind(), kind -> new DoubleSummaryStatistics())
                    .accept(family.logRatio()));
            families.values().stream()
                    .filter(family -> !family.isKnown() && family.isGuess())
                    .forEach(family -> {
                        DoubleSummaryStatistics known = ratios.get(family.kind());
                        if (known != null) {
                            family.follow(known.getAverage());
                        }
                    });
        }

        private Outlook outlook(int index) {
            return forecast.outlooks().isEmpty()
                    ? Outlook.UNKNOWN
                    : forecast.outlooks().get(index);
        }

        private Family family(CostedTrial trial) {
            return families.computeIfAbsent(CostForecast.Kin.of(trial), kin -> new Family(trial, model));
        }

        private double seconds(CostedTrial trial, OptionalLong forecastSteps) {
            Family family = family(trial);
            double steps = forecastSteps.isPresent() ? forecastSteps.getAsLong() : family.steps();
            CostProfile profile = family.profile(steps);
            List<CostTerm> stepTerms = family.terms(steps, forecastSteps.isPresent() || family.isKnown());
            double longer = stepTerms.isEmpty() ? 1 : factor(stepTerms);
            Long budget = trial.maxSteps();
            if (budget != null && steps * longer > budget) {
                // It will use up its budget, which is certain.
                steps = budget;
                stepTerms = List.of();
            }
            List<CostTerm> training = new ArrayList<>(profile.updates());
            training.addAll(stepTerms);
            double allowed = family.allowed(steps * profile.update());
            return add(training, allowed)
                    + add(profile.setups(), profile.setup())
                    + add(profile.measuring(), profile.metrics());
        }

        /** The number of the trials whose updates cost alike. */
        private int speed(CostedTrial trial, OptionalLong forecastSteps) {
            Family family = family(trial);
            CostProfile profile =
                    family.profile(forecastSteps.isPresent() ? forecastSteps.getAsLong() : family.steps());
            return speeds.computeIfAbsent(CostTerm.alike(profile.updates()), key -> 1 + speeds.size());
        }

        /** Adds to a portion. Returns the corrected seconds. */
        private double add(List<CostTerm> of, double seconds) {
            List<Object> key = CostTerm.alike(of);
            portions.merge(key, seconds, Double::sum);
            return seconds * factor(terms.computeIfAbsent(key, k -> of));
        }

        private double factor(List<CostTerm> of) {
            return factors.computeIfAbsent(CostTerm.alike(of), key -> calibration.factor(of));
        }
    }

    /** Replicates. Their spec is read when it is asked for: all those of a large sweep would fill the memory. */
    private static final class Family {
        private final CostedTrial one;
        private final CostModel model;
        private final boolean endless;
        private final double timeoutSeconds;
        private final String optimizer;
        private double ruleSteps;
        private boolean follows;
        private double known;
        private int count;
        private double profiledSteps = Double.NaN;
        private @Nullable CostProfile profile;

        Family(CostedTrial one, CostModel model) {
            TrialSpec spec = one.spec();
            this.one = one;
            this.model = model;
            this.endless = spec.stopNames().isEmpty() || spec.maxSteps().trainsNothing();
            this.timeoutSeconds = spec.timeoutSeconds();
            this.ruleSteps = model.steps(spec);
            this.optimizer = SpecNames.kebab(spec.optimizer().getClass().getSimpleName());
        }

        void add(OptionalLong steps) {
            if (steps.isPresent()) {
                known += steps.getAsLong();
                count++;
            }
        }

        boolean isKnown() {
            return count > 0;
        }

        /** Those whose kernels are wrong and right alike. */
        List<String> kind() {
            return List.of(one.engine(), optimizer);
        }

        /** The logarithm of what kernels say over what the rule says. */
        double logRatio() {
            return FastMath.log(Math.max(1, steps()) / Math.max(1, ruleSteps));
        }

        /** Whether the rule guesses: an endless training uses up its budget, and so may one that the rule cuts. */
        boolean isGuess() {
            Long budget = one.maxSteps();
            return !endless && (budget == null || ruleSteps < budget);
        }

        /** Corrects the rule by what others' kernels say. */
        void follow(double logRatio) {
            Long budget = one.maxSteps();
            double steps = ruleSteps * FastMath.exp(logRatio);
            ruleSteps = budget == null ? steps : Math.min(steps, budget);
            follows = true;
        }

        /** The updates of a replicate about which nothing else is known. */
        double steps() {
            return count > 0 ? known / count : ruleSteps;
        }

        /** What the factor of a number of updates depends on. Nothing shortens a budget that the kernel uses up. */
        List<CostTerm> terms(double steps, boolean byKernel) {
            Long budget = one.maxSteps();
            boolean certain = budget != null && (endless || byKernel && steps >= budget);
            StepsFrom from = certain ? StepsFrom.BUDGET : byKernel || follows ? StepsFrom.KERNEL : StepsFrom.RULE;
            return CostProfile.steps(from, optimizer, one.engine(), steps);
        }

        double allowed(double seconds) {
            return timeoutSeconds > 0 ? Math.min(seconds, timeoutSeconds) : seconds;
        }

        /** The profile, made anew only where other steps mean other checkpoints. */
        CostProfile profile(double steps) {
            CostProfile made = profile;
            if (made == null || Math.abs(steps - profiledSteps) > 0.05 * profiledSteps) {
                made = CostProfile.of(model, one.spec(), steps);
                profile = made;
                profiledSteps = steps;
            }
            return made;
        }
    }
}
