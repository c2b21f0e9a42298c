package org.spectralsweep.spark.report;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.util.ArrayList;
import java.util.List;

/**
 * The panels of a figure in a grid under its title. The plots of a row begin at the same height, and those of a column
 * have the same left edge.
 */
final class FigurePicture implements PictureFiles.Picture {
    private static final int MARGIN = 16;
    private static final int[] PANEL_WIDTHS = {860, 590, 470, 400, 360, 330};
    private static final double[] PANEL_HEIGHTS = {420, 320, 265, 230, 205, 190};

    /** A narrower panel has no room for its labels. */
    private static final int NARROWEST = 250;

    private final Heading title;
    private final List<String> source;
    private final List<String> caption;
    private final PictureTable table;
    private final int width;
    private final int columns;
    private final int panelWidth;
    private final List<PanelPicture> panels = new ArrayList<>();

    /** A figure at the width that suits a screen. */
    FigurePicture(Figure figure) {
        this(figure, "", List.of(), 0);
    }

    /**
     * A figure with what explains it below.
     *
     * @param caption what one sees; may be empty
     * @param table headings and rows of a small table; may be empty
     * @param width of the picture; 0 for the width that suits a screen
     */
    FigurePicture(Figure figure, String caption, List<List<String>> table, int width) {
        int most = Math.min(figure.columns(), figure.panels().size());
        this.columns = width > 0 ? Math.max(1, Math.min(most, (width - 2 * MARGIN) / NARROWEST)) : most;
        this.panelWidth = width > 0 ? (width - 2 * MARGIN) / columns : PANEL_WIDTHS[columns - 1];
        this.width = width > 0 ? width : 2 * MARGIN + columns * panelWidth;
        int plotHeight = width > 0 ? plotHeight(panelWidth) : (int) PANEL_HEIGHTS[columns - 1];
        double room = this.width - 2.0 * MARGIN;
        this.title = Heading.of(figure.title(), room, MARGIN, 5);
        this.source = Lettering.wrapped(Lettering.LABELS, figure.source(), room);
        this.caption = Lettering.wrapped(Lettering.LABELS, caption, room);
        this.table = new PictureTable(table);
        figure.panels().forEach(panel -> panels.add(new PanelPicture(panel, panelWidth, plotHeight)));
    }

    /** The height of a plot in a panel of any width: narrow ones are higher for their width. */
    private static int plotHeight(int panelWidth) {
        double part = panelWidth < 450 ? 0.62 : panelWidth < 650 ? 0.54 : 0.49;
        return (int) (part * panelWidth);
    }

    @Override
    public int width() {
        return width;
    }

    /** The height of what explains the panels. */
    private int footing() {
        return (caption.isEmpty() ? 0 : 17 * caption.size() + 8) + table.height();
    }

    private int heading() {
        return title.bottom() + 17 * source.size();
    }

    private List<PanelPicture> row(int row) {
        return panels.subList(row * columns, Math.min(panels.size(), (row + 1) * columns));
    }

    private int rows() {
        return (panels.size() + columns - 1) / columns;
    }

    private int top(int row) {
        return row(row).stream().mapToInt(PanelPicture::top).max().orElse(0);
    }

    private int height(int row) {
        return row(row).stream().mapToInt(panel -> panel.height(top(row))).max().orElse(0);
    }

    @Override
    public int height() {
        int height = heading() + MARGIN / 2 + footing();
        for (int row = 0; row < rows(); row++) {
            height += height(row);
        }
        return height;
    }

    private int left(int column) {
        int left = 0;
        for (int i = column; i < panels.size(); i += columns) {
            left = Math.max(left, panels.get(i).left());
        }
        return left;
    }

    @Override
    public void paint(Graphics2D g) {
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        title.paint(g, width(), height());
        int y = title.bottom();
        g.setColor(Palette.KEY);
        g.setFont(Lettering.LABELS);
        for (String line : source) {
            y += 17;
            g.drawString(line, MARGIN, y - 4);
        }
        for (int row = 0; row < rows(); row++) {
            for (int column = 0; column < row(row).size(); column++) {
                row(row).get(column).paint(g, MARGIN + column * panelWidth, y, left(column), top(row));
            }
            y += height(row);
        }
        table.paint(g, MARGIN, y, width - 2.0 * MARGIN);
        y += table.height();
        g.setColor(Palette.KEY);
        g.setFont(Lettering.LABELS);
        for (String line : caption) {
            y += 17;
            g.drawString(line, MARGIN, y - 4);
        }
    }
}
