/**
 * Explicit linear algebra: heap arrays of one precision, the BLAS behind them, and the symmetric eigenproblem. Start
 * with {@link org.spectralsweep.linalg.RealArray}, on which the training of networks is built.
 * {@link org.spectralsweep.linalg.Loops} are the parts of training that are not matrix products, in plain Java, and
 * {@link org.spectralsweep.linalg.HiddenLayerLoops} those of the shallow engine, also in the Vector API.
 * {@link org.spectralsweep.linalg.OpenBlas} names the library that does the work and keeps it on one thread.
 */
@NullMarked
package org.spectralsweep.linalg;

import org.jspecify.annotations.NullMarked;
