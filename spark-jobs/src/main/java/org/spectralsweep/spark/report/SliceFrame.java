package org.spectralsweep.spark.report;

import java.awt.BasicStroke;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.spectralsweep.region.Slice;

/**
 * What stands around a drawn plane: axes with ticks and titles, and a key below that says what colours and lines mean.
 * It is a list of lines and texts, which a bitmap and a vector file draw alike.
 */
final class SliceFrame {
    private static final double SMALLEST = 9;
    private static final double LETTERS = 42;

    /** Width of a letter as a part of its size, on average and a little more. */
    private static final double LETTER = 0.58;

    private static final long MANY = 9_999_999;

    private final double size;
    private final int width;
    private final int height;
    private final int left;
    private final int top;
    private final int bottom;
    private final List<Line> lines = new ArrayList<>();
    private final List<Text> texts = new ArrayList<>();

    /** A stroke of the frame, in pixels of the whole picture. */
    record Line(double x1, double y1, double x2, double y2) {}

    /** A text; its anchor is 0 where it begins at x, 0.5 where x is its middle and 1 where it ends there. */
    record Text(double x, double y, String text, double anchor, boolean upright) {}

    /**
     * The frame of a plane.
     *
     * @param names of the two axes
     * @param width of the plane in pixels
     * @param height of the plane in pixels
     * @param down whether the second coordinate grows downwards
     */
    SliceFrame(Slice slice, List<String> names, int width, int height, boolean down) {
        this.width = width;
        this.height = height;
        this.size = Math.max(SMALLEST, Math.max(width, height) / LETTERS);
        this.left = (int) Math.ceil(5.6 * size);
        this.top = (int) Math.ceil(size);
        this.bottom = (int) Math.ceil((4 + 1.35 * key(MANY, true).size()) * size);
        frame();
        for (double tick : LinearTicks.of(slice.sFrom(), slice.sTo(), most(width))) {
            double x = left + width * (tick - slice.sFrom()) / (slice.sTo() - slice.sFrom());
            lines.add(new Line(x, top + height, x, top + height + 0.35 * size));
            texts.add(new Text(x, top + height + 1.5 * size, LinearTicks.label(tick), 0.5, false));
        }
        for (double tick : LinearTicks.of(slice.tFrom(), slice.tTo(), most(height))) {
            double part = (tick - slice.tFrom()) / (slice.tTo() - slice.tFrom());
            double y = top + height * (down ? part : 1 - part);
            lines.add(new Line(left - 0.35 * size, y, left, y));
            texts.add(new Text(left - 0.6 * size, y + 0.35 * size, LinearTicks.label(tick), 1, false));
        }
        texts.add(new Text(left + width / 2.0, top + height + 3 * size, names.get(0), 0.5, false));
        texts.add(new Text(1.2 * size, top + height / 2.0, names.get(1), 0.5, true));
    }

    private int most(int length) {
        return Math.max(2, (int) (length / (4.5 * size)));
    }

    private void frame() {
        lines.add(new Line(left, top, left + width, top));
        lines.add(new Line(left, top + height, left + width, top + height));
        lines.add(new Line(left, top, left, top + height));
        lines.add(new Line(left + width, top, left + width, top + height));
    }

    /** The key in lines as wide as the picture. */
    private List<String> key(long polygons, boolean edges) {
        String text = String.format(
                Locale.ROOT,
                "%,d polygons. A colour is one pattern of units that are on%s. The network is linear in each polygon.",
                polygons,
                edges ? "; dark lines are where a unit switches" : "");
        int most = (int) Math.max(12, (totalWidth() - size) / (LETTER * size));
        List<String> wrapped = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            if (line.length() > 0 && line.length() + 1 + word.length() > most) {
                wrapped.add(line.toString());
                line.setLength(0);
            }
            line.append(line.length() == 0 ? "" : " ").append(word);
        }
        wrapped.add(line.toString());
        return wrapped;
    }

    double size() {
        return size;
    }

    int left() {
        return left;
    }

    int top() {
        return top;
    }

    int totalWidth() {
        return left + width + (int) Math.ceil(1.6 * size);
    }

    int totalHeight() {
        return top + height + bottom;
    }

    List<Line> lines() {
        return lines;
    }

    /** The texts, with the key for so many polygons. */
    List<Text> texts(long polygons, boolean edges) {
        List<Text> all = new ArrayList<>(texts);
        double y = top + height + 4.6 * size;
        for (String line : key(polygons, edges)) {
            all.add(new Text(0.5 * size, y, line, 0, false));
            y += 1.35 * size;
        }
        return all;
    }

    /** Paints the frame. */
    void paint(Graphics2D g, long polygons, boolean edges) {
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setColor(Palette.INK);
        g.setStroke(new BasicStroke((float) Math.max(1, size / 14)));
        lines.forEach(line -> g.draw(new Line2D.Double(line.x1(), line.y1(), line.x2(), line.y2())));
        g.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12).deriveFont((float) size));
        for (Text text : texts(polygons, edges)) {
            double shift = text.anchor() * g.getFontMetrics().stringWidth(text.text());
            AffineTransform before = g.getTransform();
            g.translate(text.x(), text.y());
            if (text.upright()) {
                g.rotate(-Math.PI / 2);
            }
            g.drawString(text.text(), (float) -shift, 0f);
            g.setTransform(before);
        }
    }
}
