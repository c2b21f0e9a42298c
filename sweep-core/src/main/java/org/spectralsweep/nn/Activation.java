package org.spectralsweep.nn;

import org.spectralsweep.spec.SpecNames;

/**
 * The function s that a hidden unit applies to its pre-activation z. A network of Gaussian weights has a tangent kernel
 * in closed form for each of them, except for tanh, whose kernel is a quadrature.
 */
public sealed interface Activation permits Relu, LeakyRelu, ReluSquared, Erf, Tanh, Gelu, Sine, Gaussian {
    /** s(z). It uses functions that are the same on every JDK. */
    double value(double z);

    /** s'(z); at a kink, the slope on its left. */
    double slope(double z);

    /** Whether it is linear on both sides of 0: relu and leaky-relu. */
    default boolean isRectifier() {
        return false;
    }

    /** The name in specs and tables. */
    default String type() {
        return SpecNames.kebab(getClass().getSimpleName());
    }
}
