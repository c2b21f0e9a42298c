package org.spectralsweep.spark.job;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.spark.report.Learned;
import org.spectralsweep.spark.report.ReportPart;
import org.spectralsweep.spark.table.AccessProblem;
import org.spectralsweep.spark.table.SpecColumns;
import org.spectralsweep.spark.table.TrialRow;
import org.spectralsweep.spark.table.UnitStore;
import org.spectralsweep.trial.TrialSpec;
import org.spectralsweep.trial.TrialStatus;

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
    private final LearnedTrials learned;
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
        Map<String, Set<Long>> kept = kept();
        trials.forEach(trial -> byTrajectory
                .computeIfAbsent(trial.trajectoryId(), key -> new ArrayList<>())
                .add(trial.trialId()));
        Map<String, TreeMap<Integer, TrialRow>> first = new TreeMap<>(CurveCharts.SETTINGS);
        List<TrialRow> bySeed = trials.stream()
                .filter(trial -> trial.spec() != null && trial.outcome().status() != TrialStatus.PREDICTED)
                .sorted(Comparator.comparingInt(LearnedChapter::seed).thenComparing(TrialRow::trialId))
                .toList();
        for (TrialRow trial : bySeed) {
            SpecColumns columns = trial.spec();
            if (columns != null && (hasSnapshots(trial) || hasWeights(trial, kept))) {
                first.computeIfAbsent(setting.getOrDefault(trial.trialId(), ""), key -> new TreeMap<>())
                        .putIfAbsent(columns.task().frequency(), trial);
            }
        }
        Map<TrialRow, String> chosen = chosen(first);
        Set<String> measured = chosen.keySet().stream()
                .filter(trial -> !hasWeights(trial, kept))
                .map(TrialRow::trialId)
                .collect(Collectors.toSet());
        this.learned = new LearnedTrials(store, LearnedTrials.snapshots(store, measured));
        chosen.forEach((trial, name) -> add(trial, name, chosen.size(), first.size()));
    }

    private Map<String, Set<Long>> kept() {
        try {
            return store.weights().kept();
        } catch (IOException | RuntimeException e) {
            remarks.add("What networks learned is not drawn, because kept weights cannot be listed: "
                    + AccessProblem.of(e) + ".");
            return Map.of();
        }
    }

    private static int seed(TrialRow trial) {
        SpecColumns columns = trial.spec();
        return columns == null ? 0 : columns.replicate();
    }

    private boolean hasSnapshots(TrialRow trial) {
        return trial.outcome().status() != TrialStatus.FAILED
                && specs.getOrDefault(trial.trialId(), "").contains("\"snapshot\"");
    }

    private boolean hasWeights(TrialRow trial, Map<String, Set<Long>> kept) {
        return LearnedTrials.keepers(trial, byTrajectory.getOrDefault(trial.trajectoryId(), List.of())).stream()
                .anyMatch(keeper -> !LearnedTrials.reached(trial, kept.getOrDefault(keeper, Set.of()))
                        .isEmpty());
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

    private void add(TrialRow trial, String name, int chosen, int settings) {
        String id = trial.trialId();
        Optional<TrialSpec> spec = StoredSpecs.read(specs.getOrDefault(id, ""));
        if (spec.isEmpty()) {
            return;
        }
        LearnedTrials.Subject subject = new LearnedTrials.Subject(
                trial,
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
            found = learned.of(subject, steps -> Panels.some(steps, MOST_STEPS), most);
        } catch (IOException | RuntimeException | LinkageError e) {
            found = LearnedTrials.Found.nothing(undrawn(id, e));
        }
        Learned picture = found.learned();
        if (picture == null) {
            remarks.addAll(found.remarks());
            return;
        }
        String short8 = id.substring(0, Math.min(SHORT, id.length()));
        String caption = "Trial " + short8 + ", the first seed of its setting"
                + (settings > chosen ? "; " + chosen + " of " + settings + " settings are drawn" : "") + ". "
                + caption(picture) + " " + String.join(" ", found.remarks())
                + (found.remarks().isEmpty() ? "" : " ") + "Larger: ./sweep show " + ShellWord.quoted(location)
                + " --trial "
                + short8;
        try {
            parts.add(picture.part(caption));
        } catch (RuntimeException | LinkageError | InternalError e) {
            // A Java runtime without fonts throws any of these at the first line of text.
            remarks.add(undrawn(id, e));
            return;
        }
        Learned best = closest;
        if (picture.isImage()
                && !name.isEmpty()
                && (best == null || picture.distance(picture.last()) > best.distance(best.last()))) {
            closest = picture;
        }
    }

    private static String undrawn(String id, Throwable problem) {
        String why = problem instanceof IOException
                ? AccessProblem.of(problem)
                : Objects.requireNonNullElse(
                        problem.getMessage(), problem.getClass().getSimpleName());
        return "Trial " + id + " cannot be drawn: " + why + ".";
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
