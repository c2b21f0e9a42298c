package org.spectralsweep.spark.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/**
 * A bitmap of polygons that tile a rectangle. They are painted without antialiasing on a finer grid, whose means are
 * the pixels. If each polygon were antialiased, the background would show through along the common edges of neighbours.
 * Edges are drawn over everything at the end.
 */
final class SliceCanvas {
    /** With more polygons than this, one would see nothing but edges. */
    static final int MOST_EDGED = 20_000;

    static final Color EDGE = new Color(0x22, 0x22, 0x22);
    static final float EDGE_WIDTH = 0.6f;
    private static final int FINEST = 4;
    private static final int FINE_SIDE = 6000;

    private final int width;
    private final int height;
    private final int fineness;
    private final BufferedImage fine;
    private final Graphics2D brush;
    private @Nullable Path2D edges = new Path2D.Double();
    private int polygons;

    SliceCanvas(int width, int height) {
        this.width = width;
        this.height = height;
        fineness = Math.min(FINEST, Math.max(2, FINE_SIDE / Math.max(width, height)));
        fine = new BufferedImage(fineness * width, fineness * height, BufferedImage.TYPE_INT_RGB);
        brush = fine.createGraphics();
        brush.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    }

    /** Adds a polygon with these vertices in pixels. */
    void add(double[] x, double[] y, int vertices, Color color) {
        polygons++;
        Path2D keptEdges = edges;
        if (keptEdges != null && polygons <= MOST_EDGED) {
            keptEdges.append(path(x, y, vertices, 1), false);
        } else {
            edges = null;
        }
        if (hasPixel(x, vertices) && hasPixel(y, vertices)) {
            brush.setColor(color);
            brush.fill(path(x, y, vertices, fineness));
        }
    }

    /** Whether the centre of a column or a row of the finer grid lies between the least and the greatest coordinate. */
    private boolean hasPixel(double[] values, int vertices) {
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < vertices; i++) {
            least = Math.min(least, values[i]);
            most = Math.max(most, values[i]);
        }
        return Math.ceil(fineness * least - 0.5) <= fineness * most - 0.5;
    }

    private static Path2D path(double[] x, double[] y, int vertices, int scale) {
        Path2D path = new Path2D.Double(Path2D.WIND_NON_ZERO, vertices + 1);
        path.moveTo(scale * x[0], scale * y[0]);
        for (int i = 1; i < vertices; i++) {
            path.lineTo(scale * x[i], scale * y[i]);
        }
        path.closePath();
        return path;
    }

    /** Whether edges are drawn. */
    boolean hasEdges() {
        return edges != null;
    }

    /** Writes the whole picture in its frame. */
    void write(Path png, SliceFrame frame) throws IOException {
        brush.dispose();
        BufferedImage image = new BufferedImage(frame.totalWidth(), frame.totalHeight(), BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, image.getWidth(), image.getHeight());
        pen.drawImage(means(), frame.left(), frame.top(), null);
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        pen.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        if (edges != null) {
            AffineTransform before = pen.getTransform();
            pen.translate(frame.left(), frame.top());
            pen.setStroke(new BasicStroke(EDGE_WIDTH, BasicStroke.CAP_BUTT, BasicStroke.JOIN_BEVEL));
            pen.setColor(EDGE);
            pen.draw(edges);
            pen.setTransform(before);
        }
        try {
            frame.paint(pen, polygons, edges != null);
        } catch (RuntimeException | LinkageError | InternalError e) {
            // Without fontconfig, the JDK throws any of these at the first letter. The regions are still worth a look.
            pen.setPaintMode();
        }
        pen.dispose();
        try (OutputStream stream = Files.newOutputStream(png)) {
            ImageIO.write(image, "png", stream);
        }
    }

    private BufferedImage means() {
        int[] from = ((DataBufferInt) fine.getRaster().getDataBuffer()).getData();
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        int share = fineness * fineness;
        for (int row = 0; row < height; row++) {
            for (int column = 0; column < width; column++) {
                int red = 0;
                int green = 0;
                int blue = 0;
                for (int part = 0; part < share; part++) {
                    int fineRow = row * fineness + part / fineness;
                    int color = from[fineRow * width * fineness + column * fineness + part % fineness];
                    red += color >> 16 & 0xff;
                    green += color >> 8 & 0xff;
                    blue += color & 0xff;
                }
                image.setRGB(column, row, mean(red, share) << 16 | mean(green, share) << 8 | mean(blue, share));
            }
        }
        return image;
    }

    private static int mean(int sum, int share) {
        return (sum + share / 2) / share;
    }
}
