/**
 * What the weights and the regions of a ReLU network look like from inside: norms and angles of its weights, the size of its linear regions, and how far points are from
 * where a unit switches. Start with {@link org.spectralsweep.region.ChebyshevRadius} and {@link org.spectralsweep.region.BoundaryDistances}.
 */
@NullMarked
package org.spectralsweep.region;

import org.jspecify.annotations.NullMarked;
