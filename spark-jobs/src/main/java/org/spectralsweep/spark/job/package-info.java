/**
 * What is done with a sweep. {@link org.spectralsweep.spark.job.RunSweep} compares the plan with the
 * {@link org.spectralsweep.spark.job.Ledger} of what is committed. It runs the rest as one Spark stage with one task a
 * work unit. {@link org.spectralsweep.spark.job.ViewsCatalog} shows the tables to Spark SQL. Jobs only wire parts
 * together; arithmetic is in sweep-core.
 */
@NullMarked
package org.spectralsweep.spark.job;

import org.jspecify.annotations.NullMarked;
