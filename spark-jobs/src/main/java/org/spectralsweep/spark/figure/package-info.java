/**
 * Figures as specs, and how their numbers are judged. Start with {@link org.spectralsweep.spark.figure.FigureSpec}: a table, each row a
 * {@link org.spectralsweep.spark.figure.ComparisonSpec}, and panels with layers. A {@link org.spectralsweep.spark.figure.Comparison} is
 * such a row with its numbers and the verdict. Nothing here asks a query or draws.
 */
@NullMarked
package org.spectralsweep.spark.figure;

import org.jspecify.annotations.NullMarked;
