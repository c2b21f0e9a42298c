/**
 * What a run shows at its end. {@link org.spectralsweep.spark.report.ConvergenceChart} draws convergence time against
 * frequency with the fitted law and the theory's slope. {@link org.spectralsweep.spark.report.ExponentTable} prints the
 * exponents beside theory's. {@link org.spectralsweep.spark.report.Figure} holds the table paper | theory | measured
 * and the panels of a spec's figure, and draws every picture as panels of layers. All of them take fits and plain rows,
 * and need no Spark.
 */
@NullMarked
package org.spectralsweep.spark.report;

import org.jspecify.annotations.NullMarked;
