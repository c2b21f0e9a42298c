package org.spectralsweep.trial;

import org.jspecify.annotations.Nullable;
import org.spectralsweep.nn.Convention;

/**
 * When one threshold was reached on one region. Exact where stepLower = stepUpper; between two checkpoints where stepLower is below
 * stepUpper (the event lies in (stepLower, stepUpper]); right-censored where stepUpper is null (not reached by stepLower).
 *
 * @param threshold name
 * @param convention what was compared
 * @param delta level
 * @param region density region, -1 for the whole domain
 * @param density p of the region with respect to the uniform probability measure; 1 for the whole domain
 * @param stepLower in updates
 * @param stepUpper in updates, or null
 * @param timeLower gradient-flow time of the half-mean loss: steps * eta * c; null for Adam and momentum
 * @param timeUpper likewise, null where right-censored
 * @param predictedStep the kernel's own first crossing on these very samples, or null where it was not computed
 */
public record Hit(
        String threshold,
        Convention convention,
        double delta,
        int region,
        double density,
        long stepLower,
        @Nullable Long stepUpper,
        @Nullable Double timeLower,
        @Nullable Double timeUpper,
        @Nullable Long predictedStep) {}
