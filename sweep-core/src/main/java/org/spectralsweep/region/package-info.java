/**
 * The exact geometry of a ReLU network: a network is affine wherever no hidden unit changes its sign, so a line through its input space falls into
 * intervals and a plane into convex polygons, one for each activation pattern. {@link org.spectralsweep.region.LinearPieces} finds the intervals
 * along a path, {@link org.spectralsweep.region.SliceSubdivision} the polygons of a {@link org.spectralsweep.region.Slice}. Nothing is sampled: what
 * a grid misses between its points is counted.
 */
@NullMarked
package org.spectralsweep.region;

import org.jspecify.annotations.NullMarked;
