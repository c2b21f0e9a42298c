package org.spectralsweep.trial;

import org.jspecify.annotations.Nullable;
import org.spectralsweep.nn.SampleSet;
import org.spectralsweep.nn.ThresholdConvention;

/**
 * One threshold in one region, reached or not, and its time. The time is exact if stepLower = stepUpper. If stepLower
 * is below stepUpper it lies between two checkpoints, in (stepLower, stepUpper]. If stepUpper is null the threshold was
 * not reached by stepLower, and the time is right-censored.
 *
 * @param threshold name of the threshold
 * @param convention what was compared with the level
 * @param delta level of the threshold
 * @param region density region, -1 for the whole domain
 * @param density p of the region with respect to the uniform probability measure; 1 for the whole domain
 * @param stepLower in updates
 * @param stepUpper in updates, or null
 * @param timeLower gradient-flow time of the half-mean loss: the sum of the rates times c; null where the optimiser
 *     has none
 * @param timeUpper the same for stepUpper, null where right-censored
 * @param predictedStep the kernel's own first crossing on these very samples, or null where it was not computed
 * @param predictedTime the same for predictedStep
 * @param set the samples on which the threshold is tested, and its bound there; null where the trial ended before it
 *     had samples
 */
public record Hit(
        String threshold,
        ThresholdConvention convention,
        double delta,
        int region,
        double density,
        long stepLower,
        @Nullable Long stepUpper,
        @Nullable Double timeLower,
        @Nullable Double timeUpper,
        @Nullable Long predictedStep,
        @Nullable Double predictedTime,
        @Nullable SampleSet set) {}
