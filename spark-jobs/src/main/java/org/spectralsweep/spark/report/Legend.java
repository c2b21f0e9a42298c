package org.spectralsweep.spark.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.spectralsweep.spark.figure.LayerColor;
import org.spectralsweep.spark.figure.LayerSpec;
import org.spectralsweep.spark.figure.LayerStyle;

/** The entries of a panel's legend. They stand in lines above the plot, so that they cover nothing. */
final class Legend {
    private static final int SAMPLE = 24;
    private static final int GAP = 18;
    private static final int LINE = 18;
    private static final int MOST = 14;
    private static final Color REPEATS = Palette.light(Palette.KEY, 110);

    private final List<List<Entry>> lines = new ArrayList<>();

    private record Entry(String label, Color color, LayerStyle style, Glyph glyph) {
        double width() {
            return SAMPLE + 6 + Lettering.width(Lettering.LABELS, label);
        }
    }

    Legend(List<Figure.Layer> layers, SeriesColors colors, double room) {
        double left = 0;
        for (Entry entry : entries(layers, colors)) {
            if (lines.isEmpty() || left + entry.width() > room) {
                lines.add(new ArrayList<>());
                left = 0;
            }
            lines.get(lines.size() - 1).add(entry);
            left += entry.width() + GAP;
        }
    }

    /** One entry for each series in its colour, and then entries that explain each kind of mark. */
    private static List<Entry> entries(List<Figure.Layer> layers, SeriesColors colors) {
        List<Entry> entries = new ArrayList<>();
        List<Entry> kinds = new ArrayList<>();
        Set<String> named = new HashSet<>();
        for (Figure.Layer layer : layers) {
            String label = layer.label();
            LayerStyle style = layer.style();
            List<String> names = names(layer, layers, colors);
            if (style == LayerStyle.MAP || names.isEmpty()) {
                continue;
            }
            if (names.equals(List.of(""))) {
                if (!label.isBlank()) {
                    Color color = colors.color(layer, "");
                    entries.add(
                            new Entry(label, color.equals(Color.WHITE) ? Palette.INK : color, style, glyph(style, 0)));
                }
                continue;
            }
            boolean each = label.contains(LayerSpec.SERIES);
            if (colors.ramp() == null && layer.role() == LayerRole.MAIN) {
                for (String name : names) {
                    if (each || named.add(name)) {
                        String text = each ? label.replace(LayerSpec.SERIES, name) : name;
                        entries.add(
                                new Entry(text, colors.color(layer, name), style, glyph(style, colors.index(name))));
                    }
                }
            }
            if (!each && !label.isBlank()) {
                kinds.add(
                        layer.role() == LayerRole.REPEATS
                                ? new Entry(label, REPEATS, style, PanelSeries.REPEAT)
                                : new Entry(label, key(layer), style, glyph(style, 0)));
            }
        }
        if (entries.size() > MOST) {
            int more = entries.size() - MOST;
            entries.subList(MOST, entries.size()).clear();
            entries.add(
                    new Entry("and " + more + " more", Color.WHITE, LayerStyle.POINTS, glyph(LayerStyle.POINTS, 0)));
        }
        entries.addAll(kinds);
        return entries;
    }

    /** The colour of a layer of many series in the legend: its own where it has one. */
    private static Color key(Figure.Layer layer) {
        return layer.color() == LayerColor.AUTO ? Palette.KEY : Palette.of(layer.color());
    }

    /**
     * The series that a layer names: its own. Those of which no main layer has a mark are named by the one main layer
     * that has {@code {series}} in its label, as if it had.
     */
    private static List<String> names(Figure.Layer layer, List<Figure.Layer> layers, SeriesColors colors) {
        List<String> own = layer.marks().isEmpty() ? List.of() : colors.names(layer);
        if (layer.role() != LayerRole.MAIN || !layer.label().contains(LayerSpec.SERIES)) {
            return own;
        }
        Set<String> elsewhere = layers.stream()
                .filter(other -> other != layer && other.role() == LayerRole.MAIN)
                .flatMap(other -> colors.names(other).stream())
                .collect(Collectors.toSet());
        Set<String> beside = layers.stream()
                .filter(other -> other.role() != LayerRole.MAIN)
                .flatMap(other -> colors.names(other).stream())
                .filter(name -> !name.isEmpty() && !elsewhere.contains(name))
                .collect(Collectors.toSet());
        return beside.isEmpty()
                ? own
                : colors.names().stream()
                        .filter(name -> own.contains(name) || beside.contains(name))
                        .toList();
    }

    static Glyph glyph(LayerStyle style, int index) {
        return PanelSeries.glyph(style, index, 4);
    }

    int height() {
        return lines.isEmpty() ? 0 : LINE * lines.size() + 4;
    }

    void paint(Graphics2D g, double left, double top) {
        double y = top + LINE / 2.0;
        for (List<Entry> line : lines) {
            double x = left;
            for (Entry entry : line) {
                sample(g, entry, x, y);
                g.setColor(Palette.INK);
                g.setFont(Lettering.LABELS);
                g.drawString(entry.label(), (float) (x + SAMPLE + 6), (float) (y + 4.3));
                x += entry.width() + GAP;
            }
            y += LINE;
        }
    }

    private static void sample(Graphics2D g, Entry entry, double x, double y) {
        g.setColor(entry.color());
        switch (entry.style()) {
            case POINTS, OPEN, CROSSES, MAP -> entry.glyph().paint(g, x + SAMPLE / 2.0, y, 0);
            case LINES, STEPS -> stroke(g, PanelSeries.SOLID, x, y);
            case DASHED -> stroke(g, PanelSeries.DASHED, x, y);
            case TICKS -> {
                g.setStroke(PanelSeries.DASHED);
                g.draw(new Line2D.Double(x + SAMPLE / 2.0, y - 7, x + SAMPLE / 2.0, y + 7));
            }
            case BARS -> {
                g.setColor(Palette.light(entry.color(), PanelSeries.BAR_ALPHA));
                g.fill(new Rectangle2D.Double(x + 6, y - 5, SAMPLE - 12.0, 10));
            }
        }
    }

    private static void stroke(Graphics2D g, BasicStroke stroke, double x, double y) {
        g.setStroke(stroke);
        g.draw(new Line2D.Double(x, y, x + SAMPLE, y));
    }
}
