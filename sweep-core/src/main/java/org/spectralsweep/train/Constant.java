package org.spectralsweep.train;

/** The same rate throughout. */
public record Constant() implements RateSchedule {
    @Override
    public double factor(long step) {
        return 1;
    }

    @Override
    public double sum(long steps) {
        return steps;
    }

    @Override
    public long constantUntil(long step) {
        return Long.MAX_VALUE;
    }

    @Override
    public boolean isConstant() {
        return true;
    }
}
