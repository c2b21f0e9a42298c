package org.spectralsweep.spark.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.spectralsweep.trial.TrialJson;
import org.spectralsweep.trial.TrialSpec;
import org.spectralsweep.trial.TrialStatus;

class TableDistanceTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "1, 1, 0",
        "0, 0, 0",
        "0, -0, 0",
        "1, 2, 0.5",
        "-2, 2, 2",
        "4, 3, 0.25",
        "1.5e308, -1.5e308, 2",
        "0, 1e-300, 1",
        "NaN, NaN, 0",
        "NaN, 1, Infinity",
        "Infinity, Infinity, 0",
        "Infinity, 1, Infinity"
    })
    void relativeToTheLargerOne(double a, double b, double expected) {
        assertThat(TableDistance.relative(a, b)).isEqualTo(expected);
        assertThat(TableDistance.relative(b, a)).isEqualTo(expected);
    }

    @Test
    void integersAndFloatingNumbersAreNumbers() {
        assertThat(TableDistance.relative(100L, 99L)).isEqualTo(0.01);
        assertThat(TableDistance.relative(100, 100.0)).isZero();
        assertThat(TableDistance.relative("one", "one")).isZero();
        assertThat(TableDistance.relative("one", "other")).isInfinite();
        assertThat(TableDistance.relative(1.0, null)).isInfinite();
        assertThat(TableDistance.relative(null, null)).isZero();
    }

    private static TrialRow trial(String id, String engine, int frequency, int replicate) {
        TrialSpec spec = TrialJson.read("""
                {"domain": {"type": "sphere", "dimension": 2}, "sampling": {"type": "iid", "points": 100},
                 "target": {"type": "harmonic", "frequency": FREQUENCY}, "engine": "ENGINE", "replicate": REPLICATE,
                 "network": {"width": 64}, "initialization": {"weights": {"type": "normal", "std": 1}},
                 "optimizer": {"type": "gradient-descent", "learning-rate": 0.5}, "thresholds": [], "max-steps": 1000}
                """.replace("FREQUENCY", Integer.toString(frequency))
                .replace("ENGINE", engine)
                .replace("REPLICATE", Integer.toString(replicate)));
        return new TrialRow(
                id,
                id,
                "run",
                "cell " + engine + frequency,
                SpecColumns.of(spec),
                Rows.outcome(TrialStatus.CONVERGED),
                TrialJson.canonical(spec));
    }

    /** A trial that reached its threshold after a step, whose loss there is a thousandth of it. */
    private static void commit(UnitStore store, TrialRow trial, long step, long... measured) throws IOException {
        HitRow hit =
                new HitRow(trial.trialId(), 0, 1, "t", "relative-mse", 0.05, step, step, 2.0 * step, 2.0 * step, null);
        List<MeasurementRow> losses = LongStream.of(measured)
                .mapToObj(at -> new MeasurementRow(trial.trialId(), at, "training_loss", "all", 0, 0.001 * step))
                .toList();
        store.commit(trial.trialId(), new UnitStore.Unit(List.of(trial), List.of(hit), losses), "0", false);
    }

    private static List<PlannedTrial> plan(UnitStore store) throws IOException {
        return store.rows(Table.TRIALS).stream()
                .map(row -> PlannedTrial.ofItself(row.trialId(), row.trajectoryId(), row.cell()))
                .toList();
    }

    private static TableDistance distance(UnitStore one, UnitStore other) throws IOException {
        return TableDistance.of(one, plan(one), other, plan(other));
    }

    private UnitStore store(String name) throws IOException {
        return new UnitStore(folder.resolve(name).toString());
    }

    @Test
    void pairsTrialsOfTwoEngines() throws IOException {
        UnitStore one = store("one");
        UnitStore other = store("other");
        for (int replicate = 0; replicate < 2; replicate++) {
            commit(one, trial("a" + replicate, "shallow", 3, replicate), 100, 8, 16);
            commit(other, trial("b" + replicate, "dense", 3, replicate), 100 + replicate, 8, 16, 24);
        }
        TableDistance distance = distance(one, other);
        assertThat(distance.lonely()).isEmpty();
        assertThat(distance.skipped()).isEqualTo(2);
        assertThat(distance.isWithin(0.01)).isTrue();
        assertThat(distance.isWithin(0.009)).isFalse();
        assertThat(distance.beyond(0.009))
                .extracting(TableDistance.Column::name)
                .containsExactly("step_lower", "step_upper", "time_lower", "time_upper", "value");
        TableDistance.Column step = distance.beyond(0.009).get(1);
        assertThat(step.rows()).isEqualTo(2);
        assertThat(step.differing()).isEqualTo(1);
        assertThat(step.largest()).isEqualTo(1.0 / 101);
        assertThat(step.values()).isEqualTo("100 and 101");
        assertThat(step.place()).isEqualTo("a1 0 t");
    }

    @Test
    void aTrialWithoutAPairIsADifference() throws IOException {
        UnitStore one = store("one");
        UnitStore other = store("other");
        commit(one, trial("a", "dense", 3, 0), 100);
        commit(one, trial("b", "dense", 4, 0), 100);
        commit(other, trial("a", "dense", 3, 0), 100);
        TableDistance distance = distance(one, other);
        assertThat(distance.beyond(0)).isEmpty();
        assertThat(distance.isWithin(1)).isFalse();
        assertThat(distance.lonely()).hasSize(2).allMatch(sentence -> sentence.endsWith("is only in the first"));
    }

    @Test
    void enginesOfOneSweepKeepTheirCells() throws IOException {
        UnitStore one = store("one");
        commit(one, trial("a", "dense", 3, 0), 100);
        commit(one, trial("b", "shallow", 3, 0), 150);
        TableDistance distance = distance(one, one);
        assertThat(distance.isWithin(0)).isTrue();
        assertThat(distance.columns().get(0).rows()).isEqualTo(2);
    }

    /** Another machine may have shorter vectors and another library, and its tables are still equal. */
    @Test
    void leavesOutWhatTellsOfTheMachine() throws IOException {
        TrialRow row = trial("a", "dense", 3, 0);
        TrialRow.Outcome outcome = row.outcome();
        TrialRow.Model model = outcome.model();
        TrialRow elsewhere = new TrialRow(
                row.trialId(),
                row.trajectoryId(),
                row.runId(),
                row.cell(),
                row.spec(),
                new TrialRow.Outcome(
                        new TrialRow.Model(
                                model.samples(),
                                model.inputDimension(),
                                model.parameters(),
                                model.engine(),
                                model.simd(),
                                128,
                                "OpenBLAS 0.2"),
                        outcome.kernel(),
                        outcome.course(),
                        outcome.cost(),
                        outcome.warnings(),
                        outcome.error(),
                        outcome.host(),
                        outcome.attempt()),
                row.specJson());
        assertThat(elsewhere).isNotEqualTo(row);
        UnitStore one = new UnitStore(folder.resolve("one").toString());
        UnitStore other = new UnitStore(folder.resolve("other").toString());
        commit(one, row, 100, 0);
        commit(other, elsewhere, 100, 0);
        assertThat(TableComparison.of(one, null, other, null).differences()).isEmpty();
        assertThat(TableDistance.of(one, plan(one), other, plan(other)).beyond(0))
                .isEmpty();
    }
}
