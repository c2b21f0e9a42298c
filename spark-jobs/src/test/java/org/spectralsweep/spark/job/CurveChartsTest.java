package org.spectralsweep.spark.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spectralsweep.spark.report.Mark;
import org.spectralsweep.spark.report.ReportChart;
import org.spectralsweep.spark.table.MeasurementRow;
import org.spectralsweep.spark.table.Rows;
import org.spectralsweep.spark.table.TrialRow;
import org.spectralsweep.spark.table.UnitStore;
import org.spectralsweep.trial.TrialStatus;

/** Losses κ / step of seeds that stop at different steps, in units in which the target has an energy of 2. */
class CurveChartsTest {
    private static final double ENERGY = 2;

    @TempDir
    Path folder;

    private UnitStore store;
    private final List<TrialRow> trials = new ArrayList<>();

    @BeforeEach
    void open() {
        store = ResultsFolder.lock(folder.resolve("results").toString(), "planted")
                .store();
    }

    private void commit(int frequency, int seed, long last, @Nullable Double energy) throws IOException {
        String id = "trial " + frequency + " " + seed;
        TrialRow row = Rows.plain(id, frequency, TrialStatus.CONVERGED);
        TrialRow.Outcome outcome = row.outcome();
        TrialRow trial = new TrialRow(
                id,
                id,
                "run",
                "cell " + frequency,
                row.spec(),
                new TrialRow.Outcome(
                        outcome.model(),
                        outcome.kernel(),
                        new TrialRow.Course(TrialStatus.CONVERGED, last, 1000L, 1.0, 0.1, energy),
                        outcome.cost(),
                        List.of(),
                        null,
                        "host",
                        0),
                "{}");
        List<MeasurementRow> rows = new ArrayList<>();
        for (long step = 1; step <= last; step *= 10) {
            rows.add(new MeasurementRow(id, step, "training_loss", "all", 0, ENERGY * frequency / (4.0 * step)));
        }
        store.commit(id, new UnitStore.Unit(List.of(trial), List.of(), rows), "0", false);
        trials.add(trial);
    }

    private List<ReportChart> charts() throws IOException {
        return new CurveCharts(store, trials, Map.of())
                .parts().stream().map(ReportChart.class::cast).toList();
    }

    private static List<Mark> marks(ReportChart chart) {
        return chart.figure().panels().get(0).layers().get(0).marks();
    }

    @Test
    void seedsThatStoppedCarryTheirLastValueOn() throws IOException {
        for (int frequency = 1; frequency <= 3; frequency++) {
            commit(frequency, 1, 10, ENERGY);
            commit(frequency, 2, 1000, ENERGY);
        }
        ReportChart losses = charts().get(0);
        assertThat(losses.name()).isEqualTo("picture-loss");
        Mark last = marks(losses).stream()
                .filter(mark -> mark.x() == 1000 && mark.series().equals("2"))
                .findFirst()
                .orElseThrow();
        // One seed stopped at 2/40, the other got to 2/4000.
        assertThat(last.low()).isCloseTo(2 / 4000.0, within(1e-12));
        assertThat(last.high()).isCloseTo(2 / 40.0, within(1e-12));
        assertThat(last.y()).isCloseTo((2 / 40.0 + 2 / 4000.0) / 2, within(1e-12));
        assertThat(losses.figure().panels().get(0).y().label()).isEqualTo("loss / energy of the target");
        assertThat(losses.figure().panels().get(0).x().label()).isEqualTo("step (updates)");
        assertThat(losses.caption()).doesNotContain("Drawn are");
    }

    @Test
    void theMapHasAMarkForEachFrequencyAndStep() throws IOException {
        for (int frequency = 1; frequency <= 3; frequency++) {
            commit(frequency, 1, 1000, ENERGY);
        }
        ReportChart map = charts().get(1);
        assertThat(map.name()).isEqualTo("picture-learned");
        assertThat(marks(map)).hasSize(12).allMatch(mark -> mark.value() <= 1 && mark.value() >= 1e-3);
        assertThat(marks(map))
                .filteredOn(mark -> mark.x() == 10 && mark.y() == 3)
                .singleElement()
                .satisfies(mark -> assertThat(mark.value()).isCloseTo(3 / 40.0, within(1e-12)));
    }

    @Test
    void twoFrequenciesAreNoMap() throws IOException {
        commit(1, 1, 1000, ENERGY);
        commit(2, 1, 1000, ENERGY);
        assertThat(charts()).extracting(ReportChart::name).containsExactly("picture-loss");
    }

    @Test
    void rowsWithoutAnEnergyAreShownBesideTheirStart() throws IOException {
        commit(1, 1, 1000, null);
        commit(2, 1, 1000, null);
        ReportChart losses = charts().get(0);
        assertThat(losses.figure().panels().get(0).y().label()).isEqualTo("loss / loss at the start");
        assertThat(marks(losses)).filteredOn(mark -> mark.x() == 1).allMatch(mark -> mark.y() == 1);
        commit(3, 1, 1000, ENERGY);
        assertThat(charts().get(0).figure().panels().get(0).y().label())
                .isEqualTo("loss / energy of the target, or loss at the start");
    }

    @Test
    void theCaptionSaysWhatIsLeftOut() throws IOException {
        for (int frequency = 1; frequency <= 13; frequency++) {
            commit(frequency, 0, 10, ENERGY);
        }
        for (int seed = 1; seed <= 13; seed++) {
            commit(1, seed, 10, ENERGY);
        }
        assertThat(charts().get(0).caption()).endsWith(" Drawn are 12 of 13 frequencies, 12 of 14 seeds.");
        assertThat(marks(charts().get(0))).extracting(Mark::series).contains("1", "13");
    }

    @Test
    void saysWhenATenthIsLeft() throws IOException {
        for (int frequency = 1; frequency <= 3; frequency++) {
            commit(frequency, 1, frequency == 3 ? 1 : 1000, ENERGY);
        }
        assertThat(new CurveCharts(store, trials, Map.of()).sentences())
                .containsExactly(
                        "A tenth of the loss is left: of κ = 1 at step 10, of κ = 3 not within 1000 steps, when 75 % are"
                                + " left.");
    }

    @Test
    void withoutCurvesThereIsNothing() throws IOException {
        assertThat(charts()).isEmpty();
        assertThat(new CurveCharts(store, List.of(), Map.of()).sentences()).isEmpty();
    }
}
