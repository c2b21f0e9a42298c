package org.spectralsweep.kernel;

/**
 * Second moments of the units of one layer at two inputs x and z, as the layers of a wide network pass them on. One
 * pair at a time, from the first layer up.
 */
interface LayerPair {
    /**
     * Sets the moments of the first layer's pre-activations, of which nothing lies below.
     *
     * @param squaredDifference E (z(x) - z(z))^2
     * @param squaredSum E (z(x) + z(z))^2
     */
    void start(double varianceX, double varianceZ, double squaredDifference, double squaredSum);

    /** E h(x) h(z) of the present layer's outputs. */
    double covariance();

    /**
     * Pre-activations of the next layer: weights of total variance {@code variance}, biases of variance {@code bias}.
     */
    void propagate(double variance, double bias);

    /**
     * Sets the layer's outputs: s(z), plus the outputs of the layer below if the layer has a skip connection.
     *
     * @param tangent Theta of the pre-activations
     * @return D Theta, where D is E s'(z(x)) s'(z(z))
     */
    double activate(double tangent, boolean skip);
}
