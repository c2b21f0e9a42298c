package org.spectralsweep.spark.job;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.spectralsweep.metric.Measurement;
import org.spectralsweep.spark.figure.AxisScale;
import org.spectralsweep.spark.figure.LayerColor;
import org.spectralsweep.spark.figure.LayerSpec;
import org.spectralsweep.spark.figure.LayerStyle;
import org.spectralsweep.spark.report.Figure;
import org.spectralsweep.spark.report.HtmlTable;
import org.spectralsweep.spark.report.LayerRole;
import org.spectralsweep.spark.report.Mark;
import org.spectralsweep.spark.report.ReportChart;
import org.spectralsweep.spark.report.ReportPart;
import org.spectralsweep.spark.table.MeasurementRow;
import org.spectralsweep.spark.table.TrialRow;
import org.spectralsweep.spark.table.UnitStore;

/**
 * The spectrum of the tangent kernel: what {@code theory: [{type: harmonic-coefficients}]} and its like computed before
 * training, and the metric {@code empirical-kernel} along with it. One trial stands for each setting, since seeds
 * have one kernel.
 */
final class SpectrumCharts {
    private static final int MOST_SETTINGS = 6;

    /** Of more trials of a setting, none of the first of which has a spectrum, none is expected to have one. */
    private static final int MOST_LOOKED_AT = 8;

    /** Of a kernel that was measured often, the first, some and the last checkpoints. */
    private static final int MOST_STEPS = 5;

    /** Eigenvalues below this part of the largest are rounding. */
    private static final double ROUNDING = 1e-14;

    private final Map<String, TreeMap<String, TreeMap<Long, TreeMap<Integer, Double>>>> values = new LinkedHashMap<>();

    /** A kind of spectrum: how its panel is called, what runs across, and what the first index stands at. */
    private record Kind(String title, String across, int first) {}

    private static final Map<String, Kind> KINDS = new TreeMap<>(Map.of(
            "harmonic_coefficient", new Kind("infinite width, by frequency", "frequency κ of the harmonic", 0),
            "kernel_eigenvalue", new Kind("on the samples, by rank", "rank of the eigenvalue", 1),
            "empirical_kernel_eigenvalue", new Kind("the networks' own, by rank", "rank of the eigenvalue", 1)));

    /**
     * Reads spectra.
     *
     * @param trials the sweep's own
     * @param setting what varies besides frequency and seed, by trial
     */
    SpectrumCharts(UnitStore store, List<TrialRow> trials, Map<String, String> setting) throws IOException {
        Map<String, List<String>> bySetting = new TreeMap<>(CurveCharts.SETTINGS);
        trials.forEach(trial -> bySetting
                .computeIfAbsent(setting.getOrDefault(trial.trialId(), ""), key -> new ArrayList<>())
                .add(trial.trialId()));
        Map<String, String> looked = new LinkedHashMap<>();
        Panels.some(List.copyOf(bySetting.entrySet()), MOST_SETTINGS)
                .forEach(of ->
                        of.getValue().stream().limit(MOST_LOOKED_AT).forEach(trial -> looked.put(trial, of.getKey())));
        Map<String, String> chosen = new LinkedHashMap<>();
        for (MeasurementRow row : store.measurements(KINDS.keySet(), looked.keySet())) {
            String name = looked.getOrDefault(row.trialId(), "");
            if (row.scope().equals(Measurement.ALL)
                    && row.value() > 0
                    && chosen.computeIfAbsent(row.metric() + name, first -> row.trialId())
                            .equals(row.trialId())) {
                values.computeIfAbsent(row.metric(), metric -> new TreeMap<>(CurveCharts.SETTINGS))
                        .computeIfAbsent(name, key -> new TreeMap<>())
                        .computeIfAbsent(row.step(), step -> new TreeMap<>())
                        .put(row.index(), row.value());
            }
        }
    }

    Optional<ReportPart> part() {
        List<Figure.Panel> panels = new ArrayList<>();
        List<List<Object>> rows = new ArrayList<>();
        KINDS.forEach((metric, kind) -> {
            List<Mark> marks = marks(metric, kind, rows);
            if (!marks.isEmpty()) {
                panels.add(new Figure.Panel(
                        kind.title(),
                        Panels.axis(kind.across(), AxisScale.LOG),
                        Panels.axis("eigenvalue λ (1 / gradient-flow time)", AxisScale.LOG),
                        Panels.NO_AXIS,
                        null,
                        List.of(Panels.layer(
                                LayerStyle.POINTS,
                                marks.stream().anyMatch(mark -> !mark.series().isEmpty()) ? LayerSpec.SERIES : "",
                                LayerColor.AUTO,
                                LayerRole.MAIN,
                                marks))));
            }
        });
        String title = "Spectrum of the tangent kernel";
        return panels.isEmpty()
                ? Optional.empty()
                : Optional.of(new ReportChart(
                        "picture-spectrum",
                        title,
                        "What lies along an eigenfunction with eigenvalue λ is learned at the rate λ, so that a target"
                                + " needs the gradient-flow time 1/λ to fall by e. The steeper the fall, the stronger is"
                                + " spectral bias. Values of 0 and the constant, κ = 0, have no place on the axes.",
                        new Figure(title, "", List.of(), Panels.columns(panels.size()), panels),
                        new HtmlTable(List.of("spectrum", "setting", "step", "index", "eigenvalue"), rows)));
    }

    private List<Mark> marks(String metric, Kind kind, List<List<Object>> rows) {
        List<Mark> marks = new ArrayList<>();
        TreeMap<String, TreeMap<Long, TreeMap<Integer, Double>>> bySetting =
                values.getOrDefault(metric, new TreeMap<>());
        boolean moves = bySetting.values().stream().anyMatch(steps -> steps.size() > 1);
        bySetting.forEach((setting, bySteps) -> Panels.some(List.copyOf(bySteps.keySet()), MOST_STEPS)
                .forEach(step -> {
                    String series = setting
                            + (moves
                                    ? (setting.isEmpty() ? "" : ", ") + String.format(Locale.ROOT, "step %d", step)
                                    : "");
                    TreeMap<Integer, Double> spectrum = bySteps.getOrDefault(step, new TreeMap<>());
                    double largest = new TreeSet<>(spectrum.values()).last();
                    spectrum.forEach((index, value) -> {
                        rows.add(Panels.row(kind.title(), setting, step, index, value));
                        int place = index + kind.first();
                        if (place > 0 && value > ROUNDING * largest) {
                            marks.add(Mark.of(place, value, series));
                        }
                    });
                }));
        return marks;
    }
}
