package org.spectralsweep.metric;

/**
 * The sizes on which the cost of a measurement depends.
 *
 * @param samples n, the samples that are trained on
 * @param held samples of the target that are not trained on
 * @param grid points of the uniform grid on which functions are analysed
 * @param weights of the network, with biases
 * @param units of all hidden layers
 * @param inputs columns of an encoded point
 */
public record MetricSize(double samples, double held, double grid, double weights, double units, double inputs) {
    /** Cost of a plain loop's operation, in flops at the rate of matrix products: 1 ns. */
    static final double LOOP = 100;

    /** Cost of an activation outside the products, likewise: a third of that. */
    private static final double ACTIVATION = 30;

    /** Flops for the outputs at some points: the products, and a pass over the activations. */
    double forward(double points) {
        return points * (2 * weights + ACTIVATION * units);
    }

    /** Flops for the gradient of the output at some points, each on its own. */
    double gradients(double points) {
        return 3 * forward(points);
    }

    /** Flops for the empirical kernel's matrix at some points, from activations and deltas. */
    double kernel(double points) {
        return gradients(points) + 2 * points * points * (inputs + 2 * units);
    }
}
