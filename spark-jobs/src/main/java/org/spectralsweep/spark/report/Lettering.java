package org.spectralsweep.spark.report;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.font.FontRenderContext;
import java.awt.geom.AffineTransform;
import java.util.ArrayList;
import java.util.List;

/** The fonts of pictures, and how much room text takes in them. */
final class Lettering {
    static final Font LABELS = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
    static final Font SMALL_BOLD = new Font(Font.SANS_SERIF, Font.BOLD, 12);
    static final Font TITLES = new Font(Font.SANS_SERIF, Font.PLAIN, 13);
    static final Font PANEL = new Font(Font.SANS_SERIF, Font.BOLD, 13);
    static final Font HEADING = new Font(Font.SANS_SERIF, Font.BOLD, 15);
    private static final FontRenderContext CONTEXT = new FontRenderContext(null, true, true);

    private Lettering() {}

    static double width(Font font, String text) {
        return text.isEmpty() ? 0 : font.getStringBounds(text, CONTEXT).getWidth();
    }

    /** The text in lines no wider than {@code room}, if its words allow that. An empty text has no lines. */
    static List<String> wrapped(Font font, String text, double room) {
        List<String> lines = new ArrayList<>();
        String line = "";
        for (String word : text.strip().split("\\s+", -1)) {
            String longer = line.isEmpty() ? word : line + " " + word;
            if (!line.isEmpty() && width(font, longer) > room) {
                lines.add(line);
                line = word;
            } else {
                line = longer;
            }
        }
        if (!line.isEmpty()) {
            lines.add(line);
        }
        return lines;
    }

    /** Draws a text with its middle at x. */
    static void middle(Graphics2D g, Font font, String text, double x, double baseline) {
        g.setFont(font);
        g.drawString(text, (float) (x - width(font, text) / 2), (float) baseline);
    }

    /** Draws a text that ends at x. */
    static void right(Graphics2D g, Font font, String text, double x, double baseline) {
        g.setFont(font);
        g.drawString(text, (float) (x - width(font, text)), (float) baseline);
    }

    /**
     * Draws a text that reads upwards, with its baseline at x and its middle at y. If it is longer than the room, it is
     * made smaller.
     */
    static void upright(Graphics2D g, Font font, String text, double x, double y, double room) {
        double width = width(font, text);
        AffineTransform before = g.getTransform();
        g.translate(x, y);
        g.rotate(-Math.PI / 2);
        if (width > room) {
            g.scale(room / width, room / width);
        }
        middle(g, font, text, 0, 0);
        g.setTransform(before);
    }
}
