package org.spectralsweep.spark.job;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.spectralsweep.spark.report.Figure;
import org.spectralsweep.spark.report.HtmlTable;
import org.spectralsweep.spark.report.ReportChart;
import org.spectralsweep.spark.report.ReportPart;
import org.spectralsweep.spark.table.PlannedTrial;
import org.spectralsweep.spark.table.Table;
import org.spectralsweep.spark.table.TrialRow;
import org.spectralsweep.spark.table.UnitStore;

/**
 * The charts of a sweep that nobody has to ask for. A run or a fit draws them, and a report shows the same ones.
 *
 * @param trials the sweep's own, without their specs
 * @param settings what varies besides the frequency and the seed, by trial; of very many cells, some have none
 * @param laws charts and tables of laws
 * @param curves of learning
 * @param spectrum of the kernel, if trials computed one
 */
public record SweepCharts(
        List<TrialRow> trials,
        Map<String, String> settings,
        List<ReportPart> laws,
        CurveCharts curves,
        Optional<ReportPart> spectrum) {
    /** The specs of so many cells say what varies. */
    private static final int MOST_CELLS = 2000;

    private static final int SHEET_COLUMNS = 3;
    private static final StructType SPECS = columns("trial_id", "spec_json");

    /** Copies the collections. */
    public SweepCharts {
        trials = List.copyOf(trials);
        settings = Map.copyOf(settings);
        laws = List.copyOf(laws);
    }

    /** Reads what is drawn. Of the specs it reads one a cell, and of very many cells some. */
    public static SweepCharts of(ResultsFolder results, Plan plan, List<FitJob.Fitted> fits) throws IOException {
        UnitStore store = results.store();
        Set<String> ids = plan.trials().stream().map(PlannedTrial::trialId).collect(Collectors.toSet());
        List<TrialRow> trials = store.trialsWithoutSpecs().stream()
                .filter(trial -> ids.contains(trial.trialId()))
                .toList();
        Map<String, String> settings = settings(store, trials);
        return new SweepCharts(
                trials,
                settings,
                new LawCharts(results.sweep(), fits).parts(),
                new CurveCharts(store, trials, settings),
                new SpectrumCharts(store, trials, settings).part());
    }

    private static StructType columns(String... names) {
        return new StructType(Stream.of(names).map(Table.TRIALS.schema()::apply).toArray(StructField[]::new));
    }

    /** What varies besides the frequency and the seed, by trial; seeds of a cell agree in it. */
    static Map<String, String> settings(UnitStore store, List<TrialRow> trials) throws IOException {
        Map<String, String> cells = new LinkedHashMap<>();
        trials.forEach(trial -> cells.putIfAbsent(trial.cell(), trial.trialId()));
        Set<String> wanted = Set.copyOf(Panels.some(List.copyOf(cells.values()), MOST_CELLS));
        Map<String, String> specs = store.specs(wanted);
        Map<String, String> ofOne = new SpecWords(specs.values()).settings(specs);
        Map<String, String> settings = new HashMap<>();
        trials.forEach(trial -> {
            String setting = ofOne.get(cells.get(trial.cell()));
            if (setting != null) {
                settings.put(trial.trialId(), setting);
            }
        });
        return settings;
    }

    /** All charts in the order of a report. */
    List<ReportChart> charts() {
        List<ReportPart> all = new ArrayList<>(laws);
        all.addAll(curves.parts());
        spectrum.ifPresent(all::add);
        return all.stream()
                .filter(ReportChart.class::isInstance)
                .map(ReportChart.class::cast)
                .toList();
    }

    /** The first panels of all charts on one sheet; empty for fewer than two charts. */
    static Optional<ReportChart> sheet(String sweep, List<ReportChart> charts) {
        List<Figure.Panel> panels = new ArrayList<>();
        for (ReportChart chart : charts) {
            Figure.Panel first = chart.figure().panels().get(0);
            panels.add(first.alone(chart.title()
                    + (chart.figure().panels().size() > 1 && !first.title().isEmpty() ? ": " + first.title() : "")));
        }
        return panels.size() < 2
                ? Optional.empty()
                : Optional.of(new ReportChart(
                        "picture-sheet",
                        sweep + " at a glance",
                        "The first panel of each picture."
                                + (panels.stream()
                                                .anyMatch(panel ->
                                                        panel.y().label().contains("gradient-flow"))
                                        ? " " + LawCaption.FLOW_TIME
                                        : ""),
                        new Figure(
                                sweep + " at a glance", "", List.of(), Math.min(SHEET_COLUMNS, panels.size()), panels),
                        new HtmlTable(List.of(), List.of())));
    }
}
