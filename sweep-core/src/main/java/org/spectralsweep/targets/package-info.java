/**
 * The functions that a network learns. Start with {@link org.spectralsweep.targets.TargetFunction}. Every random phase
 * is replaced by a number before the function is evaluated.
 */
@NullMarked
package org.spectralsweep.targets;

import org.jspecify.annotations.NullMarked;
