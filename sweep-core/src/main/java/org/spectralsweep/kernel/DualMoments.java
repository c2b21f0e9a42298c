package org.spectralsweep.kernel;

/**
 * What a layer's units pass on for a pair of inputs, as expectations over Gaussian pre-activations u and v.
 *
 * @param product E s(u) s(v)
 * @param slopes E s'(u) s'(v), the derivative of the product by the covariance of u and v
 */
public record DualMoments(double product, double slopes) {}
