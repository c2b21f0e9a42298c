package org.spectralsweep.spark.table;

import org.spectralsweep.metric.Measurement;

/**
 * One number that was measured; see {@link Measurement}.
 *
 * @param trialId the trial
 * @param step number of updates done
 * @param metric what was measured
 * @param scope {@code all}, {@code region:2} or {@code layer:3}
 * @param index the frequency, or 0
 * @param value the number
 */
public record MeasurementRow(String trialId, long step, String metric, String scope, int index, double value) {
    /** The row of a measurement of the given trial. */
    public static MeasurementRow of(String trialId, Measurement m) {
        return new MeasurementRow(trialId, m.step(), m.metric(), m.scope(), m.index(), m.value());
    }
}
