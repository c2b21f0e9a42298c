package org.spectralsweep.spark.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import org.knowm.xchart.style.markers.Marker;

/**
 * Markers with a size of their own, since those of XChart share one size in a chart. Filled markers have a white rim,
 * so that they stay apart where they meet.
 */
final class Glyph extends Marker {
    /** Outlines, in half widths. */
    enum Outline {
        CIRCLE,
        SQUARE,
        DIAMOND,
        TRIANGLE,
        CROSS
    }

    private final Outline outline;
    private final double radius;
    private final boolean filled;

    Glyph(Outline outline, double radius, boolean filled) {
        this.outline = outline;
        this.radius = radius;
        this.filled = filled;
    }

    @Override
    public void paint(Graphics2D g, double x, double y, int ignoredSize) {
        Color color = g.getColor();
        Shape shape = shape(x, y);
        g.setStroke(new BasicStroke(1.3f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        if (filled) {
            g.fill(shape);
            if (color.getAlpha() == 255) {
                g.setColor(Color.WHITE);
                g.setStroke(new BasicStroke(0.8f));
                g.draw(shape);
                g.setColor(color);
            }
        } else {
            if (outline == Outline.TRIANGLE) {
                g.setColor(Color.WHITE);
                g.fill(shape);
                g.setColor(color);
            }
            g.draw(shape);
        }
    }

    private Shape shape(double x, double y) {
        double r = radius;
        return switch (outline) {
            case CIRCLE -> new Ellipse2D.Double(x - r, y - r, 2 * r, 2 * r);
            case SQUARE -> closed(x, y, -r, -r, r, -r, r, r, -r, r);
            case DIAMOND -> closed(x, y, 0, -1.3 * r, 1.3 * r, 0, 0, 1.3 * r, -1.3 * r, 0);
            case TRIANGLE -> closed(x, y, 0, -1.2 * r, 1.1 * r, 0.8 * r, -1.1 * r, 0.8 * r);
            case CROSS -> {
                Path2D cross = new Path2D.Double();
                cross.moveTo(x - r, y - r);
                cross.lineTo(x + r, y + r);
                cross.moveTo(x - r, y + r);
                cross.lineTo(x + r, y - r);
                yield cross;
            }
        };
    }

    private static Shape closed(double x, double y, double... offsets) {
        Path2D path = new Path2D.Double();
        for (int i = 0; i < offsets.length; i += 2) {
            if (i == 0) {
                path.moveTo(x + offsets[0], y + offsets[1]);
            } else {
                path.lineTo(x + offsets[i], y + offsets[i + 1]);
            }
        }
        path.closePath();
        return path;
    }
}
