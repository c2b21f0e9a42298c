/**
 * Explicit linear algebra: heap arrays of one precision and the BLAS behind them, and the symmetric eigenproblem. Start with {@link
 * org.spectralsweep.linalg.RealArray}, in whose terms the networks are trained; {@link org.spectralsweep.linalg.Loops} are what of
 * training is no matrix product, in the Vector API and in plain Java; {@link org.spectralsweep.linalg.OpenBlas} says which library
 * does the work and keeps it on one thread.
 */
@NullMarked
package org.spectralsweep.linalg;

import org.jspecify.annotations.NullMarked;
