package org.spectralsweep.spark.job;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
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
import org.spectralsweep.spark.report.Quartiles;
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
    private static final String AMPLITUDE_LABEL = "amplitude / amplitude at the start";
    private static final String SEEDS =
            "Medians over seeds with the quartiles as bands. Seeds that stopped carry their last value on.";
    private static final int MOST_SETTINGS = 6;
    private static final int MOST_FREQUENCIES = 12;
    private static final int MOST_SEEDS = 12;
    private static final int MOST_SENTENCES = 2;
    private static final double LEARNED = 0.1;

    /** Below this part of the target the map is dark, whatever remains. */
    private static final double FLOOR = 1e-3;

    /** Settings in the order in which people count. */
    static final Comparator<String> SETTINGS =
            Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder());

    private final Map<String, Map<Integer, List<Curve>>> losses = new TreeMap<>(SETTINGS);
    private final Map<String, Map<Integer, List<Curve>>> amplitudes = new TreeMap<>(SETTINGS);
    private final String shown;
    private int ofEnergy;
    private int ofStart;

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
        this.shown = shown(all);
        Map<String, TrialRow> chosen = new HashMap<>();
        Panels.some(List.copyOf(all.values()), MOST_SETTINGS)
                .forEach(byFrequency -> Panels.some(List.copyOf(byFrequency.values()), MOST_FREQUENCIES)
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
            SpecColumns spec = trial.spec();
            if (spec != null) {
                add(losses, name, spec.task().frequency(), loss(trial, loss.getOrDefault(id, new TreeMap<>())));
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

    /** The losses of a trial over its target's energy; over its first loss, where an old table lacks the energy. */
    private @Nullable Curve loss(TrialRow trial, TreeMap<Long, Double> values) {
        if (values.isEmpty()) {
            return null;
        }
        Double energy = trial.outcome().course().targetEnergy();
        if (energy != null) {
            ofEnergy++;
            return Curve.of(values, energy);
        }
        ofStart++;
        return Curve.of(values, values.firstEntry().getValue());
    }

    private String lossLabel() {
        return ofStart == 0
                ? "loss / energy of the target"
                : ofEnergy == 0 ? "loss / loss at the start" : "loss / energy of the target, or loss at the start";
    }

    /** What of all settings, frequencies and seeds is drawn, in a sentence; empty if it is all of them. */
    private static String shown(Map<String, Map<Integer, List<TrialRow>>> all) {
        int frequencies = all.values().stream().mapToInt(Map::size).max().orElse(0);
        int seeds = all.values().stream()
                .flatMap(byFrequency -> byFrequency.values().stream())
                .mapToInt(List::size)
                .max()
                .orElse(0);
        StringJoiner parts = new StringJoiner(", ", " Drawn are ", ".").setEmptyValue("");
        share(parts, MOST_SETTINGS, all.size(), "settings");
        share(parts, MOST_FREQUENCIES, frequencies, "frequencies");
        share(parts, MOST_SEEDS, seeds, "seeds");
        return parts.toString();
    }

    private static void share(StringJoiner parts, int most, int all, String what) {
        if (all > most) {
            parts.add(most + " of " + all + " " + what);
        }
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
            curves("picture-loss", losses, "Loss by frequency", lossLabel()).ifPresent(parts::add);
        }
        curves("picture-amplitude", amplitudes, "Amplitude of the residual by frequency", AMPLITUDE_LABEL)
                .ifPresent(parts::add);
        // One network that learns many frequencies shows spectral bias in itself, many networks show it side by side.
        if (amplitudes.isEmpty()) {
            map(losses, lossLabel()).ifPresent(parts::add);
        } else {
            map(amplitudes, AMPLITUDE_LABEL).ifPresent(parts::add);
        }
        return parts;
    }

    private static List<Curve> every(Map<Integer, List<Curve>> byFrequency) {
        return byFrequency.values().stream().flatMap(List::stream).toList();
    }

    /** The losses of settings that have one target each, in one panel. */
    private Optional<ReportPart> settings() {
        double[] steps = Curve.shared(
                losses.values().stream().flatMap(of -> every(of).stream()).toList());
        List<Mark> marks = new ArrayList<>();
        List<List<Object>> rows = new ArrayList<>();
        losses.forEach((setting, byFrequency) -> byFrequency.values().forEach(seeds -> {
            for (double step : steps) {
                Quartiles of = Curve.quartiles(seeds, step);
                if (Double.isFinite(of.median())) {
                    marks.add(mark(step, of, setting));
                    rows.add(Panels.row(setting, step, of.median(), of.low(), of.high()));
                }
            }
        }));
        Figure.Panel panel = new Figure.Panel(
                "",
                Panels.STEPS,
                Panels.axis(lossLabel(), AxisScale.LOG),
                Panels.NO_AXIS,
                null,
                List.of(Panels.layer(
                        LayerStyle.LINES,
                        losses.size() > 1 ? LayerSpec.SERIES : "",
                        LayerColor.AUTO,
                        LayerRole.MAIN,
                        marks)));
        return rows.isEmpty()
                ? Optional.empty()
                : Optional.of(new ReportChart(
                        "picture-loss",
                        "Loss over steps",
                        SEEDS + shown,
                        new Figure("Loss over steps", "", List.of(), 1, List.of(panel)),
                        new HtmlTable(List.of("setting", "step", "median", "quartile", "upper quartile"), rows)));
    }

    /** A median with its quartiles, for an axis on which 0 has no place. */
    private static Mark mark(double step, Quartiles of, String series) {
        return new Mark(step, of.median(), series, of.low() > 0 ? of.low() : of.median(), of.high(), Double.NaN);
    }

    /** How soon the lowest and the highest frequency are learned, in a sentence for each of some settings. */
    List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        (amplitudes.isEmpty() ? losses : amplitudes).forEach((setting, byFrequency) -> {
            if (byFrequency.size() >= 3 && sentences.size() < MOST_SENTENCES) {
                List<Integer> frequencies = List.copyOf(byFrequency.keySet());
                double[] steps = Curve.shared(every(byFrequency));
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
            double value = Curve.quartiles(seeds, step).median();
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

    private Optional<ReportPart> curves(
            String name, Map<String, Map<Integer, List<Curve>>> all, String title, String label) {
        List<Figure.Panel> panels = new ArrayList<>();
        List<List<Object>> rows = new ArrayList<>();
        all.forEach((setting, byFrequency) -> {
            double[] steps = Curve.shared(every(byFrequency));
            List<Mark> marks = new ArrayList<>();
            byFrequency.forEach((frequency, seeds) -> {
                for (double step : steps) {
                    Quartiles of = Curve.quartiles(seeds, step);
                    if (of.median() > 0) {
                        marks.add(mark(step, of, String.valueOf(frequency)));
                    }
                    if (Double.isFinite(of.median())) {
                        rows.add(Panels.row(setting, frequency, step, of.median(), of.low(), of.high()));
                    }
                }
            });
            panels.add(new Figure.Panel(
                    setting,
                    Panels.STEPS,
                    Panels.axis(label, AxisScale.LOG),
                    Panels.axis("frequency κ", AxisScale.LINEAR),
                    null,
                    List.of(Panels.layer(
                            LayerStyle.LINES, "κ = " + LayerSpec.SERIES, LayerColor.AUTO, LayerRole.MAIN, marks))));
        });
        return rows.isEmpty()
                ? Optional.empty()
                : Optional.of(new ReportChart(
                        name,
                        title,
                        SEEDS + shown,
                        new Figure(title, "", List.of(), Panels.columns(panels.size()), panels),
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

    private Optional<ReportPart> map(Map<String, Map<Integer, List<Curve>>> all, String label) {
        List<Figure.Panel> panels = new ArrayList<>();
        List<List<Object>> rows = new ArrayList<>();
        all.forEach((setting, byFrequency) -> {
            if (byFrequency.size() < 3) {
                return;
            }
            double[] steps = Curve.shared(every(byFrequency));
            List<Mark> marks = new ArrayList<>();
            TreeSet<Double> seen = new TreeSet<>();
            byFrequency.forEach((frequency, seeds) -> {
                for (double step : steps) {
                    double value = Curve.quartiles(seeds, step).median();
                    if (Double.isFinite(value)) {
                        double clamped = Math.max(FLOOR, Math.min(1, value));
                        seen.add(clamped);
                        marks.add(new Mark(step, frequency, "", Double.NaN, Double.NaN, clamped));
                        rows.add(Panels.row(setting, frequency, step, value));
                    }
                }
            });
            if (seen.size() > 1 && seen.first() < 0.9) {
                panels.add(new Figure.Panel(
                        setting,
                        Panels.STEPS,
                        Panels.axis("frequency κ", AxisScale.LINEAR),
                        new AxisSpec(label, AxisScale.LOG, new AxisEnd(nice(seen.first())), new AxisEnd(1.0)),
                        null,
                        List.of(Panels.layer(LayerStyle.MAP, "", LayerColor.AUTO, LayerRole.MAIN, marks))));
            }
        });
        return panels.isEmpty()
                ? Optional.empty()
                : Optional.of(new ReportChart(
                        "picture-learned",
                        "What is learned when: frequency and step",
                        "What remains to be learned at each frequency, as steps go by: yellow is all of it or more, dark"
                                + " is learned. Spectral bias is the slanted edge: low frequencies go first." + shown,
                        new Figure("What is learned when", "", List.of(), Panels.columns(panels.size()), panels),
                        new HtmlTable(List.of("setting", "frequency", "step", "median"), rows)));
    }
}
