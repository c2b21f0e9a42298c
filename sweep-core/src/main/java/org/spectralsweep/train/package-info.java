/**
 * Training: optimisers, the step loop, convergence times and checkpoints. Start with
 * {@link org.spectralsweep.train.Trainer}. It does not depend on metrics; it calls a listener at checkpoints. One of
 * the engines of {@link org.spectralsweep.train.EngineName} does the updates.
 */
@NullMarked
package org.spectralsweep.train;

import org.jspecify.annotations.NullMarked;
