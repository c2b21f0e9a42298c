package org.spectralsweep.nn;

/**
 * The function s that a hidden unit applies to its pre-activation z. A network of Gaussian weights has a tangent kernel
 * in closed form for each of them, except for tanh, whose kernel is a quadrature.
 */
public sealed interface Activation permits Relu, LeakyRelu, ReluSquared, Erf, Tanh, Gelu, Sine, Gaussian {
    /** s(z). It uses functions that are the same on every JDK. */
    double value(double z);

    /** s'(z); at a kink, the slope on its left. */
    double slope(double z);
}
