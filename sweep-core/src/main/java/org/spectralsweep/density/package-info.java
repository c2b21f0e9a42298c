/**
 * Sampling densities and how points are drawn from them. An {@link org.spectralsweep.density.InputDensity} is the
 * density as a spec writes it. Put on a domain, it becomes a {@link org.spectralsweep.density.RegionalDensity}; start
 * there. A {@link org.spectralsweep.density.Sampling} draws a {@link org.spectralsweep.density.Sample} from that
 * density. {@link org.spectralsweep.density.Nyquist} checks whether a sample resolves a target.
 */
@NullMarked
package org.spectralsweep.density;

import org.jspecify.annotations.NullMarked;
