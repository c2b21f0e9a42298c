package org.spectralsweep.sweep;

import java.util.List;
import java.util.stream.Collectors;
import org.spectralsweep.trial.TrialId;
import org.spectralsweep.trial.TrialSpec;

/**
 * What is run and committed together: one trial, or a pack of short ones.
 *
 * @param id the trial's id, or for a pack the hash of its trials' ids
 * @param trials at least one
 * @param predictedSeconds predicted cost of all of them
 */
public record Unit(String id, List<TrialSpec> trials, double predictedSeconds) {
    /** Copies the trials. */
    public Unit {
        trials = List.copyOf(trials);
    }

    static Unit of(List<TrialSpec> trials, double predictedSeconds) {
        String ids = trials.stream().map(TrialId::of).collect(Collectors.joining("\n"));
        return new Unit(trials.size() == 1 ? ids : TrialId.hash(ids), trials, predictedSeconds);
    }
}
