package org.spectralsweep.spark.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spectralsweep.spark.report.ReportChart;
import org.spectralsweep.spark.table.Rows;
import org.spectralsweep.spark.table.TrialRow;
import org.spectralsweep.spark.table.UnitStore;
import org.spectralsweep.trial.TrialStatus;

class SweepChartsTest {
    @TempDir
    Path folder;

    private static TrialRow trial(String id, String cell, String spec) {
        TrialRow row = Rows.plain(id, 1, TrialStatus.CONVERGED);
        return new TrialRow(id, id, "run", cell, row.spec(), row.outcome(), spec);
    }

    @Test
    void oneSpecOfEachCellSaysWhatVaries() throws IOException {
        UnitStore store = ResultsFolder.lock(folder.resolve("results").toString(), "planted")
                .store();
        List<TrialRow> trials = new ArrayList<>(List.of(
                trial("a", "narrow", "{\"network\":{\"width\":16}}"),
                trial("b", "narrow", "this is never read"),
                trial("c", "wide", "{\"network\":{\"width\":32}}")));
        for (TrialRow trial : trials) {
            store.commit(trial.trialId(), new UnitStore.Unit(List.of(trial), List.of(), List.of()), "0", false);
        }
        assertThat(SweepCharts.settings(store, trials))
                .containsOnly(Map.entry("a", "width = 16"), Map.entry("b", "width = 16"), Map.entry("c", "width = 32"));
        assertThat(store.specs(Set.of("c"))).containsOnlyKeys("c");
    }

    @Test
    void theSheetHasTheFirstPanelOfEachChart() throws IOException {
        List<FitJob.Fitted> fits =
                new PlantedLaws(folder, 2, 0.5, 2).commit(8, 1_000_000).fitted(PlantedLaws.power(true));
        List<ReportChart> charts = new LawCharts("planted", fits)
                .parts().stream()
                        .filter(ReportChart.class::isInstance)
                        .map(ReportChart.class::cast)
                        .toList();
        assertThat(SweepCharts.sheet("planted", charts)).hasValueSatisfying(sheet -> {
            assertThat(sheet.figure().panels()).hasSameSizeAs(charts);
            assertThat(sheet.figure().panels().get(0).title())
                    .startsWith(charts.get(0).title());
            assertThat(sheet.caption()).contains("Gradient-flow time");
        });
        assertThat(SweepCharts.sheet("planted", charts.subList(0, 1))).isEmpty();
    }
}
