package org.spectralsweep.spark.table;

/**
 * How many rows of the other tables belong to a trial. A work unit that has fewer or more than its trials say is
 * damaged.
 *
 * @param hitRows in {@code hits}
 * @param measurementRows in {@code measurements}
 */
public record RowCounts(long hitRows, long measurementRows) {}
