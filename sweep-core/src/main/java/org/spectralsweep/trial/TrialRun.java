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
import org.spectralsweep.metric.Metric;
import org.spectralsweep.metric.Probe;
import org.spectralsweep.nn.Mlp;
import org.spectralsweep.targets.ImageSource;
import org.spectralsweep.theory.Theory;
import org.spectralsweep.theory.TheoryScene;
import org.spectralsweep.train.StopReason;
import org.spectralsweep.train.Trainer;
import org.spectralsweep.train.TrainingOutcome;
import org.spectralsweep.train.TrainingSet;

/**
 * One trial as it runs: what is known of it grows, and is what there is to tell when its time is over. A theory or a metric is in the result whole
 * or not at all.
 */
final class TrialRun {
    private final TrialSpec spec;
    private final ImageSource images;
    private final Deadline deadline;
    private final long start;
    private final List<Measurement> measurements = new ArrayList<>();
    private @Nullable TrialSetup setup;
    private @Nullable Tuning tuning;

    /** @param start of the trial, by {@link System#nanoTime} */
    TrialRun(TrialSpec spec, ImageSource images, Deadline deadline, long start) {
        this.spec = spec;
        this.images = images;
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
        Tuning tuned = Tuning.of(spec, made);
        tuning = tuned;
        TheoryScene scene = made.theory(spec, tuned::learningRate);
        for (Theory theory : spec.theory()) {
            deadline.check();
            measurements.addAll(theory.compute(scene));
        }
        Prediction prediction = Prediction.of(spec, made, tuned);
        if (spec.maxSteps().isTheoryOnly()) {
            return prediction.result(measurements, seconds());
        }
        return trained(made, tuned, prediction, simd);
    }

    private TrialResult trained(TrialSetup made, Tuning tuned, Prediction prediction, Simd simd) {
        TrainingSet data = made.data();
        Mlp network = made.network();
        TrainingOutcome outcome = Trainer.train(
                network,
                data,
                TrialRunner.training(spec, tuned.learningRate(), prediction.maxSteps(), simd),
                made.batches(),
                (step, at, outputs) -> measure(new Probe(made.scene(), step, at, outputs)));
        HitRows rows = new HitRows(spec.thresholds(), made.density(), tuned.timePerStep());
        return new TrialResult(
                TrialId.of(spec),
                TrialId.trajectory(spec),
                status(outcome),
                spec.engine().engine().key(),
                simd.key(),
                data.count(),
                data.inputs(),
                network.parameters(),
                tuned.learningRate(),
                tuned.timePerStep(),
                tuned.lambdaMax(),
                tuned.kernelSource(),
                prediction.steps(),
                prediction.maxSteps(),
                outcome.steps(),
                known(outcome, outcome.initialLoss()),
                known(outcome, outcome.finalLoss()),
                made.targetEnergy(),
                seconds(),
                outcome.seconds(),
                outcome.seconds() > 0 ? outcome.flops() / outcome.seconds() / 1e9 : null,
                Stream.concat(made.warnings().stream(), prediction.warnings().stream())
                        .toList(),
                null,
                rows.of(outcome.hits(), tuned.predicted()),
                measurements);
    }

    /** Training sees for itself that the time is over. */
    private void measure(Probe probe) {
        try {
            for (Metric metric : spec.metrics()) {
                measurements.addAll(metric.measure(probe));
            }
        } catch (TimeOver e) {
            deadline.grantGrace();
        }
    }

    /** Of a trial that did not come to its training: every hit is right-censored at 0. */
    private TrialResult cutShort() {
        RegionalDensity density = spec.density().on(spec.domain(), spec.target().axis(spec.domain()));
        Tuning tuned = tuning;
        // No time has passed at step 0, whatever the rate.
        HitRows rows =
                new HitRows(spec.thresholds(), density, tuned == null ? Tuning.unitTime(spec) : tuned.timePerStep());
        TrialSetup made = setup;
        return new TrialResult(
                TrialId.of(spec),
                TrialId.trajectory(spec),
                TrialStatus.TIMED_OUT,
                spec.engine().engine().key(),
                null,
                made == null ? 0 : made.data().count(),
                made == null ? 0 : made.data().inputs(),
                made == null ? 0 : Prediction.parameters(made.architecture()),
                tuned == null ? spec.optimizer().learningRate().value() : (Double) tuned.learningRate(),
                tuned == null ? null : tuned.timePerStep(),
                tuned == null ? null : tuned.lambdaMax(),
                tuned == null ? null : tuned.kernelSource(),
                null,
                spec.maxSteps().value(),
                0,
                null,
                null,
                made == null ? null : (Double) made.targetEnergy(),
                seconds(),
                0,
                null,
                made == null ? List.of() : made.warnings(),
                null,
                rows.untrained(tuned == null ? Map.of() : tuned.predicted()),
                measurements);
    }

    /** A loss that diverged may be NaN; one that there was no time to look at is not known. */
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
