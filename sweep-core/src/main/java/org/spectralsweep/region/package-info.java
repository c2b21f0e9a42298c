/**
 * What a ReLU network computes inside: where its units switch, how its samples' gradients agree, what its weights look like. Start with {@link org.spectralsweep.region.PathPieces} and {@link org.spectralsweep.region.SliceSubdivision}, exact regions along a line and in a plane, and {@link org.spectralsweep.region.GradientCosines}; which units are on where is {@link org.spectralsweep.nn.ActivationPatterns}.
 */
@NullMarked
package org.spectralsweep.region;

import org.jspecify.annotations.NullMarked;
