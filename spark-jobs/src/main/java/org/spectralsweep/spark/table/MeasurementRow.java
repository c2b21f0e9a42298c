package org.spectralsweep.spark.table;

import org.spectralsweep.metric.Measurement;

/**
 * One number that was measured; see {@link Measurement}.
 *
 * @param trialId id of the trial's rows
 * @param step number of updates done
 * @param metric name of what was measured
 * @param scope where it was measured: {@code all}, {@code region:2} or {@code layer:3}
 * @param index number of the component, such as the frequency; 0 where there is one number only
 * @param value the number that was measured
 */
public record MeasurementRow(String trialId, long step, String metric, String scope, int index, double value) {
    /** The row of a measurement of the given trial. */
    public static MeasurementRow of(String trialId, Measurement m) {
        return new MeasurementRow(trialId, m.step(), m.metric(), m.scope(), m.index(), m.value());
    }
}
