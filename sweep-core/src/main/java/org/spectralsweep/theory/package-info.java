/**
 * What the tangent kernel predicts about a trial without training it: spectra, eigenfunctions, local frequencies,
 * predicted curves. Start with {@link org.spectralsweep.theory.Theory}. A {@link org.spectralsweep.theory.TheoryScene}
 * shows it one trial.
 */
@NullMarked
package org.spectralsweep.theory;

import org.jspecify.annotations.NullMarked;
