package org.spectralsweep.spark.table;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.spectralsweep.density.Grid;
import org.spectralsweep.density.PiecewiseConstant;
import org.spectralsweep.domain.Sphere;
import org.spectralsweep.encoding.Identity;
import org.spectralsweep.encoding.InputEncoding;
import org.spectralsweep.encoding.Positional;
import org.spectralsweep.nn.BiasMode;
import org.spectralsweep.nn.Initialization;
import org.spectralsweep.nn.Loss;
import org.spectralsweep.nn.Normal;
import org.spectralsweep.nn.OuterWeights;
import org.spectralsweep.nn.OutputFunction;
import org.spectralsweep.nn.Parameterization;
import org.spectralsweep.nn.Threshold;
import org.spectralsweep.nn.ThresholdConvention;
import org.spectralsweep.nn.ThresholdScope;
import org.spectralsweep.nn.ZeroBias;
import org.spectralsweep.targets.ZonalHarmonic;
import org.spectralsweep.train.CheckpointSchedule;
import org.spectralsweep.train.GradientDescent;
import org.spectralsweep.train.LearningRate;
import org.spectralsweep.train.OptimizerSpec;
import org.spectralsweep.train.Sgd;
import org.spectralsweep.trial.EngineChoice;
import org.spectralsweep.trial.NetworkSpec;
import org.spectralsweep.trial.PrecisionChoice;
import org.spectralsweep.trial.SimdChoice;
import org.spectralsweep.trial.StepBudget;
import org.spectralsweep.trial.TrialJson;
import org.spectralsweep.trial.TrialSpec;
import org.spectralsweep.trial.TrialStatus;

/** Rows to write. */
public final class Rows {
    private Rows() {}

    static TrialSpec spec() {
        return spec(6);
    }

    static TrialSpec spec(int frequency) {
        return spec(frequency, new Positional(5, true, false), new Sgd(new LearningRate(0.5), 16, 0.9));
    }

    private static TrialSpec spec(int frequency, InputEncoding encoding, OptimizerSpec optimizer) {
        return new TrialSpec(
                new Sphere(3),
                new PiecewiseConstant(List.of(1.0, 2.5, 4.0), List.of(), List.of()),
                new Grid(100, 0, 0),
                new ZonalHarmonic(frequency, List.of()),
                false,
                0,
                encoding,
                new NetworkSpec(
                        0,
                        1,
                        List.of(64, 32),
                        Parameterization.NTK,
                        2,
                        BiasMode.HIDDEN,
                        true,
                        false,
                        OutputFunction.LINEAR),
                new Initialization(new Normal(0.25), new ZeroBias(), OuterWeights.RADEMACHER, false),
                optimizer,
                Loss.HALF_MEAN,
                1,
                PrecisionChoice.FLOAT64,
                EngineChoice.AUTO,
                SimdChoice.AUTO,
                List.of(new Threshold("five percent", ThresholdConvention.RELATIVE_MSE, 0.05, ThresholdScope.BOTH)),
                List.of(),
                new CheckpointSchedule(1, 8),
                List.of(),
                List.of(),
                new StepBudget(1000L),
                10,
                0,
                300,
                List.of(),
                2,
                Map.of());
    }

    static TrialRow trial(String id, String runId, TrialStatus status) {
        return new TrialRow(
                id,
                "trajectory of " + id,
                runId,
                "frequency=6",
                SpecColumns.of(spec()),
                outcome(status),
                "{\"id\":\"" + id + "\"}");
    }

    /** A trial that the theory is about, in a cell of its frequency: gradient descent on plain coordinates. */
    public static TrialRow plain(String id, int frequency, TrialStatus status) {
        return new TrialRow(
                id,
                id,
                "run",
                "cell " + frequency,
                SpecColumns.of(spec(frequency, new Identity(), new GradientDescent(new LearningRate(0.5)))),
                outcome(status),
                "{}");
    }

    /** A trial in a cell of its frequency. */
    public static TrialRow trial(String id, int frequency, TrialStatus status) {
        return new TrialRow(id, id, "run", "cell " + frequency, SpecColumns.of(spec(frequency)), outcome(status), "{}");
    }

    /** A trial of the given trajectory, in a cell of its frequency. */
    public static TrialRow trial(String id, String trajectory, int frequency, TrialStatus status) {
        return trial(id, trajectory, "cell " + frequency, frequency, status);
    }

    /** A trial of the given trajectory and cell. */
    public static TrialRow trial(String id, String trajectory, String cell, int frequency, TrialStatus status) {
        return new TrialRow(id, trajectory, "run", cell, SpecColumns.of(spec(frequency)), outcome(status), "{}");
    }

    /** A trial of a harmonic along an integer direction, on the torus of two angles. */
    public static TrialRow directed(String id, int frequency, List<Integer> direction) {
        TrialSpec spec = TrialJson.read("""
                {"domain": {"type": "torus", "dimension": 2}, "sampling": {"type": "iid", "points": 100},
                 "target": {"type": "harmonic", "frequency": %d, "direction": %s},
                 "network": {"width": 64}, "initialization": {"weights": {"type": "normal", "std": 1}},
                 "optimizer": {"type": "gradient-descent", "learning-rate": 0.5}, "thresholds": [], "max-steps": 1000}
                """.formatted(frequency, direction));
        return new TrialRow(
                id,
                id,
                "run",
                "cell " + frequency,
                SpecColumns.of(spec),
                outcome(TrialStatus.CONVERGED),
                TrialJson.canonical(spec));
    }

    /**
     * Writes a committed trial's row anew, as programs did before the column {@code highest_frequency}: they put the
     * highest frequency into the column {@code frequency}.
     */
    public static void rewriteWithoutHighestFrequency(UnitStore store, String id) throws IOException {
        List<String> before = Stream.of(Table.TRIALS.schema().fieldNames())
                .filter(name -> !name.equals("highest_frequency"))
                .toList();
        StructType columns =
                new StructType(before.stream().map(Table.TRIALS.schema()::apply).toArray(StructField[]::new));
        Row row = Table.TRIALS.toRow(store.trials(id).get(0));
        Object[] values = before.stream()
                .map(Table.TRIALS.schema()::fieldIndex)
                .map(row::get)
                .toArray();
        int highest = Table.TRIALS.schema().fieldIndex("highest_frequency");
        if (!row.isNullAt(highest)) {
            values[before.indexOf("frequency")] = row.get(highest);
        }
        ParquetFile.write(
                store.place().fileSystem(),
                HadoopSettings.forTables(),
                new Path(new Path(store.place().hadoop(), "trials"), id + ".parquet"),
                columns,
                List.of(RowFactory.create(values)));
    }

    static TrialRow.Outcome outcome(TrialStatus status) {
        boolean failed = status == TrialStatus.FAILED;
        return new TrialRow.Outcome(
                new TrialRow.Model(
                        100,
                        30,
                        4257,
                        failed ? "none" : "dense",
                        failed ? null : "vector",
                        failed ? null : 512,
                        failed ? null : "OpenBLAS 0.3.31-1.5.13"),
                failed
                        ? new TrialRow.Kernel(null, null, null, null, null, null)
                        : new TrialRow.Kernel(0.5, 2.0, 1.75, 0.875, "closed form", 800L),
                failed
                        ? new TrialRow.Course(status, 0, 1000L, null, null, null)
                        : new TrialRow.Course(status, 812, 1000L, 0.1 + 0.2, Double.MIN_VALUE, 0.5),
                new TrialRow.Cost(1.5, 1.25, 2, failed ? null : 12.5, null, failed ? null : 0.125, failed ? null : 1.5),
                failed ? List.of() : List.of("a warning, with \"quotes\"", "κ is not ASCII"),
                failed ? "java.lang.IllegalStateException: planted" : null,
                "host",
                1);
    }

    static HitRow hit(String id, int region) {
        return new HitRow(id, region, 0.5, "five percent", "relative-mse", 0.05, 12, null, 1.5, null, 14L);
    }

    /** A trial with a hit in each of two regions, and numbers of several views. */
    public static UnitStore.Unit measured(String id, int frequency) {
        return new UnitStore.Unit(
                List.of(trial(id, frequency, TrialStatus.CONVERGED)),
                List.of(hit(id, 0), hit(id, 1)),
                List.of(
                        new MeasurementRow(id, 8, "training_loss", "all", 0, Math.PI),
                        new MeasurementRow(id, 8, "region_error", "region:1", 0, 0.25 * frequency),
                        new MeasurementRow(id, 8, "amplitude", "all", frequency, 0.5),
                        new MeasurementRow(id, 0, "kernel_eigenvalue", "all", 3, 2.5)));
    }

    /** A trial that reached its threshold at a step, which is also its time. */
    public static UnitStore.Unit reached(String id, int frequency, long step) {
        return new UnitStore.Unit(
                List.of(trial(id, frequency, TrialStatus.CONVERGED)),
                List.of(new HitRow(
                        id,
                        -1,
                        1,
                        "five percent",
                        "relative-mse",
                        0.05,
                        step - 1,
                        step,
                        step - 1.0,
                        (double) step,
                        null)),
                List.of());
    }

    static UnitStore.Unit unit(String runId, String... ids) {
        return new UnitStore.Unit(
                List.of(ids).stream()
                        .map(id -> trial(id, runId, TrialStatus.CONVERGED))
                        .toList(),
                List.of(ids).stream().map(id -> hit(id, -1)).toList(),
                List.of(ids).stream()
                        .map(id -> new MeasurementRow(id, 8, "training_loss", "all", 0, Math.PI))
                        .toList());
    }
}
