package org.spectralsweep.trial;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.Deadline;
import org.spectralsweep.TimeOver;
import org.spectralsweep.density.RegionalDensity;
import org.spectralsweep.linalg.Simd;
import org.spectralsweep.metric.Measurement;
import org.spectralsweep.nn.Mlp;
import org.spectralsweep.nn.SampleSet;
import org.spectralsweep.nn.Samples;
import org.spectralsweep.targets.ImageSource;
import org.spectralsweep.theory.Theory;
import org.spectralsweep.theory.TheoryScene;
import org.spectralsweep.train.KeptWeights;
import org.spectralsweep.train.StateStore;
import org.spectralsweep.train.StopReason;
import org.spectralsweep.train.Trainer;
import org.spectralsweep.train.TrainingOutcome;
import org.spectralsweep.train.TrainingStates;
import org.spectralsweep.train.UnusableState;
import org.spectralsweep.train.WeightStore;

/**
 * One trial while it runs. It collects what is known so far, so that there is a result even if the time runs out. A
 * spectrum or a metric is in the result either completely or not at all.
 */
final class TrialRun {
    private final TrialSpec spec;
    private final ImageSource images;
    private final StateStore store;
    private final WeightStore weightStore;
    private final Deadline deadline;
    private final long start;
    private final ThreadClock clock = ThreadClock.start();
    private final List<Measurement> spectra = new ArrayList<>();
    private @Nullable TrialSetup setup;
    private @Nullable KernelForecast kernelForecast;

    /**
     * @param store where the state of its training is kept
     * @param weightStore where weights are kept for others
     * @param start when the trial started, by {@link System#nanoTime}
     */
    TrialRun(
            TrialSpec spec,
            ImageSource images,
            StateStore store,
            WeightStore weightStore,
            Deadline deadline,
            long start) {
        this.spec = spec;
        this.images = images;
        this.store = store;
        this.weightStore = weightStore;
        this.deadline = deadline;
        this.start = start;
    }

    TrialResult result() {
        try {
            return whole();
        } catch (TimeOver e) {
            return cutShort();
        }
    }

    private TrialResult whole() {
        Simd simd = spec.simd().resolve();
        TrialSetup made = TrialSetup.of(spec, images, deadline);
        setup = made;
        KernelForecast forecast = KernelForecast.of(spec, made);
        kernelForecast = forecast;
        TheoryScene scene = made.theory(spec, forecast::learningRate);
        for (Theory theory : spec.theory()) {
            deadline.check();
            spectra.addAll(theory.compute(scene));
        }
        TrainingBudget budget = TrainingBudget.of(spec, made, forecast);
        if (spec.maxSteps().trainsNothing()) {
            return budget.result(spectra, TrialResult.Cost.predicted(seconds(), clock.seconds()));
        }
        TrainingStates states =
                new TrainingStates(store, () -> StateKey.of(spec, store.machine()), spec.saveEverySeconds());
        try {
            return trained(made, forecast, budget, simd, states);
        } catch (UnusableState e) {
            states.startAnew();
            return trained(made, forecast, budget, simd, states);
        }
    }

    private TrialResult trained(
            TrialSetup made, KernelForecast forecast, TrainingBudget budget, Simd simd, TrainingStates states) {
        Samples data = made.data();
        Mlp network = made.network();
        Observations observations =
                new Observations(spec.metrics(), made, forecast.stepRule(spec, data.count()), this::seconds);
        double setupSeconds = seconds();
        KeptWeights weights = new KeptWeights(
                weightStore, spec.keepWeights(), made.scene().encoder().drawnFrequencies());
        TrainingOutcome outcome = Trainer.train(
                network,
                data,
                TrialRunner.training(spec, forecast.learningRate(), forecast.residualMap(), budget.maxSteps(), simd),
                made.batches(),
                observations,
                states,
                weights);
        HitRows rows = new HitRows(
                spec.thresholds(), made.density(), forecast.time(), SampleSet.of(data, spec.loss(), spec.thresholds()));
        return new TrialResult(
                TrialId.of(spec),
                TrialId.trajectory(spec),
                new TrialResult.Model(
                        data.count(),
                        data.inputs(),
                        network.parameters(),
                        spec.engine().engine().key(),
                        simd.key(),
                        spec.engine()
                                .engine()
                                .vectorBits(
                                        spec.precision().format(),
                                        spec.initialization().mirrored(),
                                        simd),
                        spec.engine()
                                .engine()
                                .productLibrary(
                                        spec.precision().format(),
                                        spec.initialization().mirrored())),
                forecast.kernel(budget.steps()),
                new TrialResult.Course(
                        status(outcome),
                        outcome.steps(),
                        budget.maxSteps(),
                        known(outcome, outcome.initialLoss()),
                        known(outcome, outcome.finalLoss()),
                        made.targetEnergy(),
                        Stream.of(made.warnings(), budget.warnings(), states.warnings(), weights.warnings())
                                .flatMap(List::stream)
                                .toList(),
                        null),
                cost(observations, outcome, setupSeconds),
                rows.of(outcome.hits(), forecast.predicted()),
                Stream.concat(spectra.stream(), observations.rows().stream()).toList());
    }

    /** The parts are those of this attempt, so that they are unknown where an earlier one did the rest. */
    private TrialResult.Cost cost(Observations observations, TrainingOutcome outcome, double setupSeconds) {
        boolean alone = !observations.goesOn();
        return new TrialResult.Cost(
                observations.seconds(),
                outcome.seconds(),
                outcome.seconds() > 0 ? outcome.flops() / outcome.seconds() / 1e9 : null,
                alone ? (Double) setupSeconds : null,
                alone ? (Double) observations.measuringSeconds() : null,
                alone ? clock.seconds() : null);
    }

    /** The result of a trial that did not get to its training: every hit is right-censored at 0. */
    private TrialResult cutShort() {
        RegionalDensity density = spec.density().on(spec.domain(), spec.target().axis(spec.domain()));
        KernelForecast forecast = kernelForecast;
        // At step 0 no gradient-flow time has passed, whatever the rate.
        HitRows rows = new HitRows(
                spec.thresholds(),
                density,
                forecast == null ? KernelForecast.unitTime(spec) : forecast.time(),
                Map.of());
        TrialSetup made = setup;
        String engine = spec.engine().engine().key();
        return new TrialResult(
                TrialId.of(spec),
                TrialId.trajectory(spec),
                made == null
                        ? TrialResult.Model.unknown(engine)
                        : TrialResult.Model.untrained(
                                made.data().count(),
                                made.data().inputs(),
                                TrainingBudget.parameters(made.architecture()),
                                engine),
                forecast == null
                        ? TrialResult.Kernel.unknown(
                                spec.optimizer().learningRate().value())
                        : forecast.kernel(null),
                TrialResult.Course.untrained(
                        TrialStatus.TIMED_OUT,
                        spec.maxSteps().value(),
                        made == null ? null : (Double) made.targetEnergy(),
                        made == null ? List.of() : made.warnings()),
                TrialResult.Cost.untrained(seconds()),
                rows.untrained(forecast == null ? Map.of() : forecast.predicted()),
                spectra);
    }

    /** A loss that diverged may be NaN. A loss that there was no time to compute is null. */
    private static @Nullable Double known(TrainingOutcome outcome, double loss) {
        return outcome.reason() == StopReason.TIME_OVER && Double.isNaN(loss) ? null : (Double) loss;
    }

    private static TrialStatus status(TrainingOutcome outcome) {
        return switch (outcome.reason()) {
            case THRESHOLDS_REACHED -> TrialStatus.CONVERGED;
            case STEPS_EXHAUSTED -> TrialStatus.BUDGET_EXHAUSTED;
            case TIME_OVER -> TrialStatus.TIMED_OUT;
            case DIVERGED -> TrialStatus.DIVERGED;
        };
    }

    private double seconds() {
        return (System.nanoTime() - start) / 1e9;
    }
}
