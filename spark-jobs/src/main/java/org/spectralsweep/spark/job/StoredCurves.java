package org.spectralsweep.spark.job;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.spark.table.HitRow;
import org.spectralsweep.spark.table.MeasurementRow;
import org.spectralsweep.sweep.FitSpec;

/** Answers what fits ask of the curves that a plan's trials stored. */
interface StoredCurves {
    /**
     * The times to other levels. Each level has one for each time to a threshold whose curve is stored, as in the
     * function {@code convergence_at}.
     */
    List<HitRow> times(List<Double> levels) throws IOException;

    /**
     * The values that a law is fitted to, inside the windows of steps, times and components of its fit.
     *
     * @param local whether they are those of density regions only
     */
    List<Value> values(FitSpec fit, boolean local) throws IOException;

    /**
     * A measured value.
     *
     * @param measured the value
     * @param density of its region; 1 for the whole domain, NaN where it is not stored
     * @param predicted what the kernel predicts for it, or null where that is not stored
     */
    record Value(
            MeasurementRow measured,
            double density,
            @Nullable Double predicted) {}

    /** Of a folder whose curves nobody asks for. */
    StoredCurves NONE = new StoredCurves() {
        @Override
        public List<HitRow> times(List<Double> levels) {
            throw new IllegalStateException("no session reads curves");
        }

        @Override
        public List<Value> values(FitSpec fit, boolean local) {
            throw new IllegalStateException("no session reads curves");
        }
    };
}
