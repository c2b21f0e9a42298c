package org.spectralsweep.fit;

import org.jspecify.annotations.Nullable;

/**
 * The number that a law is to give: the time to a threshold, or a measured value. A time is read in gradient-flow time
 * or in updates; a value has one unit only.
 */
public interface Response {
    /** Whether the trial was given up because its loss ran away, so that the number says nothing. */
    boolean isLost();

    /** Whether nothing was trained, so that only the kernel has a number. */
    boolean isPredictedOnly();

    /** Whether the law may be one for gradient-flow time. */
    boolean hasFlowTime();

    /** The lower bound, in gradient-flow time if asked for and known. */
    double lower(boolean flowTime);

    /** The upper bound in the same unit, the lower one where the number is exact; null where right-censored. */
    @Nullable
    Double upper(boolean flowTime);

    /** The length of one update in the same unit; NaN for a value. */
    double oneStep(boolean flowTime);

    /** The kernel's own number in the same unit, or null where it was not computed. */
    @Nullable
    Double predicted(boolean flowTime);
}
