/**
 * What a run shows at its end. {@link org.spectralsweep.spark.report.ConvergenceChart} draws convergence time against
 * frequency with the fitted law and the theory's slope. {@link org.spectralsweep.spark.report.ExponentTable} prints the
 * exponents beside theory's. {@link org.spectralsweep.spark.report.Figure} is the table paper | theory | measured and
 * the panels of a spec's figure. Every picture is drawn as panels of layers, by {@link
 * org.spectralsweep.spark.report.Figure}. All take fits and plain rows, no Spark.
 */
@NullMarked
package org.spectralsweep.spark.report;

import org.jspecify.annotations.NullMarked;
