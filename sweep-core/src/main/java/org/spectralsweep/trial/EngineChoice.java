package org.spectralsweep.trial;

import org.jspecify.annotations.Nullable;
import org.spectralsweep.domain.Circle;
import org.spectralsweep.domain.InputDomain;
import org.spectralsweep.domain.Interval;
import org.spectralsweep.encoding.Identity;
import org.spectralsweep.encoding.InputEncoding;
import org.spectralsweep.linalg.HiddenLayer;
import org.spectralsweep.nn.OutputFunction;
import org.spectralsweep.spec.Refusal;
import org.spectralsweep.spec.SpecNames;
import org.spectralsweep.train.EngineName;
import org.spectralsweep.train.OptimizerSpec;

/**
 * Which engine trains a trial. {@link #AUTO} takes the first of these that can train it:
 *
 * <ol>
 * <li>{@code circle}: one hidden layer of relu or leaky-relu units on a circle or an interval, one linear output, no
 * encoding, precision not float32. {@link #AUTO} takes it for full batches only, since its steps cost as much for a
 * small batch as for a full one. A spec that names it may use mini-batches too.
 * <li>{@code shallow}: one hidden layer of relu or leaky-relu units, one linear output, at most four encoded inputs
 * <li>{@code dense}: anything
 * </ol>
 *
 * {@code nd4j} can train anything too, but is never taken by {@link #AUTO}.
 */
public enum EngineChoice {
    /** The first engine that can train the trial. */
    AUTO,
    /** {@link EngineName#DENSE}. */
    DENSE,
    /** {@link EngineName#SHALLOW}. */
    SHALLOW,
    /** {@link EngineName#CIRCLE}. */
    CIRCLE,
    /** {@link EngineName#ND4J}, only where a spec names it. */
    ND4J;

    /**
     * The engine of a trial; never {@link #AUTO}.
     *
     * @throws IllegalArgumentException with one clear sentence if this engine cannot train the trial
     */
    EngineChoice resolve(
            InputDomain domain,
            InputEncoding encoding,
            NetworkSpec network,
            int outputs,
            OptimizerSpec optimizer,
            PrecisionChoice precision) {
        if (this == AUTO) {
            return optimizer.batchSize() == 0 && CIRCLE.obstacle(domain, encoding, network, outputs, precision) == null
                    ? CIRCLE
                    : SHALLOW.obstacle(domain, encoding, network, outputs, precision) == null ? SHALLOW : DENSE;
        }
        String obstacle = obstacle(domain, encoding, network, outputs, precision);
        if (obstacle != null) {
            throw new Refusal(
                    "engine",
                    "must be auto or one that can train this trial but was " + SpecNames.kebab(this) + ", which needs "
                            + obstacle);
        }
        return this;
    }

    /** Why this engine cannot train such a trial, to complete "which needs ..."; null if it can. */
    private @Nullable String obstacle(
            InputDomain domain, InputEncoding encoding, NetworkSpec network, int outputs, PrecisionChoice precision) {
        if (this == AUTO || this == DENSE || this == ND4J) {
            return null;
        }
        if (outputs != 1) {
            return "one output, not " + outputs;
        }
        if (network.output() != OutputFunction.LINEAR) {
            return "a linear output, not " + SpecNames.kebab(network.output());
        }
        if (!network.activation().isRectifier()) {
            return "activation relu or leaky-relu, not " + network.activation().type();
        }
        if (network.layerWidths().size() != 1) {
            return "one hidden layer, not " + network.layerWidths().size();
        }
        return this == CIRCLE ? obstacleOfCircle(domain, encoding, precision) : obstacleOfShallow(domain, encoding);
    }

    private static @Nullable String obstacleOfCircle(
            InputDomain domain, InputEncoding encoding, PrecisionChoice precision) {
        if (!(domain instanceof Circle || domain instanceof Interval)) {
            return "domain circle or interval, not "
                    + SpecNames.kebab(domain.getClass().getSimpleName());
        }
        if (!(encoding instanceof Identity)) {
            return "encoding identity, not "
                    + SpecNames.kebab(encoding.getClass().getSimpleName());
        }
        return precision == PrecisionChoice.FLOAT32 ? "precision auto or float64, not float32" : null;
    }

    private static @Nullable String obstacleOfShallow(InputDomain domain, InputEncoding encoding) {
        int inputs = encoding.outputs(domain.ambientDimension());
        return inputs > HiddenLayer.MOST_INPUTS
                ? "at most " + HiddenLayer.MOST_INPUTS + " encoded inputs, not " + inputs
                : null;
    }

    /** The engine of a resolved choice. */
    public EngineName engine() {
        return switch (this) {
            case AUTO -> throw new IllegalStateException("auto has not been resolved");
            case DENSE -> EngineName.DENSE;
            case SHALLOW -> EngineName.SHALLOW;
            case CIRCLE -> EngineName.CIRCLE;
            case ND4J -> EngineName.ND4J;
        };
    }
}
