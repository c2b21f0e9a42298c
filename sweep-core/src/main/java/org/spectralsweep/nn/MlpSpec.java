package org.spectralsweep.nn;

import java.util.List;

/**
 * A ReLU multilayer perceptron, resolved: every size is known.
 *
 * @param inputs columns of an encoded point
 * @param widths units of each hidden layer, at least one layer
 * @param outputs columns of a target
 * @param parameterization where the width enters
 * @param cSigma c_sigma of the NTK parameterisation (2 in deep networks, 1 for network (2) of B20); ignored by STANDARD
 * @param bias which layers have a bias
 * @param initialization how it starts
 * @param trainOuter whether the output layer is trained
 */
public record MlpSpec(
        int inputs,
        List<Integer> widths,
        int outputs,
        Parameterization parameterization,
        double cSigma,
        BiasMode bias,
        Initialization initialization,
        boolean trainOuter) {}
