/**
 * Measures how much of a function lies at a frequency. An {@link org.spectralsweep.spectral.EvaluationGrid} chooses the
 * points at which the function is evaluated. An {@link org.spectralsweep.spectral.AmplitudeProjection} turns the values
 * there into amplitudes; start there.
 */
@NullMarked
package org.spectralsweep.spectral;

import org.jspecify.annotations.NullMarked;
