/**
 * One trial of a sweep and its outcome. Start with {@link org.spectralsweep.trial.TrialRunner}, which joins training
 * and metrics. {@link org.spectralsweep.trial.TrialSpec} is all that a result depends on, and
 * {@link org.spectralsweep.trial.TrialId} is its name.
 */
@NullMarked
package org.spectralsweep.trial;

import org.jspecify.annotations.NullMarked;
