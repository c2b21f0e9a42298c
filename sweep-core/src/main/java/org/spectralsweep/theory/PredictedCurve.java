package org.spectralsweep.theory;

import java.util.List;
import org.spectralsweep.Default;
import org.spectralsweep.metric.Measurement;

/**
 * Predicted learning curves.
 *
 * @param kernel which kernel
 * @param flow gradient flow instead of gradient descent
 * @param steps the last step; 0 means a little beyond the last predicted crossing
 */
public record PredictedCurve(
        @Default("auto") KernelChoice kernel,
        @Default("false") boolean flow,
        @Default("0") long steps)
        implements Theory {
    /** Refuses what the components' descriptions exclude. */
    public PredictedCurve {
        if (steps < 0) {
            throw new IllegalArgumentException("steps must be at least 0 but was " + steps);
        }
    }

    @Override
    public List<String> columns() {
        return List.of("predicted_loss", "predicted_region_error");
    }

    @Override
    public void check(TheoryScene scene) {}

    @Override
    public List<Measurement> compute(TheoryScene scene) {
        throw new UnsupportedOperationException("not yet: PredictedCurve");
    }
}
