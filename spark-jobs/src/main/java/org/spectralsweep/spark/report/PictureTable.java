package org.spectralsweep.spark.report;

import java.awt.Font;
import java.awt.Graphics2D;
import java.util.List;

/** A small table under the panels of a picture: one line of headings, and a line for each row. */
final class PictureTable {
    private static final int LINE = 17;
    private static final int GAP = 22;

    /** Of more rows, the first stand in a picture. */
    private static final int MOST = 24;

    private final List<List<String>> rows;
    private final double[] widths;
    private final boolean cut;

    /**
     * A table.
     *
     * @param rows the headings and then the rows, of equal length; none for no table
     */
    PictureTable(List<List<String>> rows) {
        this.cut = rows.size() > MOST + 1;
        this.rows = cut ? rows.subList(0, MOST + 1) : rows;
        this.widths = new double[rows.isEmpty() ? 0 : rows.get(0).size()];
        for (List<String> row : this.rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], Lettering.width(Lettering.SMALL_BOLD, row.get(i)));
            }
        }
    }

    int height() {
        return rows.isEmpty() ? 0 : LINE * (rows.size() + (cut ? 1 : 0)) + 10;
    }

    /** Paints the table; where it is wider than the room, it is made smaller. */
    void paint(Graphics2D g, double left, double top, double room) {
        double width = 0;
        for (double column : widths) {
            width += column + GAP;
        }
        double scale = Math.min(1, room / Math.max(1, width - GAP));
        double baseline = top + LINE - 4;
        for (int k = 0; k < rows.size(); k++) {
            g.setColor(Palette.INK);
            Font font = k == 0 ? Lettering.SMALL_BOLD : Lettering.LABELS;
            g.setFont(font.deriveFont((float) (scale * font.getSize2D())));
            double x = left;
            for (int i = 0; i < widths.length; i++) {
                g.drawString(rows.get(k).get(i), (float) x, (float) baseline);
                x += scale * (widths[i] + GAP);
            }
            baseline += LINE;
        }
        if (cut) {
            g.setColor(Palette.KEY);
            g.setFont(Lettering.LABELS);
            g.drawString("and more, in the table `fits`", (float) left, (float) baseline);
        }
    }
}
