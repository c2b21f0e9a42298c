/**
 * Many trials from one description, and the order in which they run. Start with
 * {@link org.spectralsweep.sweep.SweepSpec}, whose axes {@link org.spectralsweep.sweep.Expansion} multiplies out.
 * {@link org.spectralsweep.sweep.CostModel} and {@link org.spectralsweep.sweep.Ordering} turn the trials into work
 * units, longest first. Values of axes are JSON trees, because any component of a trial can be one.
 */
@NullMarked
package org.spectralsweep.sweep;

import org.jspecify.annotations.NullMarked;
