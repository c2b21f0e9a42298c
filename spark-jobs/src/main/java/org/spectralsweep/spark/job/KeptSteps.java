package org.spectralsweep.spark.job;

import java.io.IOException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.spectralsweep.spark.table.UnitStore;
import org.spectralsweep.train.KeptWeights;
import org.spectralsweep.trial.TrialStatus;

/**
 * The steps whose weights are kept in a results folder. Trials of one trajectory have the same weights, so each may use
 * what another one kept.
 */
final class KeptSteps {
    private final Map<String, Set<Long>> byTrial;
    private final Map<String, List<String>> byTrajectory;
    private final Ledger ledger;

    private KeptSteps(Map<String, Set<Long>> byTrial, Map<String, List<String>> byTrajectory, Ledger ledger) {
        this.byTrial = byTrial;
        this.byTrajectory = byTrajectory;
        this.ledger = ledger;
    }

    /**
     * What is kept in a store. It looks only if a trial of the sweep asks for weights.
     *
     * @param byTrajectory the committed trials of each trajectory
     */
    static KeptSteps of(
            UnitStore store, Collection<CostedTrial> sweep, Ledger ledger, Map<String, List<String>> byTrajectory)
            throws IOException {
        boolean asked = sweep.stream().anyMatch(work -> !work.keepWeights().isEmpty());
        return new KeptSteps(asked ? store.weights().kept() : Map.of(), byTrajectory, ledger);
    }

    /**
     * Whether weights are missing that a trial is to keep, beside committed rows that serve it. No trial keeps the
     * weights of a step that it did not reach. One that failed or timed out may have lost the last ones, but it is run
     * again only if that is asked for.
     *
     * @param rows the committed trial whose rows serve it
     */
    boolean lack(CostedTrial work, String rows) {
        Ledger.Entry entry = ledger.entries().get(rows);
        Ledger.Entry own = ledger.entries().get(work.trialId());
        boolean failed = own != null && (own.status() == TrialStatus.FAILED || own.status() == TrialStatus.TIMED_OUT);
        if (work.keepWeights().isEmpty() || entry == null || failed) {
            return false;
        }
        return switch (entry.status()) {
            case CONVERGED, DIVERGED, BUDGET_EXHAUSTED ->
                !kept(work).containsAll(KeptWeights.steps(work.keepWeights(), entry.steps()));
            case PREDICTED, TIMED_OUT, FAILED -> false;
        };
    }

    private Set<Long> kept(CostedTrial work) {
        Set<Long> kept = new HashSet<>(byTrial.getOrDefault(work.trialId(), Set.of()));
        byTrajectory
                .getOrDefault(work.trajectoryId(), List.of())
                .forEach(trial -> kept.addAll(byTrial.getOrDefault(trial, Set.of())));
        return kept;
    }
}
