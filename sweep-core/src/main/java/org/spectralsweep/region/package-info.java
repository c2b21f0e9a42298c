/**
 * What a ReLU network computes inside: where its units switch, how its samples' gradients agree, what its weights look like. Start with
 * {@link org.spectralsweep.region.GradientConfusion} and {@link org.spectralsweep.region.BoundaryDistances}; which units are on where is
 * {@link org.spectralsweep.nn.ActivationPatterns}.
 */
@NullMarked
package org.spectralsweep.region;

import org.jspecify.annotations.NullMarked;
