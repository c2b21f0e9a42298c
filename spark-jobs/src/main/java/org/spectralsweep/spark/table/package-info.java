/**
 * The tables and the store. A row is a record, and a table has a name and a schema. The store puts the rows of a work
 * unit into Parquet files so that they are committed together, once. Start at {@link
 * org.spectralsweep.spark.table.Table} for what a row is and at {@link org.spectralsweep.spark.table.UnitStore} for how
 * it gets to disk. Nothing here needs a Spark session.
 */
@NullMarked
package org.spectralsweep.spark.table;

import org.jspecify.annotations.NullMarked;
