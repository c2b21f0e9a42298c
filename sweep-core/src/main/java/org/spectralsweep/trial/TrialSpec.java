package org.spectralsweep.trial;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.spectralsweep.density.InputDensity;
import org.spectralsweep.density.Sampling;
import org.spectralsweep.domain.InputDomain;
import org.spectralsweep.encoding.InputEncoding;
import org.spectralsweep.metric.Amplitude;
import org.spectralsweep.metric.Metric;
import org.spectralsweep.nn.Initialization;
import org.spectralsweep.nn.Loss;
import org.spectralsweep.nn.Threshold;
import org.spectralsweep.random.Stream;
import org.spectralsweep.spec.Default;
import org.spectralsweep.spec.Refusal;
import org.spectralsweep.spec.SpecNames;
import org.spectralsweep.targets.TargetFunction;
import org.spectralsweep.theory.Theory;
import org.spectralsweep.train.CheckpointSchedule;
import org.spectralsweep.train.EngineName;
import org.spectralsweep.train.OptimizerSpec;
import org.spectralsweep.train.WeightStep;

/**
 * One trial of a sweep, complete: its result depends only on this.
 *
 * @param domain where inputs live
 * @param density sampling density p(x)
 * @param sampling how the inputs are drawn from the density
 * @param target what is learned
 * @param unitNormTarget whether the targets are scaled so that the vector of all y has norm 1
 * @param labelNoise variance of independent normal noise on each label, after scaling. Training and thresholds see it;
 *     region errors, amplitudes and test errors are against the target without it.
 * @param encoding turns coordinates into the network's inputs
 * @param network the network
 * @param initialization how its weights start
 * @param optimizer how it is trained
 * @param loss the training loss
 * @param rateFactor eta lambda_max of {@code learning-rate: auto}, which is this number over lambda_max of the kernel;
 *     1 where the rate is a number
 * @param precision precision of weights and arithmetic; resolved, never auto
 * @param engine which implementation trains it; resolved, never auto
 * @param simd how the shallow engine's loops are written; not part of any id
 * @param thresholds thresholds whose crossings are the convergence times
 * @param stopWhen names of the thresholds that must all be reached for the trial to end as CONVERGED; empty means all
 *     of them
 * @param checkpoints when metrics are measured
 * @param metrics what is measured
 * @param theory spectra of the kernel, which are computed whether the trial is trained or not
 * @param maxSteps budget of updates. {@code auto} is {@code budget-factor} times the steps that the kernel predicts,
 *     and 0 trains nothing. Not part of any id.
 * @param budgetFactor automatic budget over the kernel's prediction; not part of any id
 * @param timeoutSeconds budget of wall time for everything that the trial does, without time asleep; 0 means no limit;
 *     not part of any id
 * @param saveEverySeconds how often the state of the training is saved, so that another attempt goes on from it; 0
 *     means never; not part of any id
 * @param keepWeights steps whose weights are kept as NumPy files beside the tables; {@code end} is the last step of the
 *     training, whatever ends it, and steps after it are not kept. Not part of any id.
 * @param replicate seed replicate, from 0
 * @param seeds explicit seeds by stream, instead of the trial's own
 */
public record TrialSpec(
        InputDomain domain,
        @Default("{type: uniform}") InputDensity density,
        Sampling sampling,
        TargetFunction target,
        @Default("false") boolean unitNormTarget,
        @Default(value = "0", addedLater = true) double labelNoise,
        @Default("{type: identity}") InputEncoding encoding,
        NetworkSpec network,
        Initialization initialization,
        OptimizerSpec optimizer,
        @Default("half-sum") Loss loss,
        @Default(value = "1", addedLater = true) double rateFactor,
        @Default("auto") PrecisionChoice precision,
        @Default(value = "auto", addedLater = true) EngineChoice engine,
        @Default(value = "auto", addedLater = true) SimdChoice simd,
        List<Threshold> thresholds,
        @Default("[]") List<String> stopWhen,
        @Default("{}") CheckpointSchedule checkpoints,

        @Default("[{type: training-loss}, {type: region-error}, {type: amplitude}, {type: dead-units}]")
        List<Metric> metrics,

        @Default(value = "[]", addedLater = true) List<Theory> theory,
        StepBudget maxSteps,
        @Default(value = "10", addedLater = true) double budgetFactor,
        @Default("0") double timeoutSeconds,
        @Default(value = "300", addedLater = true) double saveEverySeconds,
        @Default(value = "[]", addedLater = true) List<WeightStep> keepWeights,
        @Default("0") int replicate,
        @Default("{}") Map<String, Long> seeds) {
    /** Resolves engine and precision, and checks the trial as a whole. Each part has already checked itself. */
    public TrialSpec {
        EngineChoice automatic =
                EngineChoice.AUTO.resolve(domain, encoding, network, target.outputs(), optimizer, precision);
        engine = engine.resolve(domain, encoding, network, target.outputs(), optimizer, precision);
        // A reference must draw the same samples and weights as the engine that it stands in for.
        precision = precision.resolve(engine == EngineChoice.ND4J ? automatic : engine);
        thresholds = List.copyOf(thresholds);
        stopWhen = List.copyOf(stopWhen);
        metrics = List.copyOf(metrics);
        theory = List.copyOf(theory);
        keepWeights = List.copyOf(keepWeights);
        seeds = Collections.unmodifiableMap(new TreeMap<>(seeds));
        Set<String> names = new LinkedHashSet<>();
        for (Threshold threshold : thresholds) {
            if (!names.add(threshold.name())) {
                throw new Refusal(
                        "thresholds", "must have different names but two were named '" + threshold.name() + "'");
            }
        }
        for (String name : stopWhen) {
            if (!names.contains(name)) {
                throw Refusal.misnamed(
                        "stop-when",
                        "must name thresholds of the trial (" + String.join(", ", names) + ") but was '" + name + "'",
                        name,
                        List.copyOf(names));
            }
        }
        ResidualMaps.requireFits(optimizer, loss, target, domain);
        requireGates(metrics, network);
        if (!(labelNoise >= 0 && labelNoise < Double.POSITIVE_INFINITY)) {
            throw new Refusal("label-noise", "must be 0 or positive but was " + labelNoise);
        }
        if (labelNoise > 0 && target.frequencies().isEmpty()) {
            throw new Refusal(
                    "label-noise",
                    "must be 0 for a target that is not made of harmonics but was " + labelNoise + " for "
                            + SpecNames.kebab(target.getClass().getSimpleName()));
        }
        if (!loss.isSquared()) {
            requireClasses(target, network, optimizer, thresholds, theory);
        }
        Set<String> columns = new LinkedHashSet<>();
        for (Metric metric : metrics) {
            // Amplitudes at different frequencies are different rows, so two such metrics may fill one column.
            if (!(metric instanceof Amplitude) && !columns.add(metric.column())) {
                throw new Refusal("metrics", "must fill different columns but two fill " + metric.column());
            }
        }
        if (target.outputs() > 1 && !theory.isEmpty()) {
            throw new Refusal(
                    "theory",
                    "must be empty for a target of " + target.outputs() + " outputs but was "
                            + SpecNames.kebab(theory.get(0).getClass().getSimpleName()));
        }
        if (!(rateFactor > 0 && rateFactor < Double.POSITIVE_INFINITY)) {
            throw new Refusal("rate-factor", "must be a positive number but was " + rateFactor);
        }
        if (rateFactor != 1 && optimizer.learningRate().value() != null) {
            throw new Refusal(
                    "rate-factor",
                    "must be 1 where learning-rate is a number, which it does not change, but was " + rateFactor);
        }
        if (!(budgetFactor >= 1 && budgetFactor < Double.POSITIVE_INFINITY)) {
            throw new Refusal("budget-factor", "must be at least 1 but was " + budgetFactor);
        }
        if (!(timeoutSeconds >= 0 && timeoutSeconds < Double.POSITIVE_INFINITY)) {
            throw new Refusal("timeout-seconds", "must be 0 or positive but was " + timeoutSeconds);
        }
        if (!(saveEverySeconds >= 0 && saveEverySeconds < Double.POSITIVE_INFINITY)) {
            throw new Refusal("save-every-seconds", "must be 0 or positive but was " + saveEverySeconds);
        }
        for (WeightStep step : keepWeights) {
            if (Collections.frequency(keepWeights, step) > 1) {
                throw new Refusal("keep-weights", "must hold each step once but held " + step + " more than once");
            }
        }
        if (replicate < 0) {
            throw new Refusal("replicate", "must be at least 0 but was " + replicate);
        }
        List<String> streams = Arrays.stream(Stream.values()).map(Stream::key).toList();
        for (String stream : seeds.keySet()) {
            if (!streams.contains(stream)) {
                throw Refusal.misnamed(
                        "seeds",
                        "must name random streams (" + String.join(", ", streams) + ") but was '" + stream + "'",
                        stream,
                        streams);
            }
        }
    }

    /** Refuses parts that concern squared residuals if the loss is cross-entropy, which has none. */
    private static void requireClasses(
            TargetFunction target,
            NetworkSpec network,
            OptimizerSpec optimizer,
            List<Threshold> thresholds,
            List<Theory> theory) {
        // Only a loaded trial knows whether its targets are classes, so the targets are not checked here.
        Loss.CROSS_ENTROPY.check(new double[0], target.outputs(), network.output());
        if (!thresholds.isEmpty()) {
            throw new Refusal(
                    "thresholds",
                    "must be empty for the loss cross-entropy, since they are about squared residuals, but held "
                            + thresholds.get(0).name());
        }
        if (!theory.isEmpty()) {
            throw new Refusal(
                    "theory",
                    "must be empty for the loss cross-entropy, which no kernel predicts, but was "
                            + SpecNames.kebab(theory.get(0).getClass().getSimpleName()));
        }
        if (optimizer.learningRate().value() == null) {
            throw new Refusal(
                    "optimizer",
                    "must have a number as learning-rate for the loss cross-entropy, since no kernel"
                            + " gives its stable rate, but was auto");
        }
    }

    /** The same trial with another target. */
    public TrialSpec withTarget(TargetFunction other) {
        return with(other, replicate);
    }

    /** The same trial with other random numbers. */
    public TrialSpec withReplicate(int other) {
        return with(target, other);
    }

    private TrialSpec with(TargetFunction otherTarget, int otherReplicate) {
        return new TrialSpec(
                domain,
                density,
                sampling,
                otherTarget,
                unitNormTarget,
                labelNoise,
                encoding,
                network,
                initialization,
                optimizer,
                loss,
                rateFactor,
                precision,
                engine,
                simd,
                thresholds,
                stopWhen,
                checkpoints,
                metrics,
                theory,
                maxSteps,
                budgetFactor,
                timeoutSeconds,
                saveEverySeconds,
                keepWeights,
                otherReplicate,
                seeds);
    }

    /** Whether oneDNN computes the training, wherever that can be used, see {@link EngineName#isNative}. */
    public boolean isNative() {
        return engine.engine().isNative(precision.format(), initialization.mirrored());
    }

    /** Refuses metrics that look at gates where there are none. */
    private static void requireGates(List<Metric> metrics, NetworkSpec network) {
        for (Metric metric : metrics) {
            if (metric.needsRectifiers() && !network.activation().isRectifier()) {
                throw new Refusal(
                        "metrics",
                        "must be about any network where network.activation is neither relu nor leaky-relu but "
                                + network.activation().type() + ", and held "
                                + SpecNames.kebab(metric.getClass().getSimpleName())
                                + ", which is about activation regions");
            }
        }
    }

    /** The thresholds that must all be reached: those of {@code stop-when}, or all where it is empty. */
    public Set<String> stopNames() {
        return stopWhen.isEmpty()
                ? thresholds.stream().map(Threshold::name).collect(Collectors.toUnmodifiableSet())
                : Set.copyOf(stopWhen);
    }
}
