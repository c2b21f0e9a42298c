/**
 * Laws and their fits. An {@link org.spectralsweep.fit.Observation} is a time known exactly, between two bounds or only
 * from one side. A {@link org.spectralsweep.fit.LawFit} estimates a law by maximum likelihood, with intervals from
 * {@link org.spectralsweep.fit.PooledCells}. {@link org.spectralsweep.fit.LawCompetition} compares laws, and
 * {@link org.spectralsweep.fit.ScoreWildBootstrap} tests values of their parameters.
 *
 * <p>{@link org.spectralsweep.fit.LawScope} and {@link org.spectralsweep.fit.LawTimes} say which times enter a law.
 * Nothing here knows what was trained. Start with {@link org.spectralsweep.fit.LawFit}.
 */
@NullMarked
package org.spectralsweep.fit;

import org.jspecify.annotations.NullMarked;
