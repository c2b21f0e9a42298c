package org.spectralsweep.spark.job;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.spark.report.Learned;
import org.spectralsweep.spark.report.ReportPart;
import org.spectralsweep.spark.table.SpecColumns;
import org.spectralsweep.spark.table.TrialRow;
import org.spectralsweep.spark.table.UnitStore;
import org.spectralsweep.trial.TrialSpec;

/**
 * Pictures of what a few trials have learned: of some settings the first seed, at the lowest frequency and, where there
 * is room, at higher ones. A folder without kept networks and snapshots has none.
 */
final class LearnedChapter {
    private static final int MOST_TRIALS = 6;
    private static final int MOST_FREQUENCIES = 3;
    private static final int MOST_STEPS = 5;

    /** The most points along a side, tried from the finest on. */
    private static final int[] SIDES = {256, 192, 128, 96, 64};

    /** Multiplications of all pictures of a page, which take about ten seconds. */
    private static final double MOST_PRODUCTS = 1e11;

    private static final int SHORT = 8;

    private final UnitStore store;
    private final String location;
    private final Map<String, String> specs;
    private final Map<String, List<String>> byTrajectory = new LinkedHashMap<>();
    private final List<ReportPart> parts = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();
    private @Nullable Learned closest;

    /**
     * Reads and evaluates.
     *
     * @param location of the folder, as a command names it
     * @param trials the sweep's own
     * @param specs their specs by id
     * @param setting what varies besides frequency and seed, by trial
     */
    LearnedChapter(
            UnitStore store,
            String location,
            List<TrialRow> trials,
            Map<String, String> specs,
            Map<String, String> setting)
            throws IOException {
        this.store = store;
        this.location = location;
        this.specs = specs;
        Map<String, Set<Long>> kept = store.weights().kept();
        trials.forEach(trial -> byTrajectory
                .computeIfAbsent(trial.trajectoryId(), key -> new ArrayList<>())
                .add(trial.trialId()));
        Set<String> shown = snapshots(trials, kept);
        Map<String, TreeMap<Integer, TrialRow>> first = new TreeMap<>(CurveCharts.SETTINGS);
        List<TrialRow> bySeed = trials.stream()
                .filter(trial -> trial.spec() != null)
                .sorted(Comparator.comparingInt(LearnedChapter::seed).thenComparing(TrialRow::trialId))
                .toList();
        for (TrialRow trial : bySeed) {
            SpecColumns columns = trial.spec();
            boolean there = shown.contains(trial.trialId())
                    || byTrajectory.getOrDefault(trial.trajectoryId(), List.of()).stream()
                            .anyMatch(kept::containsKey);
            if (columns != null && there) {
                first.computeIfAbsent(setting.getOrDefault(trial.trialId(), ""), key -> new TreeMap<>())
                        .putIfAbsent(columns.task().frequency(), trial);
            }
        }
        Map<TrialRow, String> chosen = chosen(first);
        for (Map.Entry<TrialRow, String> one : chosen.entrySet()) {
            add(one.getKey(), one.getValue(), chosen.size(), first.size());
        }
    }

    private static int seed(TrialRow trial) {
        SpecColumns columns = trial.spec();
        return columns == null ? 0 : columns.replicate();
    }

    /** The trials with rows of the metric, looked for only where no weights are kept. */
    private Set<String> snapshots(List<TrialRow> trials, Map<String, Set<Long>> kept) {
        return !kept.isEmpty()
                ? Set.of()
                : trials.stream()
                        .map(TrialRow::trialId)
                        .filter(id -> specs.getOrDefault(id, "").contains("\"snapshot\""))
                        .collect(Collectors.toSet());
    }

    private static Map<TrialRow, String> chosen(Map<String, TreeMap<Integer, TrialRow>> first) {
        Map<TrialRow, String> chosen = new LinkedHashMap<>();
        int frequencies = Math.max(1, Math.min(MOST_FREQUENCIES, MOST_TRIALS / Math.max(1, first.size())));
        for (String setting : Panels.some(List.copyOf(first.keySet()), MOST_TRIALS)) {
            TreeMap<Integer, TrialRow> byFrequency = first.getOrDefault(setting, new TreeMap<>());
            for (int frequency : Panels.some(List.copyOf(byFrequency.keySet()), frequencies)) {
                String learned = byFrequency.size() > 1 ? "κ = " + frequency : "";
                TrialRow trial = byFrequency.get(frequency);
                if (trial != null) {
                    chosen.put(
                            trial,
                            setting.isEmpty() || learned.isEmpty() ? setting + learned : setting + ", " + learned);
                }
            }
        }
        return chosen;
    }

    private void add(TrialRow trial, String name, int chosen, int settings) throws IOException {
        String id = trial.trialId();
        Optional<TrialSpec> spec = StoredSpecs.read(specs.getOrDefault(id, ""));
        if (spec.isEmpty()) {
            return;
        }
        LearnedTrials.Subject subject = new LearnedTrials.Subject(
                id,
                byTrajectory.getOrDefault(trial.trajectoryId(), List.of()),
                spec.get(),
                name.isEmpty() ? "What the network learned" : name);
        double products = (double) trial.outcome().model().parameters() * MOST_STEPS * chosen;
        int most = SIDES[SIDES.length - 1];
        for (int i = SIDES.length - 1; i >= 0; i--) {
            most = products * SIDES[i] * SIDES[i] <= MOST_PRODUCTS ? SIDES[i] : most;
        }
        LearnedTrials.Found found;
        try {
            found = new LearnedTrials(store).of(subject, steps -> Panels.some(steps, MOST_STEPS), most);
        } catch (IllegalArgumentException | LinkageError e) {
            found = LearnedTrials.Found.nothing("Trial " + id + " cannot be drawn: " + e.getMessage() + ".");
        }
        Learned learned = found.learned();
        if (learned == null) {
            remarks.addAll(found.remarks());
            return;
        }
        Learned best = closest;
        if (learned.isImage() && (best == null || learned.distance(learned.last()) > best.distance(best.last()))) {
            closest = learned;
        }
        String short8 = id.substring(0, Math.min(SHORT, id.length()));
        String caption = "Trial " + short8 + ", the first seed of its setting"
                + (settings > chosen ? "; " + chosen + " of " + settings + " settings are drawn" : "") + ". "
                + caption(learned) + " " + String.join(" ", found.remarks())
                + (found.remarks().isEmpty() ? "" : " ") + "Larger: ./sweep show " + location + " --trial " + short8;
        parts.add(learned.part(caption));
    }

    private static String caption(Learned learned) {
        return learned.isImage()
                ? "The original, what the network has learned, and the error of the last step. PSNR has the peak 1 and is"
                        + " over the pixels that are drawn."
                : "f at some steps beside the target.";
    }

    List<ReportPart> parts() {
        return parts;
    }

    /** What could not be drawn. */
    List<String> remarks() {
        return remarks.stream().distinct().toList();
    }

    /** How close the closest image comes, in a sentence. */
    Optional<String> sentence() {
        Learned best = closest;
        return best == null
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "Of the images that are drawn below, %s comes closest: %s at step %d.",
                        best.title(),
                        best.words(best.last()),
                        best.last().step()));
    }
}
