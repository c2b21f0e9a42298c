package org.spectralsweep.spark.report;

import java.awt.Color;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.spark.figure.AxisSpec;
import org.spectralsweep.spark.figure.LayerColor;
import org.spectralsweep.spark.figure.LayerStyle;

/**
 * The colours of a panel. A series has the same colour in all layers. Three series or more have colours in order, from
 * dark to light, if their names are numbers or differ in a number at their end. If numbers are more than a legend can
 * name, a scale beside the panel names their colours.
 */
final class SeriesColors {
    private final Map<String, Integer> series = new LinkedHashMap<>();
    /** The colours of layers without series, by identity, because equal layers are still two. */
    private final IdentityHashMap<Figure.Layer, Color> layers = new IdentityHashMap<>();

    /** The number at the end of a name such as {@code dimension = 3}. */
    private static final Pattern LAST_NUMBER = Pattern.compile("(?<= |^)[-+]?[0-9]+(\\.[0-9]+)?([eE][-+]?[0-9]+)?$");

    /** Two colours show no order. */
    private static final int LEAST_ORDERED = 3;

    private final @Nullable PanelAxis ramp;
    private final boolean ordered;

    /** The colours of layers; the scale is that of a ramp. */
    SeriesColors(AxisSpec scale, List<Figure.Layer> drawn) {
        TreeSet<String> names =
                new TreeSet<>(Comparator.comparing(SeriesColors::last).thenComparing(Comparator.naturalOrder()));
        drawn.stream()
                .filter(layer -> layer.style() != LayerStyle.MAP)
                .flatMap(layer -> layer.marks().stream())
                .map(Mark::series)
                .filter(name -> !name.isEmpty())
                .forEach(names::add);
        names.forEach(name -> series.put(name, series.size()));
        boolean numbers = names.stream().noneMatch(name -> number(name).isInfinite());
        double[] values = names.stream().mapToDouble(SeriesColors::number).toArray();
        this.ordered = names.size() >= LEAST_ORDERED
                && (numbers
                        || names.stream().noneMatch(name -> last(name).isInfinite())
                                && names.stream()
                                                .map(name -> LAST_NUMBER
                                                        .matcher(name)
                                                        .replaceFirst(""))
                                                .distinct()
                                                .count()
                                        == 1);
        this.ramp = names.size() > Palette.COLORS.size() && numbers
                ? new PanelAxis(scale, values, values, 0, 280, 28, false)
                : null;
        int next = ramp == null ? series.size() : 0;
        for (Figure.Layer layer : drawn) {
            if (layer.style() != LayerStyle.MAP && names(layer).equals(List.of(""))) {
                boolean chosen = layer.color() != LayerColor.AUTO;
                layers.put(layer, chosen ? Palette.of(layer.color()) : Palette.of(next++));
            }
        }
    }

    /** The number of a name. A name that is not a number comes last. */
    private static Double number(String name) {
        try {
            return Double.valueOf(name);
        } catch (NumberFormatException e) {
            return Double.POSITIVE_INFINITY;
        }
    }

    /** The number that a name is or ends with. A name without one comes last. */
    private static Double last(String name) {
        Double whole = number(name);
        Matcher matcher = LAST_NUMBER.matcher(name);
        return whole.isInfinite() && matcher.find() ? number(matcher.group()) : whole;
    }

    /** The scale of the ramp, or null if there is none. */
    @Nullable
    PanelAxis ramp() {
        return ramp;
    }

    /** The series of a layer in the order of their colours. If there are none, this is one empty name. */
    List<String> names(Figure.Layer layer) {
        List<String> names = new ArrayList<>(series.keySet());
        names.removeIf(
                name -> layer.marks().stream().noneMatch(mark -> mark.series().equals(name)));
        return names.isEmpty() ? List.of("") : names;
    }

    /** The series of the panel in the order of their colours. */
    List<String> names() {
        return List.copyOf(series.keySet());
    }

    int index(String name) {
        return series.getOrDefault(name, 0);
    }

    Color color(Figure.Layer layer, String name) {
        Color own = layers.get(layer);
        if (own != null && name.isEmpty()) {
            return own;
        }
        if (layer.color() != LayerColor.AUTO) {
            return Palette.of(layer.color());
        }
        if (ramp != null) {
            return Palette.ramp(ramp.part(number(name)));
        }
        return ordered ? Palette.ramp(index(name) / (series.size() - 1.0)) : Palette.of(index(name));
    }
}
