package org.spectralsweep.target;

import java.util.List;
import org.spectralsweep.Default;

/**
 * One pure harmonic of frequency kappa: sin(kappa theta + phase) on the circle, sin(2 pi kappa (t - from) / (to - from) + phase)
 * on an interval, sin(2 pi kappa v.(x - from) / (to - from) + phase) on a cube.
 *
 * @param frequency kappa, at least 0
 * @param phase in radians, or {@code random}
 * @param direction integer vector v, on a cube only; empty means the first coordinate axis
 */
public record Harmonic(
        int frequency,
        @Default("0") Phase phase,
        @Default("[]") List<Integer> direction) implements TargetFunction {}
