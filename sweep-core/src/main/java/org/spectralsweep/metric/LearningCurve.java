package org.spectralsweep.metric;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which columns hold the learning curve of a density region, and which that of the whole domain. Times to thresholds
 * can be read from them at any level.
 */
public enum LearningCurve {
    /** The curves of single density regions; see {@link RegionError}. */
    REGION("region_error", "predicted_region_error"),
    /** The curve of the whole domain; see {@link TrainingLoss}. */
    DOMAIN("training_loss", "predicted_loss");

    private final String measured;
    private final String predicted;

    LearningCurve(String measured, String predicted) {
        this.measured = measured;
        this.predicted = predicted;
    }

    /** The curve that times are read from: that of a region, or that of the whole domain. */
    public static LearningCurve of(boolean local) {
        return local ? REGION : DOMAIN;
    }

    /** The curve whose measured column has this name; empty for every other column. */
    public static Optional<LearningCurve> measuredAs(String column) {
        return Stream.of(values())
                .filter(curve -> curve.measured.equals(column))
                .findFirst();
    }

    /** The column of what a trained network measures. */
    public String measured() {
        return measured;
    }

    /** The column of what the kernel predicts for it. */
    public String predicted() {
        return predicted;
    }
}
