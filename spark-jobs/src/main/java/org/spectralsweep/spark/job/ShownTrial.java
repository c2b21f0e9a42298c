package org.spectralsweep.spark.job;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.spark.report.Learned;
import org.spectralsweep.spark.table.HitRow;
import org.spectralsweep.spark.table.MeasurementRow;
import org.spectralsweep.spark.table.PlannedTrial;
import org.spectralsweep.spark.table.TrialRow;
import org.spectralsweep.spark.table.UnitStore;
import org.spectralsweep.trial.TrialSpec;
import org.spectralsweep.trial.TrialStatus;

/**
 * One trial of a results folder: what it was, how it went, and what its network has learned.
 *
 * @param row its row of {@code trials}
 * @param hits its rows of {@code hits}
 * @param words its spec, by a word for each part
 * @param snapshots its rows of {@code measurements} that say what f was
 */
public record ShownTrial(TrialRow row, List<HitRow> hits, Map<String, String> words, List<MeasurementRow> snapshots) {
    /** With this many steps, a picture is still easy to read. */
    private static final int MOST_STEPS = 6;

    /** The most points along a side: as many as a large photograph has. */
    private static final int MOST_POINTS = 2048;

    private static final String END = "end";
    private static final int LEAST_DIGITS = 4;

    /** Copies. */
    public ShownTrial {
        hits = List.copyOf(hits);
        words = Collections.unmodifiableMap(new LinkedHashMap<>(words));
        snapshots = List.copyOf(snapshots);
    }

    /**
     * Finds a trial.
     *
     * @param plan the trials of the last run, which are numbered from 1
     * @param asked a number, or the first digits of an id
     * @throws BadInput if no trial or more than one is meant
     */
    public static ShownTrial find(UnitStore store, Plan plan, String asked) throws IOException {
        Map<String, Ledger.Entry> entries = Ledger.of(store).entries();
        String id = id(plan, entries.keySet(), asked);
        Ledger.Entry entry = entries.get(id);
        if (entry == null) {
            throw new BadInput("the trial " + id + " is not committed yet");
        }
        UnitStore.Unit unit = store.stored(entry.unit(), id)
                .orElseThrow(() -> new BadInput("the rows of the trial " + id + " are gone; ask again"));
        TrialRow row = unit.trials().get(0);
        Map<String, String> words = new LinkedHashMap<>(new SpecWords(List.of(row.specJson())).asked());
        words.keySet().removeAll(Set.of("What varies", "Trials"));
        return new ShownTrial(row, unit.hits(), words, LearnedTrials.snapshots(unit.measurements()));
    }

    private static String id(Plan plan, Set<String> committed, String asked) {
        List<PlannedTrial> planned = plan.trials();
        if (asked.matches("[0-9]{1,8}")) {
            int number = Integer.parseInt(asked);
            if (number >= 1 && number <= planned.size()) {
                return planned.get(number - 1).trialId();
            }
        }
        Set<String> found = new LinkedHashSet<>();
        if (asked.length() >= LEAST_DIGITS) {
            planned.stream()
                    .filter(trial -> trial.specTrialId().startsWith(asked)
                            || trial.trialId().startsWith(asked))
                    .forEach(trial -> found.add(trial.trialId()));
            committed.stream().filter(id -> id.startsWith(asked)).forEach(found::add);
        }
        if (found.size() != 1) {
            throw new BadInput("--trial must be a number from 1 to " + planned.size() + " or the first "
                    + LEAST_DIGITS + " or more digits of one trial's id but was " + asked
                    + (found.isEmpty() ? "" : ", with which " + found.size() + " ids begin"));
        }
        return found.iterator().next();
    }

    /**
     * What its network has learned.
     *
     * @param learned f at the steps that could be drawn; null if there are none
     * @param remarks clear sentences about what could not
     */
    public record Picture(@Nullable Learned learned, List<String> remarks) {
        /** Copies the list. */
        public Picture {
            remarks = List.copyOf(remarks);
        }
    }

    /**
     * Evaluates its network.
     *
     * @param asked steps by number, or {@code end} for the last one that is kept; empty means some of them, evenly
     * @throws BadInput if a step is not kept
     */
    public Picture picture(UnitStore store, String title, List<String> asked) throws IOException {
        if (row.outcome().status() == TrialStatus.PREDICTED) {
            return new Picture(null, List.of("No picture: nothing was trained."));
        }
        Optional<TrialSpec> spec = StoredSpecs.read(row.specJson());
        if (spec.isEmpty()) {
            return new Picture(null, List.of("No picture: this version cannot read the trial's spec."));
        }
        List<String> sharing = new ArrayList<>();
        Ledger.of(store).entries().forEach((id, entry) -> {
            if (entry.trajectoryId().equals(row.trajectoryId())) {
                sharing.add(id);
            }
        });
        LearnedTrials.Found found = new LearnedTrials(store, snapshots)
                .of(
                        new LearnedTrials.Subject(row, sharing, spec.get(), title),
                        steps -> chosen(steps, asked),
                        MOST_POINTS);
        return new Picture(found.learned(), found.remarks());
    }

    private static List<Long> chosen(List<Long> there, List<String> asked) {
        if (asked.isEmpty()) {
            return Panels.some(there, MOST_STEPS);
        }
        Map<String, Long> byName = there.stream().collect(Collectors.toMap(String::valueOf, step -> step));
        byName.put(END, there.get(there.size() - 1));
        return asked.stream()
                .map(name -> {
                    Long step = byName.get(name);
                    if (step == null) {
                        throw new BadInput("--steps must name kept steps ("
                                + there.stream().map(String::valueOf).collect(Collectors.joining(", ")) + " or " + END
                                + ") but was " + name);
                    }
                    return step;
                })
                .distinct()
                .sorted()
                .toList();
    }
}
