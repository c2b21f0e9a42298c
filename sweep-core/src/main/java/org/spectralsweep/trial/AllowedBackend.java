package org.spectralsweep.trial;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.linalg.Nd4jLibrary;
import org.spectralsweep.spec.Refusal;

/**
 * Which backend of ND4J may train. Ids and equal bits are promised for {@link Nd4jLibrary#NATIVE} alone. A trial's id
 * does not tell the backend, so another one computes only where a user says so.
 *
 * @param name a backend that is allowed beside it, or null
 */
public record AllowedBackend(@Nullable String name) implements Serializable {
    /** Allows no other backend. */
    public static final AllowedBackend NATIVE = new AllowedBackend(null);

    /**
     * Refuses a trial of the engine nd4j where this virtual machine has a backend that is not allowed.
     *
     * @throws IllegalArgumentException with one clear sentence
     */
    public void require(TrialSpec trial) {
        if (trial.engine() == EngineChoice.ND4J) {
            require(Nd4jLibrary.backend());
        }
    }

    void require(Nd4jLibrary.Backend backend) {
        if (!backend.name().equals(Nd4jLibrary.NATIVE) && !backend.name().equals(name)) {
            throw new Refusal(
                    "engine",
                    "must be nd4j only with the backend " + Nd4jLibrary.NATIVE
                            + ", or with one that --allow-backend names, but the backend here is " + backend);
        }
    }
}
