/**
 * What a ReLU network computes inside: where its units switch, and how its samples' gradients agree. Start with {@link org.spectralsweep.region.GradientConfusion}; which units are on where is
 * {@link org.spectralsweep.nn.ActivationPatterns}.
 */
@NullMarked
package org.spectralsweep.region;

import org.jspecify.annotations.NullMarked;
