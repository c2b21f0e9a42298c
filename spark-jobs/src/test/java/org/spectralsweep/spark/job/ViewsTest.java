package org.spectralsweep.spark.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spectralsweep.spark.table.HitRow;
import org.spectralsweep.spark.table.MeasurementRow;
import org.spectralsweep.spark.table.Rows;
import org.spectralsweep.spark.table.UnitStore;
import org.spectralsweep.trial.TrialStatus;

/** What the views show of the rows of one trial in each state. */
class ViewsTest {
    @TempDir
    Path folder;

    private UnitStore store;

    @BeforeEach
    void open() throws IOException {
        store = new UnitStore(folder.toString());
    }

    private void commit(String id, TrialStatus status, List<HitRow> hits, List<MeasurementRow> measurements)
            throws IOException {
        store.commit(id, new UnitStore.Unit(List.of(Rows.trial(id, 6, status)), hits, measurements), "0", false);
    }

    private static HitRow hit(
            String id, int region, double density, long lower, @Nullable Long upper, @Nullable Long predicted) {
        Double reached = upper == null ? null : 0.25 * upper;
        return new HitRow(id, region, density, "t", "half-sum", 0.05, lower, upper, 0.25 * lower, reached, predicted);
    }

    private List<String> rows(String sql) throws IOException {
        ViewsCatalog.register(SharedSpark.session(), store);
        return SharedSpark.session().sql(sql).collectAsList().stream()
                .map(Row::toString)
                .toList();
    }

    @Test
    void onlyATimeThatTrainingDidNotReachIsCensored() throws IOException {
        commit("converged", TrialStatus.CONVERGED, List.of(hit("converged", -1, 1, 30, 40L, 20L)), List.of());
        commit("exhausted", TrialStatus.BUDGET_EXHAUSTED, List.of(hit("exhausted", -1, 1, 99, null, 80L)), List.of());
        commit("diverged", TrialStatus.DIVERGED, List.of(hit("diverged", -1, 1, 5, null, null)), List.of());
        commit("predicted", TrialStatus.PREDICTED, List.of(hit("predicted", -1, 1, 0, null, 70L)), List.of());
        commit("timed out", TrialStatus.TIMED_OUT, List.of(hit("timed out", -1, 1, 7, null, 70L)), List.of());

        assertThat(rows("SELECT trial_id, censored, kernel_ratio, step_lower, step_upper, time_upper, predicted_step"
                        + " FROM convergence ORDER BY trial_id"))
                .containsExactly(
                        "[converged,false,2.0,30,40,10.0,20]",
                        "[diverged,true,null,5,null,null,null]",
                        "[exhausted,true,null,99,null,null,80]",
                        "[predicted,false,null,0,null,null,70]",
                        "[timed out,true,null,7,null,null,70]");
    }

    @Test
    void eachMeasurementIsInTheViewOfItsKind() throws IOException {
        List<MeasurementRow> written = List.of(
                new MeasurementRow("t", 8, "training_loss", "all", 0, 0.5),
                new MeasurementRow("t", 8, "dead_units", "layer:2", 0, 3),
                new MeasurementRow("t", 8, "amplitude_residual", "all", 6, 0.25),
                new MeasurementRow("t", 8, "amplitude_residual", "region:1", 6, 0.125),
                new MeasurementRow("t", 8, "region_error", "region:1", 0, 0.75),
                new MeasurementRow("t", 8, "hamming_local_histogram", "all", 3, 1.5),
                new MeasurementRow("t", 8, "residual_spectrum", "all", 2, 0.1),
                new MeasurementRow("t", 8, "region_map", "all", 17, 0.9),
                new MeasurementRow("t", 8, "gate_flips", "all", 0, 0.01));
        commit("t", TrialStatus.CONVERGED, List.of(hit("t", 1, 0.4, 8, 8L, null)), written);

        assertThat(rows("SELECT metric, scope, step, value FROM curves ORDER BY metric"))
                .containsExactly(
                        "[dead_units,layer:2,8,3.0]", "[region_error,region:1,8,0.75]", "[training_loss,all,8,0.5]");
        assertThat(rows("SELECT metric, scope, component_frequency, value FROM spectra ORDER BY scope"))
                .containsExactly("[amplitude_residual,all,6,0.25]", "[amplitude_residual,region:1,6,0.125]");
        assertThat(rows("SELECT metric, component, value FROM components ORDER BY metric"))
                .containsExactly("[hamming_local_histogram,3,1.5]", "[region_map,17,0.9]", "[residual_spectrum,2,0.1]");
        assertThat(rows("SELECT metric, region, density, index, value FROM regions ORDER BY metric"))
                .containsExactly("[amplitude_residual,1,0.4,6,0.125]", "[region_error,1,0.4,0,0.75]");
        assertThat(rows("SELECT metric, component, value FROM ntk")).containsExactly("[gate_flips,0,0.01]");
    }

    @Test
    void whatWasLearnedStandsBesideTheTarget() throws IOException {
        commit(
                "t",
                TrialStatus.CONVERGED,
                List.of(),
                List.of(
                        new MeasurementRow("t", 0, "snapshot_position", "all", 0, -1.5),
                        new MeasurementRow("t", 0, "snapshot_position", "all", 1, 1.5),
                        new MeasurementRow("t", 0, "snapshot_target", "all", 0, 0.25),
                        new MeasurementRow("t", 0, "snapshot_target", "all", 1, 0.75),
                        new MeasurementRow("t", 8, "snapshot_learned", "all", 1, 0.5),
                        new MeasurementRow("t", 8, "training_loss", "all", 0, 0.5)));
        assertThat(rows("SELECT step, time, place, learned, target_value, frequency FROM learned"))
                .containsExactly("[8,16.0,1.5,0.5,0.75,6]");
        assertThat(rows("SELECT metric FROM curves")).containsExactly("[training_loss]");
    }

    @Test
    void timeIsStepsByTheTimeOfOne() throws IOException {
        commit(
                "t",
                TrialStatus.CONVERGED,
                List.of(),
                List.of(
                        new MeasurementRow("t", 8, "training_loss", "all", 0, 0.5),
                        new MeasurementRow("t", 8, "amplitude_learned", "all", 6, 0.5),
                        new MeasurementRow("t", 8, "region_error", "region:0", 0, 0.5)));
        assertThat(rows("SELECT time_per_step FROM trials")).containsExactly("[2.0]");
        for (String view : List.of("curves", "spectra", "regions")) {
            assertThat(rows("SELECT DISTINCT time FROM " + view)).as(view).containsExactly("[16.0]");
        }
    }

    @Test
    void aRegionWithoutAThresholdHasNoDensity() throws IOException {
        commit(
                "t",
                TrialStatus.CONVERGED,
                List.of(hit("t", -1, 1, 8, 8L, null), hit("t", 0, 0.3, 8, 8L, null)),
                List.of(
                        new MeasurementRow("t", 8, "region_error", "region:0", 0, 0.5),
                        new MeasurementRow("t", 8, "region_error", "region:1", 0, 0.5)));
        assertThat(rows("SELECT region, density FROM regions ORDER BY region")).containsExactly("[0,0.3]", "[1,null]");
    }

    @Test
    void timesToOtherLevelsAreThoseOfTheViewsRegisteredLast() throws IOException {
        String ids = "SELECT trial_id FROM convergence_at(0.1) ORDER BY trial_id";
        commitWithCurve("one");
        assertThat(rows(ids)).containsExactly("[one]");
        commitWithCurve("two");
        assertThat(rows(ids)).containsExactly("[one]", "[two]");
    }

    private void commitWithCurve(String id) throws IOException {
        HitRow.SampleRow set = new HitRow.SampleRow(5, 100, 100, 1);
        HitRow hit = new HitRow(id, -1, 1, "t", "half-sum", 0.05, 30, 40L, 7.5, 10.0, null, null, set);
        MeasurementRow loss = new MeasurementRow(id, 8, "training_loss", "all", 0, 0.5);
        commit(id, TrialStatus.CONVERGED, List.of(hit), List.of(loss));
    }
}
