/**
 * Where samples are dense, and how they are drawn. An {@link org.spectralsweep.density.InputDensity} put on a domain is a
 * {@link org.spectralsweep.density.RegionalDensity}, from which a {@link org.spectralsweep.density.Sampling} draws a
 * {@link org.spectralsweep.density.Sample}; start with the second. {@link org.spectralsweep.density.Nyquist} compares a sample with a target.
 */
@NullMarked
package org.spectralsweep.density;

import org.jspecify.annotations.NullMarked;
