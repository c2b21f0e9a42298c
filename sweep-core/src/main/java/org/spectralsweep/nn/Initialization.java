package org.spectralsweep.nn;

import org.spectralsweep.spec.Default;

/**
 * How a network starts.
 *
 * @param weights distribution of the weights of every layer
 * @param bias distribution of the biases
 * @param outer the output layer's weights
 * @param mirrored whether hidden units come in pairs with equal incoming weights and opposite outgoing ones, which
 *     makes the initial output zero; one hidden layer of even width only
 */
public record Initialization(
        WeightInit weights,
        @Default("{type: zero-bias}") BiasInit bias,
        @Default("like-hidden") OuterWeights outer,
        @Default("false") boolean mirrored) {}
