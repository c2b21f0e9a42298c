/**
 * How much of a function lies at a frequency. An {@link org.spectralsweep.spectral.EvaluationGrid} says where the function is looked
 * at, an {@link org.spectralsweep.spectral.AmplitudeProjection} turns values there into amplitudes; start with the second.
 */
@NullMarked
package org.spectralsweep.spectral;

import org.jspecify.annotations.NullMarked;
