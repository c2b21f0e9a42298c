package org.spectralsweep.density;

import java.util.List;
import org.spectralsweep.Default;

/**
 * p(x) proportional to exp(concentration * mu.x): von Mises on the circle, von Mises-Fisher on a sphere.
 *
 * @param concentration at least 0 (0 is uniform)
 * @param axis the mean direction mu, any non-zero vector; empty means the target's axis if it has one, else the last coordinate axis
 * @param regions number of bands of equal polar angle around mu in which local errors are measured
 */
public record VonMisesFisher(
        double concentration,
        @Default("[]") List<Double> axis,
        @Default("4") int regions) implements InputDensity {}
