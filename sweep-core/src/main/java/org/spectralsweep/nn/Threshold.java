package org.spectralsweep.nn;

import org.spectralsweep.Default;

/**
 * An error level whose first crossing is a convergence time: the least number of updates after which the condition holds.
 *
 * @param name unique in a trial; rows of {@code hits} carry it
 * @param convention what is compared with delta
 * @param delta the level, positive
 * @param scope where it is tested
 */
public record Threshold(
        String name,
        Convention convention,
        double delta,
        @Default("both") Scope scope) {}
