package org.spectralsweep.trial;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.spectralsweep.density.Grid;
import org.spectralsweep.density.PiecewiseConstant;
import org.spectralsweep.density.Uniform;
import org.spectralsweep.domain.Circle;
import org.spectralsweep.encoding.Identity;
import org.spectralsweep.metric.Amplitude;
import org.spectralsweep.metric.DeadUnits;
import org.spectralsweep.metric.RegionError;
import org.spectralsweep.metric.TrainingLoss;
import org.spectralsweep.nn.BiasMode;
import org.spectralsweep.nn.He;
import org.spectralsweep.nn.Initialization;
import org.spectralsweep.nn.Loss;
import org.spectralsweep.nn.Normal;
import org.spectralsweep.nn.OuterWeights;
import org.spectralsweep.nn.OutputFunction;
import org.spectralsweep.nn.Parameterization;
import org.spectralsweep.nn.Threshold;
import org.spectralsweep.nn.ThresholdConvention;
import org.spectralsweep.nn.ThresholdScope;
import org.spectralsweep.nn.UniformFanInBias;
import org.spectralsweep.nn.ZeroBias;
import org.spectralsweep.spec.SpecType;
import org.spectralsweep.spectral.Normalization;
import org.spectralsweep.targets.Harmonic;
import org.spectralsweep.targets.Phase;
import org.spectralsweep.targets.TargetFunction;
import org.spectralsweep.train.CheckpointSchedule;
import org.spectralsweep.train.GradientDescent;
import org.spectralsweep.train.LearningRate;
import org.spectralsweep.train.OptimizerSpec;

/** The experiments that several tests start from. */
final class Trials {
    private Trials() {}

    /** Fig. 7 of B20 (Appendix E) at one frequency: the first layer of network (2) on a circle sampled 1 : 2 : 4. */
    static TrialSpec figure7(int frequency, int width, int replicate) {
        return new TrialSpec(
                new Circle(),
                new PiecewiseConstant(List.of(1.0, 2.0, 4.0), List.of(), List.of()),
                new Grid(0, 0.02, 0),
                new Harmonic(frequency, Phase.RANDOM, List.of()),
                true,
                0,
                new Identity(),
                new NetworkSpec(
                        width,
                        1,
                        List.of(),
                        Parameterization.NTK,
                        1,
                        BiasMode.HIDDEN,
                        false,
                        false,
                        OutputFunction.LINEAR),
                new Initialization(new Normal(0.2), new ZeroBias(), OuterWeights.RADEMACHER, false),
                new GradientDescent(new LearningRate(0.004)),
                Loss.HALF_SUM,
                1,
                PrecisionChoice.FLOAT32,
                EngineChoice.AUTO,
                SimdChoice.AUTO,
                List.of(new Threshold(
                        "regions", ThresholdConvention.HALF_MEAN_PER_SAMPLE, 0.05, ThresholdScope.REGIONS)),
                List.of(),
                new CheckpointSchedule(1, 4),
                List.of(
                        new TrainingLoss(),
                        new RegionError(),
                        new Amplitude(Amplitude.Of.RESIDUAL, List.of(), Normalization.AMPLITUDE),
                        new DeadUnits()),
                List.of(),
                new StepBudget(20_000L),
                10,
                0,
                300,
                List.of(),
                replicate,
                Map.of());
    }

    /**
     * The deep network of B19's code ("deep5"): five hidden layers of 256, 201 points, plain gradient descent on the
     * mean square.
     */
    static TrialSpec deep5(int frequency, int replicate) {
        return new TrialSpec(
                new Circle(),
                new Uniform(),
                new Grid(201, 0, 0),
                new Harmonic(frequency, Phase.RANDOM, List.of()),
                false,
                0,
                new Identity(),
                new NetworkSpec(
                        256,
                        5,
                        List.of(),
                        Parameterization.STANDARD,
                        2,
                        BiasMode.HIDDEN,
                        true,
                        false,
                        OutputFunction.LINEAR),
                new Initialization(new He(Math.sqrt(5)), new UniformFanInBias(), OuterWeights.LIKE_HIDDEN, false),
                new GradientDescent(new LearningRate(0.05)),
                Loss.MEAN_SQUARE,
                1,
                PrecisionChoice.FLOAT32,
                EngineChoice.AUTO,
                SimdChoice.AUTO,
                List.of(new Threshold("five-per-cent", ThresholdConvention.RELATIVE_MSE, 0.05, ThresholdScope.GLOBAL)),
                List.of(),
                new CheckpointSchedule(1, 1),
                List.of(),
                List.of(),
                new StepBudget(20_000L),
                10,
                0,
                300,
                List.of(),
                replicate,
                Map.of());
    }

    /** The residual network of B19 ("res10"), ten hidden layers of 256, trained as {@link #deep5}. */
    static TrialSpec res10(int frequency, int replicate) {
        NetworkSpec network = new NetworkSpec(
                256, 10, List.of(), Parameterization.STANDARD, 2, BiasMode.HIDDEN, true, true, OutputFunction.LINEAR);
        return with(deep5(frequency, replicate), network);
    }

    static TrialSpec with(TrialSpec t, OptimizerSpec optimizer) {
        return changed(t, "optimizer", OptimizerSpec.class, optimizer);
    }

    static TrialSpec with(TrialSpec t, TargetFunction target) {
        return changed(t, "target", TargetFunction.class, target);
    }

    static TrialSpec with(TrialSpec t, PrecisionChoice precision) {
        return changed(t, "precision", PrecisionChoice.class, precision);
    }

    static TrialSpec with(TrialSpec t, Loss loss) {
        return changed(t, "loss", Loss.class, loss);
    }

    static TrialSpec with(TrialSpec t, NetworkSpec network) {
        return changed(t, "network", NetworkSpec.class, network);
    }

    static TrialSpec withBudget(TrialSpec t, long maxSteps, double timeoutSeconds) {
        TrialSpec shorter = changed(t, "max-steps", StepBudget.class, new StepBudget(maxSteps));
        return changed(shorter, "timeout-seconds", double.class, timeoutSeconds);
    }

    private static TrialSpec changed(TrialSpec t, String key, Class<?> type, Object value) {
        ObjectNode tree = TrialJson.tree(t).deepCopy();
        tree.remove("engine");
        tree.set(key, SpecType.of(type).write(value));
        return TrialJson.read(tree.toString());
    }
}
