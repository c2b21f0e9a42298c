/**
 * What a ReLU network computes inside: where its units switch, how its samples' gradients agree, what its weights look
 * like. Start with {@link org.spectralsweep.region.PathPieces} and {@link org.spectralsweep.region.SliceSubdivision},
 * the exact regions along a line and in a plane, and with {@link org.spectralsweep.region.GradientCosines}.
 * {@link org.spectralsweep.nn.ActivationPatterns} says which units are on at a point.
 */
@NullMarked
package org.spectralsweep.region;

import org.jspecify.annotations.NullMarked;
