package org.spectralsweep.spark.job;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.metric.LearningCurve;
import org.spectralsweep.metric.Measurement;
import org.spectralsweep.spark.figure.AxisEnd;
import org.spectralsweep.spark.figure.AxisScale;
import org.spectralsweep.spark.figure.AxisSpec;
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
import org.spectralsweep.spark.table.SpecColumns;
import org.spectralsweep.spark.table.TrialRow;
import org.spectralsweep.spark.table.UnitStore;

/**
 * Learning curves by frequency, and the map of frequency and step. Of very many trials, some are read. Seeds that
 * stopped carry their last value on.
 */
final class CurveCharts {
    private static final String AMPLITUDE = "amplitude_residual";
    private static final String LOSS = LearningCurve.DOMAIN.measured();
    private static final String LOSS_LABEL = "loss / energy of the target";
    private static final String AMPLITUDE_LABEL = "amplitude / amplitude at the start";
    private static final String SEEDS =
            "Medians over seeds with the quartiles as bands. Seeds that stopped carry their last value on.";
    private static final int MOST_SETTINGS = 6;
    private static final int MOST_FREQUENCIES = 12;
    private static final int MOST_SEEDS = 12;
    private static final int STEPS = 60;
    private static final int MOST_SENTENCES = 2;
    private static final double LEARNED = 0.1;

    /** The part of the curves that go on so far which must have a checkpoint. */
    private static final double SHARED = 0.3;

    /** Below this part of the target the map is dark, whatever remains. */
    private static final double FLOOR = 1e-3;

    static final Comparator<String> SETTINGS =
            Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder());

    private final Map<String, Map<Integer, List<Curve>>> losses = new TreeMap<>(SETTINGS);
    private final Map<String, Map<Integer, List<Curve>>> amplitudes = new TreeMap<>(SETTINGS);
    private final int settings;

    /** Values of one trial over steps, as parts of the target or of the first value. */
    private record Curve(long[] steps, double[] values) {
        /** The value at a step: that of the last checkpoint until then. NaN before the first. */
        double at(double step) {
            int place = Arrays.binarySearch(steps, (long) Math.floor(step));
            int last = place >= 0 ? place : -place - 2;
            return last < 0 ? Double.NaN : values[last];
        }

        static @Nullable Curve of(TreeMap<Long, Double> values, double unit) {
            return values.isEmpty() || !(unit > 0)
                    ? null
                    : new Curve(
                            values.keySet().stream().mapToLong(Long::longValue).toArray(),
                            values.values().stream()
                                    .mapToDouble(value -> Math.abs(value) / unit)
                                    .toArray());
        }
    }

    /**
     * Reads curves.
     *
     * @param trials the sweep's own
     * @param setting what varies besides frequency and seed, by trial
     */
    CurveCharts(UnitStore store, List<TrialRow> trials, Map<String, String> setting) throws IOException {
        Map<String, Map<Integer, List<TrialRow>>> all = new TreeMap<>(SETTINGS);
        for (TrialRow trial : trials) {
            SpecColumns spec = trial.spec();
            if (spec != null && trial.outcome().course().steps() > 0) {
                all.computeIfAbsent(setting.getOrDefault(trial.trialId(), ""), key -> new TreeMap<>())
                        .computeIfAbsent(spec.task().frequency(), key -> new ArrayList<>())
                        .add(trial);
            }
        }
        this.settings = all.size();
        Map<String, TrialRow> chosen = new HashMap<>();
        LawCharts.some(List.copyOf(all.values()), MOST_SETTINGS)
                .forEach(byFrequency -> LawCharts.some(List.copyOf(byFrequency.values()), MOST_FREQUENCIES)
                        .forEach(seeds ->
                                seeds.stream().limit(MOST_SEEDS).forEach(trial -> chosen.put(trial.trialId(), trial))));
        Map<String, TreeMap<Long, Double>> loss = new HashMap<>();
        Map<String, TreeMap<Integer, TreeMap<Long, Double>>> amplitude = new HashMap<>();
        for (MeasurementRow row : store.measurements(Set.of(LOSS, AMPLITUDE), chosen.keySet())) {
            if (row.scope().equals(Measurement.ALL) && Double.isFinite(row.value())) {
                TreeMap<Long, Double> values = row.metric().equals(LOSS)
                        ? loss.computeIfAbsent(row.trialId(), key -> new TreeMap<>())
                        : amplitude
                                .computeIfAbsent(row.trialId(), key -> new TreeMap<>())
                                .computeIfAbsent(row.index(), key -> new TreeMap<>());
                values.put(row.step(), row.value());
            }
        }
        chosen.forEach((id, trial) -> {
            String name = setting.getOrDefault(id, "");
            TreeMap<Long, Double> own = loss.getOrDefault(id, new TreeMap<>());
            Double energy = trial.outcome().course().targetEnergy();
            SpecColumns spec = trial.spec();
            if (spec != null && !own.isEmpty()) {
                add(
                        losses,
                        name,
                        spec.task().frequency(),
                        Curve.of(own, energy != null ? energy : own.firstEntry().getValue()));
            }
            TreeMap<Integer, TreeMap<Long, Double>> parts = amplitude.getOrDefault(id, new TreeMap<>());
            if (parts.size() > 2) {
                parts.forEach((frequency, values) -> add(
                        amplitudes,
                        name,
                        frequency,
                        Curve.of(values, Math.abs(values.firstEntry().getValue()))));
            }
        });
    }

    private static void add(
            Map<String, Map<Integer, List<Curve>>> curves, String setting, int frequency, @Nullable Curve curve) {
        if (curve != null) {
            curves.computeIfAbsent(setting, key -> new TreeMap<>())
                    .computeIfAbsent(frequency, key -> new ArrayList<>())
                    .add(curve);
        }
    }

    List<ReportPart> parts() {
        List<ReportPart> parts = new ArrayList<>();
        boolean single = losses.values().stream().allMatch(byFrequency -> byFrequency.size() == 1);
        if (single) {
            settings().ifPresent(parts::add);
        } else {
            curves(losses, "Loss by frequency", LOSS_LABEL).ifPresent(parts::add);
        }
        curves(amplitudes, "Amplitude of the residual by frequency", AMPLITUDE_LABEL)
                .ifPresent(parts::add);
        // One network that learns many frequencies shows spectral bias in itself, many networks show it side by side.
        if (amplitudes.isEmpty()) {
            map(losses, LOSS_LABEL).ifPresent(parts::add);
        } else {
            map(amplitudes, AMPLITUDE_LABEL).ifPresent(parts::add);
        }
        return parts;
    }

    /** The losses of settings that have one target each, in one panel. */
    private Optional<ReportPart> settings() {
        Map<Integer, List<Curve>> every = new TreeMap<>();
        losses.values()
                .forEach(byFrequency -> byFrequency.forEach(
                        (frequency, seeds) -> every.computeIfAbsent(frequency, key -> new ArrayList<>())
                                .addAll(seeds)));
        double[] steps = steps(every);
        List<Mark> marks = new ArrayList<>();
        List<List<Object>> rows = new ArrayList<>();
        losses.forEach((setting, byFrequency) -> byFrequency.values().forEach(seeds -> {
            for (double step : steps) {
                double[] ends = quartiles(seeds, step);
                if (Double.isFinite(ends[1])) {
                    marks.add(new Mark(step, ends[1], setting, ends[0], ends[2], Double.NaN));
                    rows.add(LawCharts.row(setting, step, ends[1], ends[0], ends[2]));
                }
            }
        }));
        Figure.Panel panel = new Figure.Panel(
                "",
                LawCharts.axis("step", AxisScale.LOG),
                LawCharts.axis(LOSS_LABEL, AxisScale.LOG),
                LawCharts.axis("", AxisScale.LINEAR),
                null,
                List.of(LawCharts.layer(
                        LayerStyle.LINES,
                        losses.size() > 1 ? LayerSpec.SERIES : "",
                        LayerColor.AUTO,
                        LayerRole.MAIN,
                        marks)));
        return rows.isEmpty()
                ? Optional.empty()
                : Optional.of(new ReportChart(
                        "Loss over steps",
                        SEEDS + shown(),
                        new Figure("Loss over steps", "", List.of(), 1, List.of(panel)),
                        new HtmlTable(List.of("setting", "step", "median", "quartile", "upper quartile"), rows)));
    }

    /** How soon the lowest and the highest frequency are learned, in a sentence for each of some settings. */
    List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        (amplitudes.isEmpty() ? losses : amplitudes).forEach((setting, byFrequency) -> {
            if (byFrequency.size() >= 3 && sentences.size() < MOST_SENTENCES) {
                List<Integer> frequencies = List.copyOf(byFrequency.keySet());
                double[] steps = steps(byFrequency);
                Optional<String> slow = learned(byFrequency, frequencies.get(0), steps);
                Optional<String> fast = learned(byFrequency, frequencies.get(frequencies.size() - 1), steps);
                if (slow.isPresent() && fast.isPresent()) {
                    sentences.add((amplitudes.isEmpty() ? "A tenth of the loss" : "A tenth of the amplitude")
                            + " is left" + (setting.isEmpty() ? "" : " with " + setting) + ": " + slow.get() + ", "
                            + fast.get() + ".");
                }
            }
        });
        return sentences;
    }

    private static Optional<String> learned(Map<Integer, List<Curve>> byFrequency, int frequency, double[] steps) {
        List<Curve> seeds = byFrequency.getOrDefault(frequency, List.of());
        double last = Double.NaN;
        for (double step : steps) {
            double value = quartiles(seeds, step)[1];
            if (value <= LEARNED) {
                return Optional.of(String.format(Locale.ROOT, "of κ = %d at step %.0f", frequency, step));
            }
            last = Double.isFinite(value) ? value : last;
        }
        return Double.isNaN(last)
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "of κ = %d not within %.0f steps, when %.0f %% are left",
                        frequency,
                        steps[steps.length - 1],
                        100 * last));
    }

    /** Checkpoints that a good part of the curves share, since values between checkpoints are not known; at most 60. */
    private static double[] steps(Map<Integer, List<Curve>> curves) {
        TreeMap<Long, Integer> counts = new TreeMap<>();
        List<Curve> all = curves.values().stream().flatMap(List::stream).toList();
        all.forEach(curve -> Arrays.stream(curve.steps())
                .filter(step -> step > 0)
                .forEach(step -> counts.merge(step, 1, Integer::sum)));
        List<Double> steps = new ArrayList<>();
        counts.forEach((step, count) -> {
            long going = all.stream()
                    .filter(curve -> curve.steps()[curve.steps().length - 1] >= step)
                    .count();
            if (count >= SHARED * going) {
                steps.add((double) step);
            }
        });
        return LawCharts.some(steps, STEPS).stream()
                .mapToDouble(Double::doubleValue)
                .toArray();
    }

    /** Quartile, median, upper quartile over seeds; NaN where fewer than half of them have a value. */
    private static double[] quartiles(List<Curve> seeds, double step) {
        double[] values = seeds.stream()
                .mapToDouble(curve -> curve.at(step))
                .filter(Double::isFinite)
                .sorted()
                .toArray();
        return 2 * values.length < seeds.size() || values.length == 0
                ? new double[] {Double.NaN, Double.NaN, Double.NaN}
                : new double[] {
                    values[(values.length - 1) / 4],
                    LawSentences.median(values),
                    values[(3 * (values.length - 1) + 2) / 4]
                };
    }

    private Optional<ReportPart> curves(Map<String, Map<Integer, List<Curve>>> all, String title, String label) {
        List<Figure.Panel> panels = new ArrayList<>();
        List<List<Object>> rows = new ArrayList<>();
        all.forEach((setting, byFrequency) -> {
            double[] steps = steps(byFrequency);
            List<Mark> marks = new ArrayList<>();
            byFrequency.forEach((frequency, seeds) -> {
                for (double step : steps) {
                    double[] ends = quartiles(seeds, step);
                    if (ends[1] > 0) {
                        double low = ends[0] > 0 ? ends[0] : ends[1];
                        marks.add(new Mark(step, ends[1], String.valueOf(frequency), low, ends[2], Double.NaN));
                    }
                    if (Double.isFinite(ends[1])) {
                        rows.add(LawCharts.row(setting, frequency, step, ends[1], ends[0], ends[2]));
                    }
                }
            });
            panels.add(new Figure.Panel(
                    setting,
                    LawCharts.axis("step", AxisScale.LOG),
                    LawCharts.axis(label, AxisScale.LOG),
                    LawCharts.axis("frequency κ", AxisScale.LINEAR),
                    null,
                    List.of(LawCharts.layer(
                            LayerStyle.LINES, "κ = " + LayerSpec.SERIES, LayerColor.AUTO, LayerRole.MAIN, marks))));
        });
        return rows.isEmpty()
                ? Optional.empty()
                : Optional.of(new ReportChart(
                        title,
                        SEEDS + shown(),
                        new Figure(title, "", List.of(), LawCharts.columns(panels.size()), panels),
                        new HtmlTable(
                                List.of("setting", "frequency", "step", "median", "quartile", "upper quartile"),
                                rows)));
    }

    /** The number 1, 2 or 5 times a power of ten below a number. */
    private static double nice(double number) {
        double power = Math.pow(10, Math.floor(Math.log10(number)));
        double digit = number / power;
        return power * (digit >= 5 ? 5 : digit >= 2 ? 2 : 1);
    }

    private String shown() {
        return settings > MOST_SETTINGS
                ? String.format(Locale.ROOT, " %d of %d settings are drawn.", MOST_SETTINGS, settings)
                : "";
    }

    private Optional<ReportPart> map(Map<String, Map<Integer, List<Curve>>> all, String label) {
        List<Figure.Panel> panels = new ArrayList<>();
        List<List<Object>> rows = new ArrayList<>();
        all.forEach((setting, byFrequency) -> {
            if (byFrequency.size() < 3) {
                return;
            }
            double[] steps = steps(byFrequency);
            List<Mark> marks = new ArrayList<>();
            TreeSet<Double> seen = new TreeSet<>();
            byFrequency.forEach((frequency, seeds) -> {
                for (double step : steps) {
                    double value = quartiles(seeds, step)[1];
                    if (Double.isFinite(value)) {
                        double clamped = Math.max(FLOOR, Math.min(1, value));
                        seen.add(clamped);
                        marks.add(new Mark(step, frequency, "", Double.NaN, Double.NaN, clamped));
                        rows.add(LawCharts.row(setting, frequency, step, value));
                    }
                }
            });
            if (seen.size() > 1 && seen.first() < 0.9) {
                panels.add(new Figure.Panel(
                        setting,
                        LawCharts.axis("step", AxisScale.LOG),
                        LawCharts.axis("frequency κ", AxisScale.LINEAR),
                        new AxisSpec(label, AxisScale.LOG, new AxisEnd(nice(seen.first())), new AxisEnd(1.0)),
                        null,
                        List.of(LawCharts.layer(LayerStyle.MAP, "", LayerColor.AUTO, LayerRole.MAIN, marks))));
            }
        });
        return panels.isEmpty()
                ? Optional.empty()
                : Optional.of(new ReportChart(
                        "What is learned when: frequency and step",
                        "What remains to be learned at each frequency, as steps go by: yellow is all of it or more, dark"
                                + " is learned. Spectral bias is the slanted edge: low frequencies go first." + shown(),
                        new Figure("What is learned when", "", List.of(), LawCharts.columns(panels.size()), panels),
                        new HtmlTable(List.of("setting", "frequency", "step", "median"), rows)));
    }
}
