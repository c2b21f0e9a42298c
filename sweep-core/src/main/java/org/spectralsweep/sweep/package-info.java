/**
 * Many trials from one description, and in which order they run. Start with {@link org.spectralsweep.sweep.SweepSpec}: its axes are
 * multiplied out by {@link org.spectralsweep.sweep.Expansion}; {@link org.spectralsweep.sweep.CostModel} and
 * {@link org.spectralsweep.sweep.Ordering} turn the trials into units of work, longest first. Values of axes are JSON trees, since any
 * component of a trial can be one.
 */
@NullMarked
package org.spectralsweep.sweep;

import org.jspecify.annotations.NullMarked;
