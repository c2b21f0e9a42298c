package org.spectralsweep.spark.report;

import java.awt.Color;
import java.awt.Graphics2D;
import java.util.List;

/**
 * The title at the top of a picture.
 *
 * @param lines of the title
 * @param margin room above it and to its left
 * @param descent how far above the end of a line its letters stand
 */
record Heading(List<String> lines, int margin, int descent) {
    private static final int LINE = 20;

    /** Copies the list. */
    Heading {
        lines = List.copyOf(lines);
    }

    /** The title in lines no wider than the room. */
    static Heading of(String title, double room, int margin, int descent) {
        return new Heading(Lettering.wrapped(Lettering.HEADING, title, room), margin, descent);
    }

    /** Where it ends, from the top of the picture. */
    int bottom() {
        return margin + LINE * lines.size();
    }

    /** Paints a white ground of this size, and the title on it. */
    void paint(Graphics2D g, int width, int height) {
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, width, height);
        g.setColor(Palette.INK);
        g.setFont(Lettering.HEADING);
        int y = margin;
        for (String line : lines) {
            y += LINE;
            g.drawString(line, margin, y - descent);
        }
    }
}
