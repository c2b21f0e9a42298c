/**
 * What is learned. Start with {@link org.spectralsweep.target.TargetFunction}; a random phase becomes a number before anything is
 * evaluated.
 */
@NullMarked
package org.spectralsweep.target;

import org.jspecify.annotations.NullMarked;
