package org.spectralsweep.spark.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spectralsweep.spark.figure.LayerStyle;
import org.spectralsweep.spark.report.ChartPoint;
import org.spectralsweep.spark.report.Figure;
import org.spectralsweep.spark.report.LayerRole;
import org.spectralsweep.spark.report.Mark;
import org.spectralsweep.spark.report.Quartiles;
import org.spectralsweep.spark.report.ReportChart;
import org.spectralsweep.spark.report.ReportPart;

class GroupChartsTest {
    private static final long ENOUGH = 1_000_000;

    @TempDir
    Path folder;

    private List<ReportChart> charts(double kernel, boolean byRegion) throws IOException {
        List<FitJob.Fitted> fits =
                new PlantedLaws(folder, kernel, 1, 1, 1).commit(8, ENOUGH).fitted(PlantedLaws.power(byRegion));
        return new LawCharts("planted", fits)
                .parts().stream()
                        .filter(ReportChart.class::isInstance)
                        .map(ReportChart.class::cast)
                        .toList();
    }

    private static ReportChart named(List<ReportChart> charts, String name) {
        return charts.stream()
                .filter(chart -> chart.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void groupsStandInOnePlotWithATableOfTheirExponents() throws IOException {
        ReportChart groups = named(charts(2, true), "picture-groups");
        Figure.Panel panel = groups.figure().panels().get(0);
        assertThat(groups.figure().panels()).hasSize(1);
        Figure.Layer medians = panel.layers().stream()
                .filter(layer -> layer.role() == LayerRole.MAIN)
                .findFirst()
                .orElseThrow();
        assertThat(medians.label()).isEqualTo("region = {series}");
        assertThat(medians.marks()).extracting(Mark::series).contains("0", "1", "2");
        assertThat(panel.layers())
                .filteredOn(layer -> layer.style() == LayerStyle.LINES)
                .singleElement()
                .satisfies(
                        law -> assertThat(law.marks()).extracting(Mark::series).contains("0", "1", "2"));
        assertThat(groups.key()).hasSize(4);
        assertThat(groups.key().get(0)).containsExactly("region", "a [95 % interval]", "times");
        assertThat(groups.key().get(1).get(1)).startsWith("2.50 [");
        assertThat(panel.y().label()).isEqualTo("gradient-flow time T (steps × η × c)");
        assertThat(groups.caption()).contains("Gradient-flow time is steps times the learning rate η times c");
    }

    @Test
    void aSingleGroupIsNotOverlaid() throws IOException {
        assertThat(charts(2, false)).extracting(ReportChart::name).doesNotContain("picture-groups");
    }

    @Test
    void exponentsStandAgainstWhatGroupsDifferIn() throws IOException {
        ReportChart exponents = named(charts(2, true), "picture-exponents-region");
        Figure.Panel panel = exponents.figure().panels().get(0);
        Figure.Layer measured = panel.layers().get(panel.layers().size() - 1);
        assertThat(measured.marks()).extracting(Mark::x).containsExactly(0.0, 1.0, 2.0);
        assertThat(measured.marks()).allSatisfy(mark -> {
            assertThat(mark.y()).isCloseTo(2.5, within(0.03));
            assertThat(mark.low()).isLessThanOrEqualTo(mark.y());
        });
        assertThat(exponents.caption()).contains("theory", "kernel");
    }

    @Test
    void captionsNameOnlyWhatIsThere() throws IOException {
        List<ReportChart> without = charts(Double.NaN, true);
        assertThat(named(without, "picture-exponents-region").caption()).doesNotContain("kernel");
        assertThat(named(without, "convergence").caption())
                .contains("single seeds", "The line is the fitted law with its 95 % band.")
                .doesNotContain("kernel", "rival", "not reached");
    }

    @Test
    void captionsNameTheKernelAndWhatWasNotReached() throws IOException {
        List<FitJob.Fitted> fits =
                new PlantedLaws(folder, 2, 0.5, 2).commit(8, 1500).fitted(PlantedLaws.power(false));
        List<ReportPart> parts = new LawCharts("planted", fits).parts();
        assertThat(((ReportChart) parts.get(0)).caption())
                .contains("Crosses are the kernel's own times", "Open triangles", "theory's slope");
    }

    @Test
    void aQuartileThatWasNotReachedIsOpen() {
        ChartPoint ten = new ChartPoint(2, 1, 10, 10.0, null);
        ChartPoint twenty = new ChartPoint(2, 1, 20, 20.0, null);
        ChartPoint never = new ChartPoint(2, 1, 100, null, null);
        Quartiles quarter = DensityChart.quartiles(List.of(ten, ten, twenty, never));
        assertThat(quarter.median()).isCloseTo(Math.sqrt(200), within(1e-9));
        assertThat(quarter.high()).isInfinite();
        assertThat(DensityChart.quartiles(List.of(ten, twenty, never, never)).median())
                .isInfinite();
        assertThat(DensityChart.quartiles(List.of(ten, ten, ten, ten, never)).high())
                .isCloseTo(10, within(1e-9));
    }
}
