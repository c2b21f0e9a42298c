/**
 * Scaling laws and their fits. A {@link org.spectralsweep.fit.ScalingLaw} says how a time depends on covariates. An
 * {@link org.spectralsweep.fit.Observation} is a time known exactly, between two bounds or only from below.
 * {@link org.spectralsweep.fit.CensoredRegression} estimates the law by maximum likelihood, with intervals from a
 * {@link org.spectralsweep.fit.CellBootstrap}. {@link org.spectralsweep.fit.LeastSquares} shows what one would find by
 * dropping the censored rows.
 *
 * <p>{@link org.spectralsweep.fit.LawScope} and {@link org.spectralsweep.fit.LawTimes} say which times enter a law.
 * Nothing here knows what was trained. Start with {@link org.spectralsweep.fit.CensoredRegression}.
 */
@NullMarked
package org.spectralsweep.fit;

import org.jspecify.annotations.NullMarked;
