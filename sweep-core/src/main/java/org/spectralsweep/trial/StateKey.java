package org.spectralsweep.trial;

import org.spectralsweep.linalg.OpenBlas;
import org.spectralsweep.linalg.Precision;
import org.spectralsweep.train.EngineName;

/**
 * What a saved state belongs to: the trial, and what decides about the last bits of its numbers. So an attempt on
 * another model of processor, or with another library, does not go on from the state but begins anew. A trial's budgets
 * are not part of it.
 */
final class StateKey {
    private StateKey() {}

    /**
     * The key of a trial here.
     *
     * @param machine what the caller knows of the machine, see {@link org.spectralsweep.train.StateStore#machine}
     */
    static String of(TrialSpec spec, String machine) {
        EngineName engine = spec.engine().engine();
        Precision precision = spec.precision().format();
        boolean mirrored = spec.initialization().mirrored();
        String products = engine.productLibrary(precision, mirrored);
        // Loops without products give the same bits on vectors of every width.
        Integer bits = products == null
                ? null
                : engine.vectorBits(precision, mirrored, spec.simd().resolve());
        return String.join(
                "; ",
                TrialId.of(spec),
                engine.key() + " by " + products + " on " + bits + " bits",
                OpenBlas.description(),
                machine);
    }
}
