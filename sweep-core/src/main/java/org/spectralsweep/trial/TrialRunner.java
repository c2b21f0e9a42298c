package org.spectralsweep.trial;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.TimeOver;
import org.spectralsweep.linalg.Simd;
import org.spectralsweep.linalg.SymmetricOperator;
import org.spectralsweep.metric.Measurement;
import org.spectralsweep.metric.Metric;
import org.spectralsweep.nn.Mlp;
import org.spectralsweep.spec.Refusal;
import org.spectralsweep.spec.SpecNames;
import org.spectralsweep.targets.ImageSource;
import org.spectralsweep.theory.Theory;
import org.spectralsweep.theory.TheoryScene;
import org.spectralsweep.train.CheckpointListener;
import org.spectralsweep.train.StateStore;
import org.spectralsweep.train.StopReason;
import org.spectralsweep.train.TrainSpec;
import org.spectralsweep.train.Trainer;
import org.spectralsweep.train.TrainingOutcome;
import org.spectralsweep.train.WeightStore;

/**
 * Runs one trial. It builds samples, target and network from the spec, and resolves learning rate and budget. Then it
 * computes the kernel's predictions, trains, and measures at every checkpoint. Apart from wall times, the result is a
 * pure function of the spec.
 */
public final class TrialRunner {
    private TrialRunner() {}

    /**
     * Refuses a spec whose parts do not fit together, before anything is trained. Examples are a target that is not
     * defined on the domain, a frequency beyond the sample grid's Nyquist limit and a region without a sample. Others
     * are a relative error of a target that is zero, and a budget or a spectrum that no kernel can give.
     *
     * @return clear sentences about what is allowed but may not be intended
     * @throws IllegalArgumentException with one clear sentence
     */
    public static List<String> check(TrialSpec spec) {
        return check(spec, ImageSource.NONE);
    }

    /**
     * Does the same as {@link #check(TrialSpec)}, also for trials whose target is an image.
     *
     * @param images source of the images that targets name
     * @return clear sentences about what is allowed but may not be intended
     */
    public static List<String> check(TrialSpec spec, ImageSource images) {
        spec.simd().resolve();
        TrialSetup setup = TrialSetup.of(spec, images);
        Trainer.check(setup.data(), spec.network().output(), spec.loss(), spec.thresholds());
        spec.metrics().forEach(metric -> check(metric, setup));
        TrainingBudget.check(spec, setup.data());
        ResidualMaps.check(spec, setup);
        TheoryScene scene =
                setup.theory(spec, () -> KernelForecast.of(spec, setup).learningRate());
        for (Theory theory : spec.theory()) {
            theory.check(scene);
        }
        return setup.warnings();
    }

    private static void check(Metric metric, TrialSetup setup) {
        try {
            metric.check(setup.scene());
        } catch (IllegalArgumentException e) {
            String name = SpecNames.kebab(metric.getClass().getSimpleName());
            throw Refusal.within("metrics", name + ": " + e.getMessage(), e);
        }
    }

    /**
     * Runs the trial to its end. Whatever goes wrong inside gives a {@link TrialStatus#FAILED} result with its cause,
     * so that the other trials of a sweep go on. A native library that does not load is the machine's fault, not the
     * trial's, and is thrown. A lack of memory is also thrown, because other trials beside this one may have caused it.
     *
     * <p>A trial whose time is over ends as {@link TrialStatus#TIMED_OUT}, wherever it is. Its time starts here and
     * covers samples, kernel, spectra, training and metrics.
     */
    public static TrialResult run(TrialSpec spec) {
        return run(spec, ImageSource.NONE);
    }

    /**
     * Does the same as {@link #run(TrialSpec)}, also for trials whose target is an image.
     *
     * @param images source of the images that targets name
     */
    public static TrialResult run(TrialSpec spec, ImageSource images) {
        return run(spec, images, StateStore.NONE, WeightStore.NONE);
    }

    /**
     * Does the same, but saves the state of its training every {@code save-every-seconds}, and first goes on from the
     * state of an attempt that was interrupted or ran out of its budget. Apart from wall times the result is the same,
     * to the bit. The time limit is that of this attempt.
     *
     * @param store where the state is; an error of it does not fail the trial, but gives a warning
     * @param weights where the weights of the steps of {@code keep-weights} are kept; likewise
     */
    public static TrialResult run(TrialSpec spec, ImageSource images, StateStore store, WeightStore weights) {
        long start = System.nanoTime();
        try (TrialClock clock = TrialClock.of(spec.timeoutSeconds())) {
            return new TrialRun(spec, images, store, weights, clock.deadline(), start).result();
        } catch (RuntimeException | StackOverflowError e) {
            return TrialResult.failed(
                    TrialId.of(spec),
                    TrialId.trajectory(spec),
                    spec.engine().engine().key(),
                    e,
                    (System.nanoTime() - start) / 1e9);
        }
    }

    /**
     * The trial's network after a number of updates, which is bit for bit the one that {@link #run} has by then.
     * Nothing is measured. Training that ends sooner, because thresholds are reached or the loss is beyond recovery,
     * also ends here. The wall time is not limited.
     *
     * @param images source of the images that targets name
     * @param steps number of updates, which may exceed the trial's own budget; empty means that budget
     * @param updated is told the number of every update
     * @throws IllegalArgumentException with one clear sentence if the spec's parts do not fit together
     */
    public static TrainedNetwork train(TrialSpec spec, ImageSource images, OptionalLong steps, LongConsumer updated) {
        if (steps.isPresent() && steps.getAsLong() < 0) {
            throw new IllegalArgumentException("steps must be at least 0 but was " + steps.getAsLong());
        }
        Simd simd = spec.simd().resolve();
        TrialSetup setup = TrialSetup.of(spec, images);
        Mlp network = setup.network();
        Long wanted =
                steps.isPresent() ? (Long) steps.getAsLong() : spec.maxSteps().value();
        if (wanted != null && wanted == 0) {
            return new TrainedNetwork(network, 0, StopReason.STEPS_EXHAUSTED);
        }
        Double rate = spec.optimizer().learningRate().value();
        SymmetricOperator residualMap = null;
        if (wanted == null || rate == null || spec.optimizer().mapsResiduals()) {
            // The kernel determines what the spec leaves open, which may take longer than the training.
            KernelForecast forecast = KernelForecast.of(spec, setup);
            rate = forecast.learningRate();
            residualMap = forecast.residualMap();
            wanted = wanted == null
                    ? (Long) TrainingBudget.of(spec, setup, forecast).maxSteps()
                    : wanted;
        }
        CheckpointListener listener = new CheckpointListener() {
            @Override
            public void reached(long step, Mlp at, double[] outputs) {}

            @Override
            public void updated(long step) {
                updated.accept(step);
            }
        };
        TrainSpec training = training(spec, rate, residualMap, wanted, simd);
        TrainingOutcome outcome = Trainer.train(network, setup.data(), training, setup.batches(), listener);
        return new TrainedNetwork(network, outcome.steps(), outcome.reason());
    }

    /**
     * The rows of the trial's spectra and nothing else. They are bit for bit those of {@link #run}, but nothing is
     * trained.
     *
     * @param images source of the images that targets name
     * @throws TimeOver if they take longer than the trial's limit, whose time starts here
     */
    public static List<Measurement> spectra(TrialSpec spec, ImageSource images) {
        try (TrialClock clock = TrialClock.of(spec.timeoutSeconds())) {
            TrialSetup setup = TrialSetup.of(spec, images, clock.deadline());
            Double given = spec.optimizer().learningRate().value();
            TheoryScene scene = setup.theory(
                    spec,
                    () -> given != null ? given : KernelForecast.of(spec, setup).learningRate());
            List<Measurement> measurements = new ArrayList<>();
            for (Theory theory : spec.theory()) {
                clock.deadline().check();
                measurements.addAll(theory.compute(scene));
            }
            return measurements;
        }
    }

    static TrainSpec training(
            TrialSpec spec, double learningRate, @Nullable SymmetricOperator residualMap, long maxSteps, Simd simd) {
        return new TrainSpec(
                spec.optimizer(),
                learningRate,
                spec.loss(),
                spec.thresholds(),
                spec.stopNames(),
                maxSteps,
                spec.checkpoints(),
                spec.engine().engine(),
                simd,
                residualMap);
    }
}
