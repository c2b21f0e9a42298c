package org.spectralsweep.spark.job;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
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
import org.spectralsweep.spark.table.UnitStore;
import org.spectralsweep.spark.table.WeightFiles;
import org.spectralsweep.targets.Image;
import org.spectralsweep.trial.LearnedFunction;
import org.spectralsweep.trial.LearnedGrid;
import org.spectralsweep.trial.TrialSpec;

/**
 * What trials have learned, as far as a results folder knows it. The networks are those whose weights a run kept. Where
 * none are kept, the rows of the metric {@code snapshot} serve.
 */
final class LearnedTrials {
    private static final String POSITION = "snapshot_position";
    private static final String TARGET = "snapshot_target";
    private static final String LEARNED = "snapshot_learned";

    private final UnitStore store;

    LearnedTrials(UnitStore store) {
        this.store = store;
    }

    /**
     * A trial.
     *
     * @param id of its rows
     * @param sharing trials of its trajectory, whose weights are the same
     * @param spec what was done
     * @param title names it in the picture
     */
    record Subject(String id, List<String> sharing, TrialSpec spec, String title) {}

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
        for (long step : store.weights().kept(trial.id())) {
            steps.put(step, trial.id());
        }
        for (String other : trial.sharing()) {
            if (steps.isEmpty()) {
                for (long step : store.weights().kept(other)) {
                    steps.put(step, other);
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
                    steps.add(new Learned.Step(step, function.values()));
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

    /** The rows of the metric, whose target and f are as training scales them. */
    private Found measured(Subject trial, UnaryOperator<List<Long>> choice) throws IOException {
        TreeMap<Integer, Double> positions = new TreeMap<>();
        TreeMap<Integer, Double> target = new TreeMap<>();
        TreeMap<Long, TreeMap<Integer, Double>> learned = new TreeMap<>();
        for (MeasurementRow row : store.measurements(Set.of(POSITION, TARGET, LEARNED), Set.of(trial.id()))) {
            Map<Integer, Double> values =
                    switch (row.metric()) {
                        case POSITION -> positions;
                        case TARGET -> target;
                        default -> learned.computeIfAbsent(row.step(), step -> new TreeMap<>());
                    };
            values.put(row.index(), row.value());
        }
        learned.values()
                .removeIf(values -> values.size() != positions.size()
                        || values.values().stream().anyMatch(value -> !Double.isFinite(value)));
        if (learned.isEmpty() || target.size() != positions.size()) {
            return Found.nothing("No picture: no weights of this trial are kept. With `keep-weights: [0, end]` in the"
                    + " spec's trial, the same run trains it again and keeps them.");
        }
        List<Learned.Step> steps = choice.apply(List.copyOf(learned.keySet())).stream()
                .filter(learned::containsKey)
                .map(step -> new Learned.Step(step, numbers(learned.getOrDefault(step, new TreeMap<>()))))
                .toList();
        LearnedGrid grid = new LearnedGrid.Curve("position", numbers(positions));
        return new Found(
                new Learned(trial.title(), grid, numbers(target), steps),
                List.of("The curves are those of the metric snapshot, as training scales them."));
    }

    private static double[] numbers(TreeMap<Integer, Double> values) {
        return values.values().stream().mapToDouble(Double::doubleValue).toArray();
    }
}
