/**
 * What is learned. Start with {@link org.spectralsweep.targets.TargetFunction}; a random phase becomes a number before anything is
 * evaluated.
 */
@NullMarked
package org.spectralsweep.targets;

import org.jspecify.annotations.NullMarked;
