package org.spectralsweep.fit;

/** How intervals are found. */
public enum IntervalMethod {
    /** {@link PooledCells}, the default. */
    POOLED {
        @Override
        public Intervals intervals() {
            return new PooledCells();
        }
    },
    /** {@link CellJackknife}, in every law. */
    JACKKNIFE {
        @Override
        public Intervals intervals() {
            return new CellJackknife();
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
