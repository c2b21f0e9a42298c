package org.spectralsweep.trial;

import java.util.List;
import org.spectralsweep.Default;
import org.spectralsweep.nn.BiasMode;
import org.spectralsweep.nn.Parameterization;

/**
 * The network as a spec writes it: either {@code width} and {@code hidden-layers}, or {@code widths}.
 *
 * @param width units of every hidden layer, or 0 where widths are given
 * @param hiddenLayers L, number of hidden layers
 * @param widths units of each hidden layer; empty means hiddenLayers times width
 * @param parameterization where the width enters
 * @param cSigma c_sigma of the NTK parameterisation
 * @param bias which layers have a bias
 * @param trainOuter whether the output layer is trained
 */
public record NetworkSpec(
        @Default("0") int width,
        @Default("1") int hiddenLayers,
        @Default("[]") List<Integer> widths,
        @Default("standard") Parameterization parameterization,
        @Default("2") double cSigma,
        @Default("all") BiasMode bias,
        @Default("true") boolean trainOuter) {}
