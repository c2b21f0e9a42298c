package org.spectralsweep.fit;

import org.jspecify.annotations.Nullable;

/**
 * A measured value, such as a loss after a number of updates. It is exact.
 *
 * @param value the number; a law leaves out what is not positive
 * @param predicted what the kernel predicts, or null where nothing is predicted
 * @param lost whether the trial's loss ran away, so that its values are not those of a law
 */
public record MeasuredValue(double value, @Nullable Double predicted, boolean lost) implements Response {
    /** Whether it is a positive, finite number: a law can give no other. */
    public boolean isPositive() {
        return value > 0 && Double.isFinite(value);
    }

    @Override
    public boolean isLost() {
        return lost;
    }

    @Override
    public boolean isPredictedOnly() {
        return false;
    }

    @Override
    public boolean hasFlowTime() {
        return true;
    }

    @Override
    public double lower(boolean flowTime) {
        return value;
    }

    @Override
    public @Nullable Double upper(boolean flowTime) {
        return value;
    }

    @Override
    public double oneStep(boolean flowTime) {
        return Double.NaN;
    }

    @Override
    public @Nullable Double predicted(boolean flowTime) {
        return predicted;
    }
}
