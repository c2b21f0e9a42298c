package org.spectralsweep.spark.job;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.spark.data.DataException;
import org.spectralsweep.spark.data.DataFiles;
import org.spectralsweep.spark.report.Learned;
import org.spectralsweep.spark.table.MeasurementRow;
import org.spectralsweep.spark.table.SourceImages;
import org.spectralsweep.spark.table.TrialRow;
import org.spectralsweep.spark.table.UnitStore;
import org.spectralsweep.spark.table.WeightFiles;
import org.spectralsweep.targets.Image;
import org.spectralsweep.trial.LearnedFunction;
import org.spectralsweep.trial.LearnedGrid;
import org.spectralsweep.trial.TrialSpec;
import org.spectralsweep.trial.TrialStatus;

/**
 * What trials have learned, as far as a results folder knows it. The networks are those whose weights a run kept. Where
 * none are kept, the rows of the metric {@code snapshot} serve.
 */
final class LearnedTrials {
    private static final String POSITION = "snapshot_position";
    private static final String TARGET = "snapshot_target";
    private static final String LEARNED = "snapshot_learned";
    private static final Set<String> SNAPSHOT = Set.of(POSITION, TARGET, LEARNED);

    private final UnitStore store;
    private final List<MeasurementRow> snapshots;

    /**
     * Reads nothing yet.
     *
     * @param snapshots the rows of the metric of those trials that are asked for
     */
    LearnedTrials(UnitStore store, List<MeasurementRow> snapshots) {
        this.store = store;
        this.snapshots = snapshots;
    }

    /** The rows of the metric {@code snapshot} of some trials. */
    static List<MeasurementRow> snapshots(UnitStore store, Set<String> trials) throws IOException {
        return store.measurements(SNAPSHOT, trials);
    }

    /** Those of some rows that are of the metric {@code snapshot}. */
    static List<MeasurementRow> snapshots(List<MeasurementRow> rows) {
        return rows.stream().filter(row -> SNAPSHOT.contains(row.metric())).toList();
    }

    /**
     * A trial.
     *
     * @param row its row of {@code trials}
     * @param sharing trials of its trajectory, whose weights are the same
     * @param spec what was done
     * @param title names it in the picture
     */
    record Subject(TrialRow row, List<String> sharing, TrialSpec spec, String title) {
        String id() {
            return row.trialId();
        }

        /** Whether a run trains it again only if that is asked for. */
        boolean needsRetry() {
            TrialStatus status = row.outcome().status();
            return status == TrialStatus.FAILED || status == TrialStatus.TIMED_OUT;
        }
    }

    /** The trials whose weights serve a trial. Of one that failed nobody knows how far it came: only its own do. */
    static List<String> keepers(TrialRow trial, List<String> sharing) {
        List<String> keepers = new ArrayList<>(List.of(trial.trialId()));
        if (trial.outcome().status() != TrialStatus.FAILED) {
            keepers.addAll(sharing);
        }
        return keepers;
    }

    /** The steps that a trial itself reached, of those whose weights are kept under some id. */
    static List<Long> reached(TrialRow trial, Set<Long> steps) {
        TrialRow.Course course = trial.outcome().course();
        return steps.stream()
                .filter(step -> course.status() == TrialStatus.FAILED || step <= course.steps())
                .toList();
    }

    /**
     * What is found.
     *
     * @param learned f at the steps that could be drawn; null if there are none
     * @param remarks clear sentences about what could not
     */
    record Found(@Nullable Learned learned, List<String> remarks) {
        static Found nothing(String remark) {
            return new Found(null, List.of(remark));
        }
    }

    /** The trial that keeps the weights of each step: the trial itself, or another one of its trajectory. */
    TreeMap<Long, String> kept(Subject trial) throws IOException {
        TreeMap<Long, String> steps = new TreeMap<>();
        for (String keeper : keepers(trial.row(), trial.sharing())) {
            if (steps.isEmpty()) {
                for (long step : reached(trial.row(), store.weights().kept(keeper))) {
                    steps.put(step, keeper);
                }
            }
        }
        return steps;
    }

    /**
     * Evaluates the kept networks of a trial.
     *
     * @param choice which of the steps there are
     * @param most the most points along a side, see {@link LearnedFunction#of}
     */
    Found of(Subject trial, UnaryOperator<List<Long>> choice, int most) throws IOException {
        String obstacle = LearnedFunction.obstacle(trial.spec());
        if (!obstacle.isEmpty()) {
            return Found.nothing(obstacle);
        }
        TreeMap<Long, String> kept = kept(trial);
        return kept.isEmpty() ? measured(trial, choice) : evaluated(trial, kept, choice, most);
    }

    private Found evaluated(Subject trial, TreeMap<Long, String> kept, UnaryOperator<List<Long>> choice, int most)
            throws IOException {
        DataFiles images = new DataFiles(Path.of(""));
        if (trial.spec().target() instanceof Image image) {
            Optional<byte[]> content = store.images().content(image.sha256());
            if (content.isEmpty()) {
                return Found.nothing("The image is not drawn, because " + SourceImages.file(image.sha256())
                        + " is not in the folder; the same run puts it there.");
            }
            try {
                images.add(Path.of(SourceImages.file(image.sha256())), image.sha256(), content.get());
            } catch (DataException e) {
                return Found.nothing("The image is not drawn: " + e.getMessage() + ".");
            }
        }
        LearnedFunction function = LearnedFunction.of(trial.spec(), images, most);
        List<Learned.Step> steps = new ArrayList<>();
        List<String> remarks = new ArrayList<>();
        for (long step : choice.apply(List.copyOf(kept.keySet()))) {
            String keeper = kept.getOrDefault(step, trial.id());
            try {
                if (!store.weights().read(keeper, step, function.network())) {
                    remarks.add("The weights of step " + step + " are gone.");
                } else if (!function.network().isFinite()) {
                    remarks.add("At step " + step + " some weights are not finite, so there is nothing to draw.");
                } else {
                    add(step, function.values(), steps, remarks);
                }
            } catch (IOException e) {
                remarks.add("Step " + step + " is not drawn, because " + WeightFiles.file(keeper, step)
                        + " cannot be read: " + e.getMessage() + ".");
            }
        }
        return new Found(
                steps.isEmpty() ? null : new Learned(trial.title(), function.grid(), function.target(), steps),
                remarks);
    }

    /** A step at which f is infinite or no number somewhere is left out. Finite weights can give such an f. */
    private static void add(long step, double[] f, List<Learned.Step> steps, List<String> remarks) {
        if (Arrays.stream(f).allMatch(Double::isFinite)) {
            steps.add(new Learned.Step(step, f));
        } else {
            remarks.add("At step " + step + " f is not finite everywhere, so there is nothing to draw.");
        }
    }

    /** The rows of the metric, whose target and f are as training scales them. */
    private Found measured(Subject trial, UnaryOperator<List<Long>> choice) {
        TreeMap<Integer, Double> positions = new TreeMap<>();
        TreeMap<Integer, Double> target = new TreeMap<>();
        TreeMap<Long, TreeMap<Integer, Double>> learned = new TreeMap<>();
        for (MeasurementRow row : snapshots) {
            if (!row.trialId().equals(trial.id())) {
                continue;
            }
            Map<Integer, Double> values =
                    switch (row.metric()) {
                        case POSITION -> positions;
                        case TARGET -> target;
                        default -> learned.computeIfAbsent(row.step(), step -> new TreeMap<>());
                    };
            values.put(row.index(), row.value());
        }
        learned.values().removeIf(values -> values.size() != positions.size());
        if (learned.isEmpty() || target.size() != positions.size()) {
            return Found.nothing("No picture: no weights of this trial are kept. With `keep-weights: [0, end]` in the"
                    + " spec's trial, the same run" + (trial.needsRetry() ? " with --retry" : "")
                    + " trains it again and keeps them.");
        }
        List<Learned.Step> steps = new ArrayList<>();
        List<String> remarks = new ArrayList<>();
        for (long step : choice.apply(List.copyOf(learned.keySet()))) {
            add(step, numbers(learned.getOrDefault(step, new TreeMap<>())), steps, remarks);
        }
        if (steps.isEmpty()) {
            return new Found(null, remarks);
        }
        remarks.add("The curves are those of the metric snapshot, as training scales them.");
        LearnedGrid grid = new LearnedGrid.Curve("position", numbers(positions));
        return new Found(new Learned(trial.title(), grid, numbers(target), steps), remarks);
    }

    private static double[] numbers(TreeMap<Integer, Double> values) {
        return values.values().stream().mapToDouble(Double::doubleValue).toArray();
    }
}
