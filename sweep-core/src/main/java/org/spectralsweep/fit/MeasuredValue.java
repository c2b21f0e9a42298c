package org.spectralsweep.fit;

import org.jspecify.annotations.Nullable;

/**
 * A measured value, such as a loss after a number of updates. It is exact, and the kernel has none.
 *
 * @param value the number; a law leaves out what is not positive
 */
public record MeasuredValue(double value) implements Response {
    @Override
    public boolean isLost() {
        return false;
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
        return null;
    }
}
