package org.spectralsweep.spark.report;

import java.awt.Color;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.spark.figure.AxisSpec;
import org.spectralsweep.spark.figure.LayerColor;
import org.spectralsweep.spark.figure.LayerStyle;

/**
 * The colours of a panel. A series has the same colour in all layers. If there are more series than colours and all of
 * them are numbers, their colours come from a ramp.
 */
final class SeriesColors {
    private final Map<String, Integer> series = new LinkedHashMap<>();
    /** The colours of layers without series, by identity, because equal layers are still two. */
    private final IdentityHashMap<Figure.Layer, Color> layers = new IdentityHashMap<>();

    private final @Nullable PanelAxis ramp;

    /** The colours of layers; the scale is that of a ramp. */
    SeriesColors(AxisSpec scale, List<Figure.Layer> drawn) {
        TreeSet<String> names =
                new TreeSet<>(Comparator.comparing(SeriesColors::number).thenComparing(Comparator.naturalOrder()));
        drawn.stream()
                .filter(layer -> layer.style() != LayerStyle.MAP)
                .flatMap(layer -> layer.marks().stream())
                .map(Mark::series)
                .filter(name -> !name.isEmpty())
                .forEach(names::add);
        names.forEach(name -> series.put(name, series.size()));
        boolean numbers = names.stream().noneMatch(name -> number(name).isInfinite());
        double[] values = names.stream().mapToDouble(SeriesColors::number).toArray();
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
        return ramp == null ? Palette.of(index(name)) : Palette.ramp(ramp.part(number(name)));
    }
}
