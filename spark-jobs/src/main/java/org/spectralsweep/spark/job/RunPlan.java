package org.spectralsweep.spark.job;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.spark.table.PlannedTrial;
import org.spectralsweep.spark.table.UnitStore;
import org.spectralsweep.sweep.CostModel;
import org.spectralsweep.trial.Coverage;
import org.spectralsweep.trial.TrialId;
import org.spectralsweep.trial.TrialSpec;

/**
 * What a run does for each trial of a sweep. It does nothing if committed rows serve the trial; these may be rows of
 * another trial of the same trajectory that measured more. It computes spectra alone if nothing else is missing.
 * Otherwise it trains. It also trains if weights that the trial is to keep are missing.
 *
 * @param decisions one decision for each trial, in the sweep's order
 */
public record RunPlan(List<Decision> decisions) {
    private static final String WEIGHTS = "weights that they are to keep are missing";
    private static final String FORMER =
            "an earlier version of the dense engine, which rounds differently, trained them";

    /** Copies the decisions. */
    public RunPlan {
        decisions = List.copyOf(decisions);
    }

    /** What is done for a trial. */
    enum Action {
        /** Its rows are there. */
        NOTHING,
        /** Its spectra are computed, and the rest is copied. */
        SPECTRA,
        /** Its rows are there, but it is trained for weights that are not. */
        WEIGHTS,
        /** It is trained. */
        TRAINING
    }

    /**
     * One trial.
     *
     * @param work the trial; if it is not trained, its cost is that of the spectra
     * @param action what is done
     * @param rows the trial whose committed rows serve it: itself, or one of the same trajectory; itself if it is
     *     trained
     * @param metrics names in {@code measurements} that belong to the trial; null if the rows are, or will be, its own
     * @param reason why it trains although its trajectory was trained before, as a clause; null if it was not
     * @param former ids of rows that a former version of the engine committed. They stand for the trial until it is
     *     trained, and for good if it trains nothing. Null if there are none
     */
    record Decision(
            CostedTrial work,
            Action action,
            String rows,
            @Nullable List<String> metrics,
            @Nullable String reason,
            TrialId.@Nullable Former former) {
        Decision(
                CostedTrial work, Action action, String rows, @Nullable List<String> metrics, @Nullable String reason) {
            this(work, action, rows, metrics, reason, null);
        }

        /** The same trial, trained for its weights. */
        private Decision forWeights(CostedTrial whole) {
            return new Decision(whole, Action.WEIGHTS, rows, metrics, WEIGHTS, former);
        }

        /** @param most what may still be missing if the trial stands for rows of another */
        private PlannedTrial planned(Action most) {
            if (former != null && action.compareTo(most) <= 0 || former != null && most != Action.NOTHING) {
                return work.planned(former);
            }
            return action.compareTo(most) <= 0 && !rows.equals(work.trialId())
                    ? new PlannedTrial(rows, work.trajectoryId(), work.fitCell(), work.trialId(), metrics)
                    : PlannedTrial.ofItself(work.trialId(), work.trajectoryId(), work.fitCell());
        }
    }

    /**
     * Decides for every trial of the sweep.
     *
     * @param retry whether trials that failed or timed out are run again
     */
    public static RunPlan of(Ledger ledger, UnitStore store, Collection<CostedTrial> sweep, boolean retry)
            throws IOException {
        Map<String, List<String>> byTrajectory = new HashMap<>();
        Map<String, Ledger.Entry> entries = ledger.entries();
        entries.forEach((trial, entry) -> byTrajectory
                .computeIfAbsent(entry.trajectoryId(), id -> new ArrayList<>())
                .add(trial));
        StoredSpecs specs = new StoredSpecs(store);
        KeptSteps kept = KeptSteps.of(store, sweep, ledger, byTrajectory);
        List<Decision> decisions = new ArrayList<>();
        for (CostedTrial work : sweep) {
            Decision decision = byRows(work, ledger, byTrajectory, specs, retry);
            boolean trains = decision.action() == Action.TRAINING;
            decisions.add(!trains && kept.lack(work, decision.rows()) ? decision.forWeights(work) : decision);
        }
        return new RunPlan(decisions);
    }

    /** Decides by the rows that are committed. */
    private static Decision byRows(
            CostedTrial work, Ledger ledger, Map<String, List<String>> byTrajectory, StoredSpecs specs, boolean retry)
            throws IOException {
        Decision own = new Decision(work, Action.NOTHING, work.trialId(), null, null);
        if (!ledger.isMissing(work, true)) {
            return own;
        }
        List<String> others = byTrajectory.getOrDefault(work.trajectoryId(), List.of()).stream()
                .filter(trial -> !trial.equals(work.trialId()))
                .filter(trial -> ledger.serves(trial, work))
                .sorted()
                .toList();
        Decision best = decision(work, ledger.entries().get(work.trialId()), others, ledger, specs);
        // A failed trial stays as it is until it is asked for again, unless other rows serve it at no cost.
        return best.action() == Action.NOTHING || ledger.isMissing(work, retry) ? best : own;
    }

    /** Decides by what a store holds now. */
    public static RunPlan of(UnitStore store, Collection<CostedTrial> sweep, boolean retry) throws IOException {
        return of(Ledger.of(store), store, sweep, retry);
    }

    /** The plan for a folder that holds nothing. */
    public static RunPlan fresh(Collection<CostedTrial> sweep) {
        return new RunPlan(sweep.stream()
                .map(work -> new Decision(work, Action.TRAINING, work.trialId(), null, null))
                .toList());
    }

    private static Decision decision(
            CostedTrial work, Ledger.@Nullable Entry own, List<String> others, Ledger ledger, StoredSpecs specs)
            throws IOException {
        Decision best = new Decision(
                work, Action.TRAINING, work.trialId(), null, own == null ? null : Ledger.reason(own.status()));
        if (others.isEmpty()) {
            return own == null ? orFormer(best, ledger) : best;
        }
        Optional<TrialSpec> wanted = StoredSpecs.read(work.specJson());
        int least = Integer.MAX_VALUE;
        for (String other : others) {
            Optional<TrialSpec> stored = specs.of(ledger.unitOf(other), other);
            if (wanted.isEmpty() || stored.isEmpty()) {
                continue;
            }
            Coverage coverage = Coverage.of(stored.get(), wanted.get());
            if (coverage.isWhole()) {
                return new Decision(work, Action.NOTHING, other, Coverage.columns(wanted.get()), null);
            }
            if (coverage.lacking().size() < least) {
                least = coverage.lacking().size();
                best = least == 0
                        ? new Decision(
                                work.costing(CostModel.DEFAULT.seconds(wanted.get(), 0.0)),
                                Action.SPECTRA,
                                other,
                                Coverage.columns(wanted.get()),
                                null)
                        : new Decision(
                                work,
                                Action.TRAINING,
                                work.trialId(),
                                null,
                                own != null ? best.reason() : String.join(", ", coverage.lacking()));
            }
        }
        return best;
    }

    /** The decision to train, with what a former version of the engine left. What it only predicted still holds. */
    private static Decision orFormer(Decision training, Ledger ledger) {
        CostedTrial work = training.work();
        TrialId.Former former = work.former();
        Ledger.Entry entry = former == null ? null : ledger.entries().get(former.trial());
        if (former == null || entry == null) {
            return training;
        }
        return switch (entry.status()) {
            case CONVERGED, DIVERGED, BUDGET_EXHAUSTED ->
                new Decision(work, Action.TRAINING, training.rows(), null, FORMER, former);
            case PREDICTED ->
                ledger.serves(former.trial(), work)
                        ? new Decision(work, Action.NOTHING, former.trial(), null, null, former)
                        : training;
            case TIMED_OUT, FAILED ->
                new Decision(work, Action.TRAINING, training.rows(), null, Ledger.reason(entry.status()), former);
        };
    }

    /** The sweep's trials with the ids that their rows will have. */
    public Plan trials() {
        return planned(Action.NOTHING);
    }

    /**
     * The sweep's trials with the ids of the rows that are committed, even if these lack spectra or weights, or an
     * earlier version of the engine wrote them.
     */
    public Plan trialsNow() {
        return planned(Action.WEIGHTS);
    }

    private Plan planned(Action most) {
        return new Plan(
                decisions.stream().map(decision -> decision.planned(most)).toList());
    }

    /** Everything that is to be done, trainings and spectra, in the sweep's order. */
    public List<CostedTrial> missing() {
        return decisions.stream()
                .filter(decision -> decision.action() != Action.NOTHING)
                .map(Decision::work)
                .toList();
    }

    /** The trials that are trained. */
    public List<CostedTrial> trainings() {
        return of(Action.WEIGHTS, Action.TRAINING);
    }

    /** The trials for which only spectra are computed. */
    public List<CostedTrial> spectra() {
        return of(Action.SPECTRA);
    }

    private List<CostedTrial> of(Action... actions) {
        return decisions.stream()
                .filter(decision -> List.of(actions).contains(decision.action()))
                .map(Decision::work)
                .toList();
    }

    /** How many trials train again, by the clause that gives the reason. */
    public Map<String, Integer> again() {
        Map<String, Integer> again = new TreeMap<>();
        decisions.forEach(decision -> {
            String reason = decision.reason();
            if (reason != null) {
                again.merge(reason, 1, Integer::sum);
            }
        });
        return again;
    }

    /** The trials whose rows are copied, by the trial that is completed. */
    Map<String, StoredTrial> sources(Ledger ledger) {
        Map<String, StoredTrial> sources = new HashMap<>();
        decisions.stream()
                .filter(decision -> decision.action() == Action.SPECTRA)
                .forEach(decision -> sources.put(
                        decision.work().trialId(), new StoredTrial(ledger.unitOf(decision.rows()), decision.rows())));
        return sources;
    }
}
