/**
 * Figures as specs, and how their numbers are judged. Start with {@link org.spectralsweep.spark.figure.FigureSpec}. It
 * has panels with layers, and a table whose rows are {@link org.spectralsweep.spark.figure.ComparisonSpec}. A
 * {@link org.spectralsweep.spark.figure.Comparison} is such a row with its numbers and the verdict. Nothing here runs a
 * query or draws.
 */
@NullMarked
package org.spectralsweep.spark.figure;

import org.jspecify.annotations.NullMarked;
