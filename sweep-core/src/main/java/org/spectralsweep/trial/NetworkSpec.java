package org.spectralsweep.trial;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.spectralsweep.nn.Activation;
import org.spectralsweep.nn.BiasMode;
import org.spectralsweep.nn.Initialization;
import org.spectralsweep.nn.MlpSpec;
import org.spectralsweep.nn.OutputFunction;
import org.spectralsweep.nn.Parameterization;
import org.spectralsweep.nn.Relu;
import org.spectralsweep.spec.Default;
import org.spectralsweep.spec.Refusal;

/**
 * The network as a spec writes it: either {@code width} and {@code hidden-layers}, or {@code widths}.
 *
 * @param width units of every hidden layer, or 0 where widths are given
 * @param hiddenLayers L, number of hidden layers
 * @param widths units of each hidden layer; empty means hiddenLayers times width
 * @param parameterization where the width enters
 * @param cSigma c_sigma of the NTK parameterisation; {@code auto} becomes 1 over E s(u)^2
 * @param bias which layers have a bias
 * @param trainOuter whether the output layer is trained
 * @param skip whether hidden layers above the first add what they compute to what they read; needs two or more hidden
 *     layers of one width
 * @param output what the output layer does to its sums: nothing, or the logistic function
 * @param activation what hidden units do to theirs
 */
public record NetworkSpec(
        @Default("0") int width,
        @Default("1") int hiddenLayers,
        @Default("[]") List<Integer> widths,
        @Default("standard") Parameterization parameterization,
        @Default("2") CSigma cSigma,
        @Default("all") BiasMode bias,
        @Default("true") boolean trainOuter,
        @Default(value = "false", addedLater = true) boolean skip,
        @Default(value = "linear", addedLater = true) OutputFunction output,
        @Default(value = "{type: relu}", addedLater = true) Activation activation) {
    /**
     * Turns equal {@code widths} into {@code width} and {@code hidden-layers}, so that both spellings give one network.
     */
    public NetworkSpec {
        widths = List.copyOf(widths);
        for (int units : widths) {
            if (units < 1) {
                throw new Refusal("widths", "must be at least 1 each but one was " + units);
            }
        }
        if (hiddenLayers < 1) {
            throw new Refusal("hidden-layers", "must be at least 1 but was " + hiddenLayers);
        }
        if (widths.isEmpty()) {
            if (width < 1) {
                throw new Refusal("width", "must be at least 1 unless widths are given but was " + width);
            }
        } else {
            if (width != 0) {
                throw new Refusal("width", "must be left out where widths are given but was " + width);
            }
            if (hiddenLayers != 1 && hiddenLayers != widths.size()) {
                throw new Refusal(
                        "hidden-layers",
                        "must be left out or equal the number of widths, " + widths.size() + ", but was "
                                + hiddenLayers);
            }
            hiddenLayers = widths.size();
            if (Set.copyOf(widths).size() == 1) {
                width = widths.get(0);
                widths = List.of();
            }
        }
        cSigma = cSigma.resolve(activation);
        MlpSpec.requireSkippable(skip, widths.isEmpty() ? Collections.nCopies(hiddenLayers, width) : widths);
    }

    /** A network of ReLU units. */
    public NetworkSpec(
            int width,
            int hiddenLayers,
            List<Integer> widths,
            Parameterization parameterization,
            double cSigma,
            BiasMode bias,
            boolean trainOuter,
            boolean skip,
            OutputFunction output) {
        this(
                width,
                hiddenLayers,
                widths,
                parameterization,
                new CSigma(cSigma),
                bias,
                trainOuter,
                skip,
                output,
                new Relu());
    }

    /** Units of each hidden layer, from the first. */
    public List<Integer> layerWidths() {
        return widths.isEmpty() ? Collections.nCopies(hiddenLayers, width) : widths;
    }

    /** The network with these numbers of inputs and outputs. */
    public MlpSpec toMlp(int inputs, int outputs, Initialization initialization) {
        return new MlpSpec(
                inputs,
                layerWidths(),
                outputs,
                parameterization,
                cSigma.number(),
                bias,
                initialization,
                trainOuter,
                skip,
                output,
                activation);
    }
}
