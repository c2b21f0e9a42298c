package org.spectralsweep.spark.job;

import java.io.IOException;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.spark.table.PlanRow;
import org.spectralsweep.spark.table.PlanStore;
import org.spectralsweep.spark.table.PlannedTrial;
import org.spectralsweep.spark.table.RunRow;
import org.spectralsweep.spark.table.Table;
import org.spectralsweep.spark.table.UnitStore;

/**
 * The run whose trials a folder stands for. It is the run of the last plan, by its number. In a folder from before runs
 * wrote plans, only the clock can tell.
 *
 * @param run its row; null if the folder has none
 * @param plan its trials
 */
public record LastRun(@Nullable RunRow run, Plan plan) {

    /**
     * Finds the run. If no plan was written, the spec of the run that started last is read again, and its trials are
     * looked up. If that spec cannot be read or none of its trials is there, all rows count.
     */
    public static LastRun of(UnitStore store, SpecLoader loader) throws IOException {
        List<RunRow> runs = runs(store);
        Optional<List<PlanRow>> last = new PlanStore(store).last();
        if (last.isPresent()) {
            String id = last.get().get(0).runId();
            return new LastRun(find(runs, id), Plan.ofRows(last.get()));
        }
        RunRow latest =
                runs.stream().max(Comparator.comparing(RunRow::startedAt)).orElse(null);
        Plan everything = Plan.everything(store);
        return new LastRun(latest, latest == null ? everything : expanded(latest, everything, loader));
    }

    /**
     * The plan of the last run of exactly this spec. It is empty if the spec never ran, or only before runs wrote
     * plans.
     */
    public static Optional<Plan> ofSpec(UnitStore store, LoadedSweep sweep) throws IOException {
        PlanStore plans = new PlanStore(store);
        Map<String, Long> sequences = plans.sequences();
        Optional<RunRow> same = runs(store).stream()
                .filter(run -> sequences.containsKey(run.runId()))
                .filter(run -> sweep.source().isThatOf(run.source()))
                .max(Comparator.comparing(run -> Objects.requireNonNull(sequences.get(run.runId()))));
        return same.isEmpty()
                ? Optional.empty()
                : Optional.of(Plan.ofRows(plans.of(same.get().runId())));
    }

    private static List<RunRow> runs(UnitStore store) throws IOException {
        return store.rows(Table.RUNS);
    }

    private static @Nullable RunRow find(List<RunRow> runs, String id) {
        return runs.stream().filter(run -> run.runId().equals(id)).findFirst().orElse(null);
    }

    private static Plan expanded(RunRow run, Plan everything, SpecLoader loader) {
        Set<String> there = new HashSet<>();
        everything.trials().stream().map(PlannedTrial::trialId).forEach(there::add);
        Plan expanded;
        try {
            expanded = Plan.of(
                    loader.reload("the spec of the run " + run.runId(), SpecSource.of(run.source()))
                            .work(),
                    there);
        } catch (IllegalArgumentException e) {
            return everything;
        }
        return expanded.trials().stream().map(PlannedTrial::trialId).anyMatch(there::contains) ? expanded : everything;
    }
}
