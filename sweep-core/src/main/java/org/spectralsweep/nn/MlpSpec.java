package org.spectralsweep.nn;

import java.util.List;
import java.util.Set;
import org.spectralsweep.spec.Refusal;

/**
 * A multilayer perceptron with everything resolved: every size is known.
 *
 * @param inputs columns of an encoded point
 * @param widths units of each hidden layer, at least one layer
 * @param outputs columns of a target
 * @param parameterization where the width enters
 * @param cSigma c_sigma of the NTK parameterisation (2 in deep networks, 1 for network (2) of B20); ignored by STANDARD
 * @param bias which layers have a bias
 * @param initialization how it starts
 * @param trainOuter whether the output layer is trained, including its bias
 * @param skip whether hidden layers above the first add their result to their input, h_l = h_{l-1} + relu(z_l): the
 *     residual networks of B19; needs two or more hidden layers of one width
 * @param output the function that the output layer applies to its sums
 * @param activation the function that hidden units apply to theirs
 */
public record MlpSpec(
        int inputs,
        List<Integer> widths,
        int outputs,
        Parameterization parameterization,
        double cSigma,
        BiasMode bias,
        Initialization initialization,
        boolean trainOuter,
        boolean skip,
        OutputFunction output,
        Activation activation) {
    /** Copies the widths and refuses values that no network can have. */
    public MlpSpec {
        widths = List.copyOf(widths);
        requireAtLeastOne("inputs", inputs);
        requireAtLeastOne("outputs", outputs);
        if (widths.isEmpty()) {
            throw new Refusal("widths", "must hold at least one hidden layer but was empty");
        }
        for (int width : widths) {
            if (width < 1) {
                throw new Refusal("widths", "must be at least 1 but held " + width);
            }
        }
        if (!(cSigma > 0) || cSigma == Double.POSITIVE_INFINITY) {
            throw new Refusal("c-sigma", "must be a positive number but was " + cSigma);
        }
        if (initialization.mirrored() && (widths.size() != 1 || widths.get(0) % 2 != 0)) {
            throw new Refusal(
                    "mirrored",
                    "must be false except with one hidden layer of even width but was true for widths " + widths);
        }
        if (initialization.mirrored() && output != OutputFunction.LINEAR) {
            // Sigmoid outputs would start at 1/2, not at zero.
            throw new Refusal("mirrored", "must be false with a sigmoid output but was true");
        }
        requireSkippable(skip, widths);
        long parameters = parameters(inputs, widths, outputs);
        if (parameters > Integer.MAX_VALUE - 8) {
            throw new Refusal("widths", "must give fewer than 2^31 parameters but gave " + parameters + ": " + widths);
        }
    }

    /** A network of ReLU units. */
    public MlpSpec(
            int inputs,
            List<Integer> widths,
            int outputs,
            Parameterization parameterization,
            double cSigma,
            BiasMode bias,
            Initialization initialization,
            boolean trainOuter,
            boolean skip,
            OutputFunction output) {
        this(
                inputs,
                widths,
                outputs,
                parameterization,
                cSigma,
                bias,
                initialization,
                trainOuter,
                skip,
                output,
                new Relu());
    }

    /** A network of ReLU units with linear outputs. */
    public MlpSpec(
            int inputs,
            List<Integer> widths,
            int outputs,
            Parameterization parameterization,
            double cSigma,
            BiasMode bias,
            Initialization initialization,
            boolean trainOuter,
            boolean skip) {
        this(
                inputs,
                widths,
                outputs,
                parameterization,
                cSigma,
                bias,
                initialization,
                trainOuter,
                skip,
                OutputFunction.LINEAR);
    }

    /** A network with linear outputs and without skip connections. */
    public MlpSpec(
            int inputs,
            List<Integer> widths,
            int outputs,
            Parameterization parameterization,
            double cSigma,
            BiasMode bias,
            Initialization initialization,
            boolean trainOuter) {
        this(inputs, widths, outputs, parameterization, cSigma, bias, initialization, trainOuter, false);
    }

    /**
     * Refuses skip connections that no layer can have or whose ends differ in width.
     *
     * @param widths units of each hidden layer, not empty
     * @throws IllegalArgumentException if {@code skip} is true and there are not two or more hidden layers of one width
     */
    public static void requireSkippable(boolean skip, List<Integer> widths) {
        if (skip && (widths.size() < 2 || Set.copyOf(widths).size() > 1)) {
            throw new Refusal(
                    "skip",
                    "must be false except with two or more hidden layers of one width but was true for widths "
                            + widths);
        }
    }

    private static void requireAtLeastOne(String key, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(key + " must be at least 1 but was " + value);
        }
    }

    private static long parameters(int inputs, List<Integer> widths, int outputs) {
        long sum = 0;
        long fanIn = inputs;
        for (int width : widths) {
            sum += (fanIn + 1) * width;
            fanIn = width;
        }
        return sum + (fanIn + 1) * outputs;
    }

    /** Number of layers with weights: the hidden ones and the output layer, which is the last. */
    public int layers() {
        return widths.size() + 1;
    }

    /** Inputs of each unit of a layer. Layer 0 is the first hidden layer. */
    public int fanIn(int layer) {
        return layer == 0 ? inputs : widths.get(layer - 1);
    }

    /** Units of a layer. */
    public int fanOut(int layer) {
        return layer == widths.size() ? outputs : widths.get(layer);
    }

    /** Whether a layer has a bias. */
    public boolean hasBias(int layer) {
        return switch (bias) {
            case NONE -> false;
            case HIDDEN -> layer < widths.size();
            case ALL -> true;
        };
    }

    /** Whether hidden units are those of ReLU, for which passes have fused loops. */
    public boolean isRelu() {
        return activation instanceof Relu;
    }

    /** The slope below zero of a network of rectifiers: 0 for ReLU. */
    public double negativeSlope() {
        return activation instanceof LeakyRelu leaky ? leaky.negativeSlope() : 0;
    }

    /** The same network with another activation. */
    public MlpSpec withActivation(Activation other) {
        return new MlpSpec(
                inputs,
                widths,
                outputs,
                parameterization,
                cSigma,
                bias,
                initialization,
                trainOuter,
                skip,
                output,
                other);
    }

    /**
     * Whether a layer adds its result to its input: the hidden layers above the first of a network with skip
     * connections.
     */
    public boolean skips(int layer) {
        return skip && layer > 0 && layer < widths.size();
    }

    /**
     * The factor in front of a layer's weights in the forward pass: sqrt(c_sigma / fan_in) above the first layer of an
     * NTK network, else 1.
     */
    public double multiplier(int layer) {
        return parameterization == Parameterization.NTK && layer > 0 ? Math.sqrt(cSigma / fanIn(layer)) : 1;
    }

    /** Multiplications and additions of the matrix products of one forward pass over n samples. */
    public double forwardFlops(int n) {
        double weights = 0;
        for (int layer = 0; layer < layers(); layer++) {
            weights += (double) fanIn(layer) * fanOut(layer);
        }
        return 2 * weights * n;
    }

    /** Multiplications and additions of the matrix products of one forward and backward pass over n samples. */
    public double flops(int n) {
        double products = 0;
        for (int layer = 0; layer < layers(); layer++) {
            boolean trained = layer < layers() - 1 || trainOuter;
            double weights = (double) fanIn(layer) * fanOut(layer);
            products += weights * ((trained ? 1 : 0) + (layer > 0 ? 1 : 0));
        }
        return forwardFlops(n) + 2 * products * n;
    }
}
