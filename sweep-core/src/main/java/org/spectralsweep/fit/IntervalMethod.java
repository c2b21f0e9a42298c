package org.spectralsweep.fit;

/** How intervals are found. */
public enum IntervalMethod {
    /** {@link PooledCells}, the default. */
    JACKKNIFE {
        @Override
        public Intervals intervals() {
            return new PooledCells();
        }
    },
    /** {@link CellBootstrap}, always with the same seed. */
    BOOTSTRAP {
        @Override
        public Intervals intervals() {
            return CellBootstrap.seeded(SEED);
        }
    };

    private static final long SEED = 1;

    /** The method itself. */
    public abstract Intervals intervals();
}
