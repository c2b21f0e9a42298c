package org.spectralsweep.spark.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.spectralsweep.spark.figure.AxisScale;

/**
 * Moves points of several series at one x apart, where one would hide another. Points of one series move alike in all
 * layers. Lines and bars stay.
 */
final class Dodge {
    /** The largest distance of two neighbours in points of the screen. */
    static final double STEP = 7;

    /** The largest distance of the first and the last series. */
    private static final double REACH = 18;

    /** Of more series, the outer ones would stand beside a wrong x. */
    private static final int MOST_SERIES = 8;

    /** Marks that are this part of the axis apart do not hide each other. */
    private static final double APART = 0.02;

    private final List<String> series;

    private Dodge(List<String> series) {
        this.series = series;
    }

    /** The moves of a panel's series; none where nothing is hidden. */
    static Dodge of(Figure.Panel panel, List<Figure.Layer> layers, SeriesColors colors) {
        List<String> names = layers.stream()
                .filter(Dodge::isPoints)
                .flatMap(layer -> colors.names(layer).stream())
                .filter(name -> !name.isEmpty())
                .distinct()
                .sorted((one, other) -> Integer.compare(colors.index(one), colors.index(other)))
                .toList();
        boolean hidden = names.size() > 1
                && names.size() <= MOST_SERIES
                && layers.stream().noneMatch(Dodge::joins)
                && layers.stream()
                        .filter(layer -> layer.role() == LayerRole.MAIN && isPoints(layer))
                        .anyMatch(layer -> overlaps(layer.marks(), panel.y().scale() == AxisScale.LOG));
        return new Dodge(hidden ? names : List.of());
    }

    static boolean isPoints(Figure.Layer layer) {
        return switch (layer.style()) {
            case POINTS, OPEN, CROSSES -> layer.role() != LayerRole.GUIDE;
            case LINES, DASHED, STEPS, BARS, TICKS, MAP -> false;
        };
    }

    /** Whether a layer's lines join the marks of series, which then have to stay on them. */
    private static boolean joins(Figure.Layer layer) {
        return switch (layer.style()) {
            case LINES, DASHED, STEPS ->
                layer.role() != LayerRole.GUIDE
                        && layer.marks().stream()
                                .anyMatch(mark -> !mark.series().isEmpty());
            case POINTS, OPEN, CROSSES, BARS, TICKS, MAP -> false;
        };
    }

    /** Whether marks of two series at one x have whiskers, or places, that overlap. */
    private static boolean overlaps(List<Mark> marks, boolean log) {
        double least =
                marks.stream().mapToDouble(mark -> place(mark.y(), log)).min().orElse(0);
        double most =
                marks.stream().mapToDouble(mark -> place(mark.y(), log)).max().orElse(0);
        double apart = APART * (most - least);
        Map<Double, List<Mark>> byX = new TreeMap<>();
        marks.forEach(
                mark -> byX.computeIfAbsent(mark.x(), x -> new ArrayList<>()).add(mark));
        return byX.values().stream().anyMatch(here -> {
            for (int i = 0; i < here.size(); i++) {
                for (int j = 0; j < i; j++) {
                    if (!here.get(i).series().equals(here.get(j).series())
                            && high(here.get(i), log) + apart >= low(here.get(j), log)
                            && high(here.get(j), log) + apart >= low(here.get(i), log)) {
                        return true;
                    }
                }
            }
            return false;
        });
    }

    private static double place(double value, boolean log) {
        return log ? Math.log(value) : value;
    }

    private static double low(Mark mark, boolean log) {
        return place(Double.isNaN(mark.low()) ? mark.y() : mark.low(), log);
    }

    private static double high(Mark mark, boolean log) {
        return place(Double.isNaN(mark.high()) ? mark.y() : mark.high(), log);
    }

    /** How far a series' points in a layer move to the right, in points of the screen; half of them to the left. */
    double shift(Figure.Layer layer, String name) {
        int place = series.indexOf(name);
        return place < 0 || !isPoints(layer) ? 0 : step() * (place - (series.size() - 1) / 2.0);
    }

    /** How far points move at most. */
    double reach() {
        return series.isEmpty() ? 0 : step() * (series.size() - 1) / 2.0;
    }

    private double step() {
        return Math.min(STEP, REACH / (series.size() - 1));
    }
}
