/**
 * Training: optimisers, the step loop, convergence times, checkpoints. Start with {@link org.spectralsweep.train.Trainer}; it knows no metric, but
 * calls a listener at checkpoints.
 */
@NullMarked
package org.spectralsweep.train;

import org.jspecify.annotations.NullMarked;
