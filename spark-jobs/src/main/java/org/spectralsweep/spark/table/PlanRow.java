package org.spectralsweep.spark.table;

/**
 * One trial in the plan of one run.
 *
 * @param runId the run
 * @param sequence number of the plan in its folder, from 1; the last plan has the largest number, whatever the clock
 *     says
 * @param trial the trial, whether its rows are committed yet or not
 */
public record PlanRow(String runId, long sequence, PlannedTrial trial) {}
