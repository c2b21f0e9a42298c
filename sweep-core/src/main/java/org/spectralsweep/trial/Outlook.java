package org.spectralsweep.trial;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What its kernel says of a trial before it runs.
 *
 * @param steps the updates it will do if its kernel is right, its budget included; empty where its kernel predicts none, or was not asked
 * @param rate the learning rate beside the kernel; null where the kernel was not asked
 */
public record Outlook(OptionalLong steps, @Nullable StableRate rate) {
    /** Nothing is known. */
    static final Outlook UNKNOWN = new Outlook(OptionalLong.empty(), null);
}
