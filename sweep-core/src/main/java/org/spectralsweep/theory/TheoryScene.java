package org.spectralsweep.theory;

import java.util.function.Supplier;
import org.spectralsweep.nn.Mlp;
import org.spectralsweep.nn.MlpSpec;

/** One trial before training, as theories see it. Gram matrices and eigenbases are computed when first asked for and kept. */
public final class TheoryScene {
    private final TheoryInputs inputs;
    private final TheoryTraining training;
    private final MlpSpec architecture;
    private final Supplier<Mlp> initial;

    /**
     * @param architecture of the network
     * @param initial makes the network at its initial weights; called where an empirical kernel is asked for, or the initial output counts
     */
    public TheoryScene(TheoryInputs inputs, TheoryTraining training, MlpSpec architecture, Supplier<Mlp> initial) {
        this.inputs = inputs;
        this.training = training;
        this.architecture = architecture;
        this.initial = initial;
    }

    TheoryInputs inputs() {
        return inputs;
    }

    TheoryTraining training() {
        return training;
    }

    MlpSpec architecture() {
        return architecture;
    }

    Mlp network() {
        return initial.get();
    }
}
