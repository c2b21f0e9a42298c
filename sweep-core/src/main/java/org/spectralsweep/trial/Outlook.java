package org.spectralsweep.trial;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The kernel's forecast for a trial before it runs.
 *
 * @param steps the updates that the trial will do if its kernel is right, limited by its budget; empty where its kernel
 *     predicts none, or was not computed
 * @param rate the learning rate with the kernel's largest eigenvalue; null where the kernel was not computed
 */
public record Outlook(OptionalLong steps, @Nullable StableRate rate) {
    /** Nothing is known. */
    public static final Outlook UNKNOWN = new Outlook(OptionalLong.empty(), null);
}
