package org.spectralsweep.fit;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * When a trial reached a threshold, in updates and in gradient-flow time: after the lower bound, and by the upper one.
 *
 * @param stepLower not reached before this update
 * @param stepUpper reached by this update, or null where the trial ended first
 * @param timeLower gradient-flow time of {@code stepLower}, or null where the optimiser has none
 * @param timeUpper gradient-flow time of {@code stepUpper}, or null where either is missing
 * @param timePerStep gradient-flow time of one update; NaN where the optimiser has none, or where updates differ
 * @param predictedStep the update at which the kernel alone gets there, or null where it was not computed
 * @param predictedTime gradient-flow time of that update; null where it is {@code timePerStep} for each update
 * @param ending how the trial ended
 */
public record HitTime(
        long stepLower,
        @Nullable Long stepUpper,
        @Nullable Double timeLower,
        @Nullable Double timeUpper,
        double timePerStep,
        @Nullable Long predictedStep,
        @Nullable Double predictedTime,
        Ending ending)
        implements Response {
    /** Where every update takes the same time. */
    public HitTime(
            long stepLower,
            @Nullable Long stepUpper,
            @Nullable Double timeLower,
            @Nullable Double timeUpper,
            double timePerStep,
            @Nullable Long predictedStep,
            Ending ending) {
        this(stepLower, stepUpper, timeLower, timeUpper, timePerStep, predictedStep, null, ending);
    }

    /** How a trial ended, as far as its times depend on it. */
    public enum Ending {
        /** At its thresholds or at the end of its budget. */
        ORDERLY,
        /** Its loss ran away. */
        DIVERGED,
        /** Before its first update, since none was asked for. */
        UNTRAINED
    }

    /** Of two times of one training the first in this order says more: one that was reached, then the longer bound. */
    public static final Comparator<HitTime> MOST_TOLD_FIRST = Comparator.comparing(
                    (HitTime time) -> time.stepUpper() == null)
            .thenComparing(Comparator.comparingLong(HitTime::stepLower).reversed());

    /** Whether the trial was given up because its loss ran away: then "not reached" says nothing about a later time. */
    @Override
    public boolean isLost() {
        return stepUpper == null && ending == Ending.DIVERGED;
    }

    /** Whether nothing was trained, so that only the kernel has a time. */
    @Override
    public boolean isPredictedOnly() {
        return ending == Ending.UNTRAINED;
    }

    /** Whether the optimiser has a gradient-flow time. */
    @Override
    public boolean hasFlowTime() {
        return timeLower != null;
    }

    /** The lower bound, in gradient-flow time if asked for and known, else in updates. */
    @Override
    public double lower(boolean flowTime) {
        return flowTime && timeLower != null ? timeLower : stepLower;
    }

    /** The upper bound in the same unit, or null where the time is right-censored. */
    @Override
    public @Nullable Double upper(boolean flowTime) {
        if (stepUpper == null) {
            return null;
        }
        return flowTime && timeUpper != null ? timeUpper : Double.valueOf(stepUpper);
    }

    /** The length of one update in the same unit. */
    @Override
    public double oneStep(boolean flowTime) {
        return flowTime ? timePerStep : 1;
    }

    /** The kernel's own time on the same samples in the same unit, or null where it was not computed. */
    @Override
    public @Nullable Double predicted(boolean flowTime) {
        if (predictedStep == null) {
            return null;
        }
        return flowTime && predictedTime != null ? predictedTime : Double.valueOf(oneStep(flowTime) * predictedStep);
    }
}
