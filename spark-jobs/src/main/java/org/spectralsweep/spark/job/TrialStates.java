package org.spectralsweep.spark.job;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.spark.table.StateFiles;
import org.spectralsweep.spark.table.TrialRow;
import org.spectralsweep.spark.table.UnitStore;
import org.spectralsweep.train.StateStore;
import org.spectralsweep.trial.TrialStatus;

/**
 * The saved states of the trials that one task runs. A trial keeps its state when its steps or its time ran out, so
 * that a larger budget or a retry goes on from it. It also keeps it when it failed.
 */
final class TrialStates {
    private static final Set<TrialStatus> DONE = Set.of(TrialStatus.CONVERGED, TrialStatus.DIVERGED);

    private final StateFiles files;
    private final String attempt;
    private final Map<String, StateFiles.StateFile> opened = new HashMap<>();

    /** The trials that had a state when the task first asked. */
    private @Nullable Set<String> there;

    TrialStates(UnitStore store, String attempt) {
        this.files = store.states();
        this.attempt = attempt;
    }

    /** Where the state of a trial is. */
    StateStore of(String trialId) {
        StateFiles.StateFile state = opened.computeIfAbsent(trialId, id -> files.of(id, attempt, Processor::name));
        return new StateStore() {
            @Override
            public @Nullable InputStream open() throws IOException {
                if (there == null) {
                    there = files.trials();
                }
                return there.contains(trialId) ? state.open() : null;
            }

            @Override
            public void save(Content content) throws IOException {
                state.save(content);
            }

            @Override
            public String machine() {
                return state.machine();
            }
        };
    }

    /** Removes the states of committed trials that nothing can continue. */
    void removeDone(List<TrialRow> committed) {
        for (TrialRow row : committed) {
            StateFiles.StateFile state = opened.get(row.trialId());
            if (state != null && DONE.contains(row.outcome().status())) {
                try {
                    state.remove();
                } catch (IOException e) {
                    // The next run removes it.
                    continue;
                }
            }
        }
    }

    /** Removes what earlier runs left: states of trials that nothing can continue, and states that are not whole. */
    static void tidy(UnitStore store, Ledger ledger) throws IOException {
        store.states().tidy(trial -> {
            Ledger.Entry entry = ledger.entries().get(trial);
            return entry != null && DONE.contains(entry.status());
        });
    }
}
