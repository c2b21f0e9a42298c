/**
 * The tables: one record a row and one final class a table with its schema, and the store that puts a unit's rows into Parquet
 * files so that they are committed together, once. Start at {@link org.spectralsweep.spark.table.Table} for what a row
 * is and at {@link org.spectralsweep.spark.table.UnitStore} for how it gets to disk. Nothing here needs a Spark session.
 */
@NullMarked
package org.spectralsweep.spark.table;

import org.jspecify.annotations.NullMarked;
