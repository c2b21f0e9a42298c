package org.spectralsweep.spark.job;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.hipparchus.util.FastMath;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.spark.table.RunRow;
import org.spectralsweep.spark.table.Table;
import org.spectralsweep.spark.table.UnitStore;
import org.spectralsweep.spec.SpecNames;
import org.spectralsweep.sweep.CostCalibration;
import org.spectralsweep.sweep.CostModel;
import org.spectralsweep.sweep.CostObservation;
import org.spectralsweep.sweep.CostProfile;
import org.spectralsweep.sweep.CostProfile.StepsFrom;
import org.spectralsweep.sweep.CostTerm;
import org.spectralsweep.trial.TrialSpec;
import org.spectralsweep.trial.TrialStatus;

/**
 * What trials of earlier runs on this model of processor took, beside what the cost model says of them. Their rows are
 * in the results folders that are asked: that of the sweep, and those beside it. A few hundred rows of each are read.
 *
 * @param calibration what they tell
 * @param process processor seconds of a run beside its trials: Java, Spark, files; empty if no run tells
 * @param folders names of the folders that told something
 */
public record PastCosts(CostCalibration calibration, OptionalDouble process, List<String> folders) {
    /** Nothing is known. */
    public static final PastCosts NONE = new PastCosts(CostCalibration.NONE, OptionalDouble.empty(), List.of());

    /** The most folders that are asked: those that changed last. */
    private static final int MOST_FOLDERS = 12;

    /** The most rows of a folder. */
    private static final int MOST_ROWS = 256;

    /** The most parts that are told apart: those that took longest. Learning from them is of cubic cost. */
    private static final int MOST_OBSERVATIONS = 256;

    /** Times shorter than that are mostly the clock's and the compiler's. */
    private static final double LEAST_SECONDS = 0.02;

    private static final StructType COLUMNS = new StructType(Stream.of(
                    "trial_id",
                    "run_id",
                    "status",
                    "steps",
                    "predicted_steps",
                    "wall_seconds",
                    "training_seconds",
                    "setup_seconds",
                    "metric_seconds",
                    "cpu_seconds",
                    "spec_json")
            .map(Table.TRIALS.schema()::apply)
            .toArray(StructField[]::new));

    /** Copies the names. */
    public PastCosts {
        folders = List.copyOf(folders);
    }

    /**
     * What the sweep's own folder and those beside it tell, and some others. A folder that cannot be read tells
     * nothing. Beside results on a server nothing is looked for.
     *
     * @param others results folders that the user names
     * @throws BadInput if there are no results in one of them
     */
    public static PastCosts of(String location, List<String> others) {
        Set<String> asked = new LinkedHashSet<>();
        for (String other : others) {
            asked.add(ResultsFolder.open(other).location());
        }
        if (ResultsFolder.exists(location)) {
            asked.add(ResultsFolder.place(location).absolute());
        }
        ResultsFolder.place(location).local().ifPresent(own -> asked.addAll(beside(own)));
        return of(List.copyOf(asked));
    }

    /** The results folders beside one, those that changed last first. */
    private static List<String> beside(Path own) {
        Path parent = own.toAbsolutePath().getParent();
        Map<String, Long> changed = new HashMap<>();
        if (parent == null || !Files.isDirectory(parent)) {
            return List.of();
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(parent)) {
            for (Path entry : entries) {
                Path runs = entry.resolve(Table.RUNS.name());
                if (Files.isDirectory(runs)) {
                    changed.put(
                            entry.toString(), Files.getLastModifiedTime(runs).toMillis());
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            // What has been found so far has to do.
            return newest(changed);
        }
        return newest(changed);
    }

    private static List<String> newest(Map<String, Long> changed) {
        return changed.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST_FOLDERS)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** What the given results folders tell. */
    static PastCosts of(List<String> locations) {
        Sums sums = new Sums();
        List<String> told = new ArrayList<>();
        List<Double> process = new ArrayList<>();
        for (String location : locations) {
            if (ask(location, sums, process)) {
                told.add(location);
            }
        }
        process.sort(null);
        OptionalDouble median =
                process.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(process.get(process.size() / 2));
        return new PastCosts(new CostCalibration(sums.observations()), median, told);
    }

    /**
     * Asks one folder. Runs on a cluster do not say on which processors their trials ran.
     *
     * @param process gets what each run took beside its trials
     * @return whether it told something
     */
    private static boolean ask(String location, Sums sums, List<Double> process) {
        try {
            UnitStore store = ResultsFolder.open(location).store();
            Map<String, CostModel> runs = new HashMap<>();
            for (RunRow run : store.rows(Table.RUNS)) {
                if (run.machine().cpuModel().equals(Processor.model())
                        && run.machine().master().startsWith("local")) {
                    runs.put(
                            run.runId(),
                            CostModel.of(run.counts().trials() - run.counts().skipped()));
                    besideTrials(run).ifPresent(process::add);
                }
            }
            boolean told = false;
            if (!runs.isEmpty()) {
                for (Row row : store.sampleOfTrials(COLUMNS, MOST_ROWS)) {
                    CostModel model = runs.get(row.getString(COLUMNS.fieldIndex("run_id")));
                    told |= model != null && sums.add(row, model);
                }
            }
            return told;
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }

    private static OptionalDouble besideTrials(RunRow run) {
        RunRow.Cost cost = run.cost();
        Double whole = cost == null ? null : cost.processCpuSeconds();
        Double trials = cost == null ? null : cost.trialCpuSeconds();
        return whole == null || trials == null || whole < trials
                ? OptionalDouble.empty()
                : OptionalDouble.of(whole - trials);
    }

    /** Predicted and measured seconds of parts that depend on the same things. */
    private static final class Sums {
        private final Map<List<Object>, Sum> sums = new LinkedHashMap<>();

        /**
         * Whether the row says what its trial took.
         *
         * @param model the model of the run's plan
         */
        boolean add(Row row, CostModel model) {
            TrialStatus status = TrialStatus.valueOf(row.getString(COLUMNS.fieldIndex("status")));
            OptionalDouble setup = number(row, "setup_seconds");
            OptionalDouble metric = number(row, "metric_seconds");
            OptionalDouble cpu = number(row, "cpu_seconds");
            double wall = row.getDouble(COLUMNS.fieldIndex("wall_seconds"));
            if (status == TrialStatus.FAILED || setup.isEmpty() || metric.isEmpty() || cpu.isEmpty() || !(wall > 0)) {
                return false;
            }
            TrialSpec trial = StoredSpecs.read(row.getString(COLUMNS.fieldIndex("spec_json")))
                    .orElse(null);
            if (trial == null) {
                return false;
            }
            long steps = row.getLong(COLUMNS.fieldIndex("steps"));
            // The processor may have been shared: what the trial's own thread took counts.
            double own = Math.min(1, cpu.getAsDouble() / wall);
            CostProfile profile = CostProfile.of(model, trial, steps);
            double training = row.getDouble(COLUMNS.fieldIndex("training_seconds"));
            add(profile.updates(), profile.update() * steps, own * training);
            add(profile.setups(), profile.setup(), own * setup.getAsDouble());
            add(profile.measuring(), profile.metrics(), own * metric.getAsDouble());
            addSteps(row, trial, status, steps, profile.update());
            return true;
        }

        /** Of a trial that ran out of steps only the bound counts that says more than the guess. */
        private void addSteps(Row row, TrialSpec trial, TrialStatus status, long steps, double update) {
            int predicted = COLUMNS.fieldIndex("predicted_steps");
            boolean byKernel = !row.isNullAt(predicted);
            double guessed = byKernel ? row.getLong(predicted) : CostModel.DEFAULT.steps(trial);
            if (status == TrialStatus.CONVERGED || status == TrialStatus.BUDGET_EXHAUSTED && steps > guessed) {
                add(
                        CostProfile.steps(
                                byKernel ? StepsFrom.KERNEL : StepsFrom.RULE,
                                SpecNames.kebab(trial.optimizer().getClass().getSimpleName()),
                                trial.engine().engine().key(),
                                guessed),
                        guessed * update,
                        steps * update);
            }
        }

        private void add(List<CostTerm> terms, double predicted, double measured) {
            if (!terms.isEmpty() && predicted > 0 && measured > 0 && predicted < Double.POSITIVE_INFINITY) {
                sums.computeIfAbsent(CostTerm.alike(terms), key -> new Sum()).add(terms, predicted, measured);
            }
        }

        List<CostObservation> observations() {
            return sums.values().stream()
                    .filter(sum -> sum.measured >= LEAST_SECONDS)
                    .sorted(Comparator.comparingDouble((Sum sum) -> -sum.measured))
                    .limit(MOST_OBSERVATIONS)
                    .map(Sum::observation)
                    .toList();
        }

        private static OptionalDouble number(Row row, String column) {
            int at = COLUMNS.fieldIndex(column);
            return row.isNullAt(at) ? OptionalDouble.empty() : OptionalDouble.of(row.getDouble(at));
        }
    }

    private static final class Sum {
        private @Nullable List<CostTerm> terms;
        private double predicted;
        private double measured;

        void add(List<CostTerm> of, double predictedSeconds, double measuredSeconds) {
            terms = terms == null ? of : terms;
            predicted += predictedSeconds;
            measured += measuredSeconds;
        }

        CostObservation observation() {
            return new CostObservation(terms == null ? List.of() : terms, FastMath.log(measured / predicted), measured);
        }
    }
}
