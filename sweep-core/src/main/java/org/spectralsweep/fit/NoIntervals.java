package org.spectralsweep.fit;

/** The estimate alone, which costs one search. It is for a law that changes with every time that comes. */
public final class NoIntervals implements Intervals {
    @Override
    public String label() {
        return "";
    }

    @Override
    public Spread spread(Estimator estimator, Estimate all) {
        return Spread.none("");
    }
}
