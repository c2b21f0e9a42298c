package org.spectralsweep.spark.job;

import org.jspecify.annotations.Nullable;
import org.spectralsweep.fit.MeasuredValue;
import org.spectralsweep.fit.Response;
import org.spectralsweep.metric.Measurement;
import org.spectralsweep.spark.table.MeasurementRow;

/**
 * A measured value and the columns of its trial. {@code step}, {@code time}, {@code component}, {@code region} and
 * {@code density} come from the measurement, {@code cell} from the plan, and every other column from the trial.
 *
 * @param value the value, with the density of its region and the kernel's value
 * @param trial its trial
 * @param cell what replicates share: intervals treat it as one
 */
record MeasuredPoint(StoredCurves.Value value, StoredRow trial, String cell) implements StoredPoint {
    /** The column of the number of updates done. */
    static final String STEP = "step";

    /** The column of the gradient-flow time of these updates. */
    static final String TIME = "time";

    /** The column of a frequency, a rank or a bin. */
    static final String COMPONENT = "component";

    @Override
    public @Nullable Object value(String column) {
        return switch (column) {
            case STEP -> measured().step();
            case TIME -> measured().step() * timePerStep();
            case COMPONENT -> measured().index();
            case ConvergenceTime.REGION -> region();
            case ConvergenceTime.DENSITY -> density();
            case ConvergenceTime.CELL -> cell;
            case ConvergenceTime.DELTA, ConvergenceTime.CONVENTION, ConvergenceTime.PREDICTED_TIME -> null;
            default -> trial.value(column);
        };
    }

    /** The same value with its trial as what intervals treat as one. */
    MeasuredPoint byTrial() {
        return new MeasuredPoint(value, trial, measured().trialId());
    }

    @Override
    public double density() {
        return value.density();
    }

    private MeasurementRow measured() {
        return value.measured();
    }

    private double timePerStep() {
        return trial.value("time_per_step") instanceof Double time ? time : Double.NaN;
    }

    @Override
    public Response response() {
        return new MeasuredValue(measured().value(), value.predicted(), "DIVERGED".equals(trial.value("status")));
    }

    @Override
    public int region() {
        return measured().scope().startsWith(Measurement.REGION)
                ? Integer.parseInt(measured().scope().substring(Measurement.REGION.length()))
                : -1;
    }
}
