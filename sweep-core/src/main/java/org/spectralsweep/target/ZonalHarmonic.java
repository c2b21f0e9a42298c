package org.spectralsweep.target;

import java.util.List;
import org.spectralsweep.Default;

/**
 * The zonal harmonic C_kappa^{((d-2)/2)}(axis.x) / C_kappa^{((d-2)/2)}(1) on S^{d-1}; cos(kappa theta) from the axis for d = 2.
 *
 * @param frequency the degree kappa, at least 0
 * @param axis any non-zero vector; empty means the last coordinate axis
 */
public record ZonalHarmonic(int frequency, @Default("[]") List<Double> axis) implements TargetFunction {}
