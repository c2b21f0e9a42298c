/**
 * ReLU networks: architecture, initial weights, outputs, gradients, the losses they are trained on and the errors that
 * count as converged. Start with {@link org.spectralsweep.nn.MlpSpec} and {@link org.spectralsweep.nn.Mlp}.
 * {@link org.spectralsweep.nn.Gradients} differentiates. {@link org.spectralsweep.nn.Evaluator} evaluates repeatedly on
 * the same points. {@link org.spectralsweep.nn.Arcs} are the active sets of a first layer on a circle or a line.
 */
@NullMarked
package org.spectralsweep.nn;

import org.jspecify.annotations.NullMarked;
