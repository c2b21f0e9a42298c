package org.spectralsweep.spark.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.awt.Color;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;
import org.spectralsweep.spark.figure.AxisScale;
import org.spectralsweep.spark.figure.AxisSpec;
import org.spectralsweep.spark.figure.LayerSpec;
import org.spectralsweep.spark.figure.LayerStyle;

/**
 * The panels of a figure as data for a page's script, which draws them again so that a reader can point, zoom and
 * filter. Colours are those of the drawn figure.
 */
final class ChartJson {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final MathContext DIGITS = new MathContext(6);
    private static final int RAMP = 9;

    private ChartJson() {}

    /** The data as the content of an element {@code script}: no text in it can end the element. */
    static String script(Figure figure) {
        try {
            return JSON.writeValueAsString(panels(figure))
                    .replace("<", "\\u003c")
                    .replace(">", "\\u003e")
                    .replace("&", "\\u0026");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of JSON can always be written", e);
        }
    }

    private static ArrayNode panels(Figure figure) {
        ArrayNode panels = JsonNodeFactory.instance.arrayNode();
        figure.panels().forEach(panel -> panels.add(panel(panel)));
        return panels;
    }

    private static ObjectNode panel(Figure.Panel panel) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        List<Figure.Layer> layers = panel.drawable();
        SeriesColors colors = new SeriesColors(panel.color(), layers);
        node.put("title", panel.title());
        node.set("x", axis(panel.x()));
        node.set("y", axis(panel.y()));
        node.set("color", axis(panel.color()));
        if (panel.shaded() != null) {
            node.putArray("shaded").add(panel.shaded().low()).add(panel.shaded().high());
        }
        ArrayNode ramp = node.putArray("ramp");
        for (int i = 0; i < RAMP; i++) {
            ramp.add(hex(Palette.sequential(i / (RAMP - 1.0))));
        }
        ArrayNode drawn = node.putArray("layers");
        Dodge dodge = Dodge.of(panel, layers, colors);
        for (Figure.Layer layer : layers) {
            for (String name : colors.names(layer)) {
                ObjectNode series = series(layer, name, hex(colors.color(layer, name)));
                double shift = dodge.shift(layer, name);
                if (shift != 0) {
                    series.put("shift", shift);
                }
                if (!series.withArray("marks").isEmpty()) {
                    drawn.add(series);
                }
            }
        }
        if (panel.below() != null) {
            node.set("below", panel(panel.below()));
        }
        return node;
    }

    private static ObjectNode axis(AxisSpec axis) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("label", axis.label());
        node.put("log", axis.scale() == AxisScale.LOG);
        if (axis.min().value() != null) {
            node.put("min", axis.min().value());
        }
        if (axis.max().value() != null) {
            node.put("max", axis.max().value());
        }
        return node;
    }

    private static ObjectNode series(Figure.Layer layer, String name, String color) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        boolean named = layer.label().contains(LayerSpec.SERIES);
        node.put("style", layer.style().name().toLowerCase(Locale.ROOT));
        node.put("role", layer.role().name().toLowerCase(Locale.ROOT));
        node.put("name", named ? layer.label().replace(LayerSpec.SERIES, name) : layer.label());
        node.put("series", name);
        node.put("color", color);
        ArrayNode marks = node.putArray("marks");
        boolean map = layer.style() == LayerStyle.MAP;
        for (Mark mark : layer.marks()) {
            if (map || name.isEmpty() || mark.series().equals(name)) {
                ArrayNode numbers = marks.addArray();
                add(numbers, mark.x());
                add(numbers, mark.y());
                if (map) {
                    add(numbers, mark.value());
                } else if (Double.isFinite(mark.low()) && !Double.isNaN(mark.high())) {
                    add(numbers, mark.low());
                    add(numbers, mark.high());
                }
            }
        }
        return node;
    }

    private static void add(ArrayNode numbers, double value) {
        if (Double.isFinite(value)) {
            numbers.add(new BigDecimal(value).round(DIGITS).doubleValue());
        } else {
            numbers.addNull();
        }
    }

    private static String hex(Color color) {
        return String.format(Locale.ROOT, "#%06x", color.getRGB() & 0xffffff);
    }
}
