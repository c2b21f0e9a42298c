package org.spectralsweep.spark.job;

import org.spectralsweep.linalg.OpenBlas;
import org.spectralsweep.trial.TrialJson;
import org.spectralsweep.trial.TrialRunner;
import org.spectralsweep.trial.TrialSpec;

/** Trains the network that the spec describes. */
public final class NetworkTrials implements TrialFunction {
    private static final long serialVersionUID = 1;

    @Override
    public Outcome run(String specJson) {
        TrialSpec spec = TrialJson.read(specJson);
        // Tasks share a machine's cores: with more than one thread each they would slow one another many times over.
        if (OpenBlas.threads() != 1) {
            throw new IllegalStateException("the BLAS must use one thread a task but uses " + OpenBlas.threads());
        }
        return new Outcome(spec, TrialRunner.run(spec));
    }
}
