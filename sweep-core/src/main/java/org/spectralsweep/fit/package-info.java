/**
 * Scaling laws and their fits. A {@link org.spectralsweep.fit.ScalingLaw} says how a time depends on covariates, an
 * {@link org.spectralsweep.fit.Observation} is a time known exactly, between two bounds or only from below, and
 * {@link org.spectralsweep.fit.CensoredRegression} estimates the law by maximum likelihood with intervals from a
 * {@link org.spectralsweep.fit.CellBootstrap}; {@link org.spectralsweep.fit.LeastSquares} stands beside it to show what dropping the
 * censored rows would have said. {@link org.spectralsweep.fit.LawScope} and
 * {@link org.spectralsweep.fit.LawTimes} say which times enter a law. Nothing here knows what was trained. Start reading at {@link org.spectralsweep.fit.CensoredRegression}.
 */
@NullMarked
package org.spectralsweep.fit;

import org.jspecify.annotations.NullMarked;
