/**
 * Training: optimisers, the step loop, convergence times, checkpoints. Start with {@link org.spectralsweep.train.Trainer}; it knows no metric, but
 * calls a listener at checkpoints. The updates are done by one of the engines of {@link org.spectralsweep.train.EngineName}.
 */
@NullMarked
package org.spectralsweep.train;

import org.jspecify.annotations.NullMarked;
