package org.spectralsweep.trial;

import org.spectralsweep.linalg.Precision;

/** The precision of weights and arithmetic as a spec writes it. */
public enum PrecisionChoice {
    /**
     * The engine's own: float64 on the circle engine, which supports only that, otherwise float32. The engine
     * {@code nd4j} takes that of the engine that {@code engine: auto} chooses.
     */
    AUTO,
    /** IEEE 754 binary32. */
    FLOAT32,
    /** IEEE 754 binary64. */
    FLOAT64;

    /** The precision that is an engine's own; never {@link #AUTO}. */
    PrecisionChoice resolve(EngineChoice engine) {
        return this != AUTO ? this : engine == EngineChoice.CIRCLE ? FLOAT64 : FLOAT32;
    }

    /** The format of a resolved choice. */
    public Precision format() {
        return switch (this) {
            case AUTO -> throw new IllegalStateException("auto has not been resolved");
            case FLOAT32 -> Precision.FLOAT32;
            case FLOAT64 -> Precision.FLOAT64;
        };
    }
}
