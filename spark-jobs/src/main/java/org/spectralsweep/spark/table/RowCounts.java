package org.spectralsweep.spark.table;

/**
 * How many rows of the other tables belong to a trial. A work unit that has fewer or more than its trials say is
 * damaged.
 *
 * @param hitRows how many rows of {@code hits} belong to the trial
 * @param measurementRows how many rows of {@code measurements} belong to the trial
 */
public record RowCounts(long hitRows, long measurementRows) {}
