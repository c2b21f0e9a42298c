/**
 * Spectra: what the tangent kernel says about a trial without training it. These are eigenvalues, eigenfunctions, local
 * frequencies and predicted curves. A spec asks for them with the key {@code theory}. Start with {@link
 * org.spectralsweep.theory.Theory}. A {@link org.spectralsweep.theory.TheoryScene} shows it one trial.
 */
@NullMarked
package org.spectralsweep.theory;

import org.jspecify.annotations.NullMarked;
