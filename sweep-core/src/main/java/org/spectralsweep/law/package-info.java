/**
 * Laws as formulas: a tree of named parameters and columns, its logarithm, which parameters it is linear in, and its
 * value with derivatives. The ready laws stand here by name. Nothing in this package knows data; {@code fit} estimates
 * the parameters.
 */
@NullMarked
package org.spectralsweep.law;

import org.jspecify.annotations.NullMarked;
