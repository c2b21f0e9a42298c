package org.spectralsweep.spark.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.spectralsweep.spark.table.HitRow;
import org.spectralsweep.spark.table.MeasurementRow;
import org.spectralsweep.spark.table.PlannedTrial;
import org.spectralsweep.spark.table.RunRow;
import org.spectralsweep.spark.table.Table;
import org.spectralsweep.spark.table.TableComparison;
import org.spectralsweep.spark.table.TableDistance;
import org.spectralsweep.spark.table.TrialRow;
import org.spectralsweep.spark.table.UnitStore;
import org.spectralsweep.trial.TrialResult;
import org.spectralsweep.trial.TrialSpec;

/**
 * A stored trial that was trained again in this virtual machine, as a task of a run would train it. The results folder
 * is only read: the rows are compared in a temporary one.
 *
 * @param stored the stored row
 * @param again the row of the new training
 * @param bits whether all rows are equal bit for bit
 * @param distance how far they are apart
 * @param run the run that committed the stored row; empty if it has no row
 */
public record Rerun(
        TrialRow stored, TrialRow again, TableComparison bits, TableDistance distance, Optional<RunRow> run) {
    /** The tables that a trial has rows in. */
    public static final List<String> TABLES =
            List.of(Table.TRIALS.name(), Table.HITS.name(), Table.MEASUREMENTS.name());

    private static final String RUN = "rerun";
    private static final int NEAR = 3;

    /** Whether the rows are bit-identical. */
    public boolean isIdentical() {
        return bits.differences().isEmpty();
    }

    /**
     * The row of a stored trial.
     *
     * @param id its id or the beginning of it, if no other id begins so
     * @throws BadInput if there is no such trial, or there are several
     */
    public static TrialRow find(UnitStore store, String id) throws IOException {
        Ledger ledger = Ledger.of(store);
        List<String> all = ledger.entries().keySet().stream().sorted().toList();
        List<String> found = all.stream().filter(trial -> trial.startsWith(id)).toList();
        if (all.contains(id)) {
            found = List.of(id);
        }
        if (found.size() > 1) {
            throw new BadInput(found.size() + " trials have an id that begins with '" + id + "', such as "
                    + String.join(" and ", found.subList(0, 2)));
        }
        if (found.isEmpty() || id.isEmpty()) {
            throw new BadInput("no trial here has an id that begins with '" + id + "'" + nearest(id, all));
        }
        String trial = found.get(0);
        return store.stored(ledger.unitOf(trial), trial)
                .map(rows -> rows.trials().get(0))
                .orElseThrow(() -> new BadInput("the trial " + trial + " has just been removed"));
    }

    private static String nearest(String id, List<String> all) {
        int most = all.stream().mapToInt(trial -> shared(id, trial)).max().orElse(0);
        List<String> near = all.stream()
                .filter(trial -> shared(id, trial) == most)
                .limit(NEAR)
                .toList();
        return all.isEmpty()
                ? "; there are no trials"
                : most == 0 ? "; an id is the column trial_id of trials" : "; near it: " + String.join(", ", near);
    }

    private static int shared(String one, String other) {
        int length = 0;
        while (length < Math.min(one.length(), other.length()) && one.charAt(length) == other.charAt(length)) {
            length++;
        }
        return length;
    }

    /** Trains a stored trial again and compares all of its rows. */
    public static Rerun of(UnitStore store, TrialRow stored, TrialFunction trial) throws Exception {
        String id = stored.trialId();
        UnitStore.Unit before = new StoredTrial(Ledger.of(store).unitOf(id), id)
                .rows(store)
                .orElseThrow(() -> new BadInput("the trial " + id + " has just been removed"));
        CostedTrial work = work(stored);
        TrialFunction.Outcome outcome = trial.run(stored.specJson());
        TrialRow row = UnitTask.row(work, outcome, RUN, HostName.local(), 0);
        TrialResult result = outcome.result();
        UnitStore.Unit after = new UnitStore.Unit(
                List.of(row),
                result.hits().stream().map(hit -> HitRow.of(id, hit)).toList(),
                result.measurements().stream()
                        .map(one -> MeasurementRow.of(id, one))
                        .toList());
        Optional<RunRow> run = store.rows(Table.RUNS).stream()
                .filter(one -> one.runId().equals(stored.runId()))
                .findFirst();
        Path folder = Files.createTempDirectory("sweep-rerun");
        try {
            UnitStore one = alone(folder.resolve("stored"), id, before);
            UnitStore other = alone(folder.resolve("again"), id, after);
            List<PlannedTrial> plan = List.of(PlannedTrial.ofItself(id, stored.trajectoryId(), stored.cell()));
            return new Rerun(
                    stored,
                    row,
                    TableComparison.of(one, plan, other, plan),
                    TableDistance.of(one, plan, other, plan),
                    run);
        } finally {
            delete(folder);
        }
    }

    private static UnitStore alone(Path folder, String id, UnitStore.Unit rows) throws IOException {
        UnitStore store = new UnitStore(Files.createDirectory(folder).toString());
        store.commit(id, rows, RUN, false);
        return store;
    }

    /**
     * The spec of a stored trial.
     *
     * @throws BadInput if this version cannot read it
     */
    public static TrialSpec spec(TrialRow stored) {
        return StoredSpecs.read(stored.specJson())
                .orElseThrow(() -> new BadInput("this version cannot read the spec of the trial " + stored.trialId()));
    }

    /** A stored trial as a task gets it. */
    public static CostedTrial work(TrialRow stored) {
        return new CostedTrial(
                new CostedTrial.Ids(stored.trialId(), stored.trajectoryId(), stored.cell(), stored.cell(), null),
                "",
                stored.outcome().model().engine(),
                stored.specJson(),
                stored.outcome().cost().predictedSeconds(),
                stored.outcome().course().maxSteps(),
                1,
                List.of());
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
