package org.spectralsweep.spark.report;

import java.awt.Color;
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
    private static final int LINE = 20;
    private static final int[] PANEL_WIDTHS = {860, 590, 470, 400, 360, 330};
    private static final double[] PANEL_HEIGHTS = {420, 320, 265, 230, 205, 190};

    private final List<String> title;
    private final List<String> source;
    private final int columns;
    private final int panelWidth;
    private final List<PanelPicture> panels = new ArrayList<>();

    FigurePicture(Figure figure) {
        this.columns = Math.min(figure.columns(), figure.panels().size());
        this.panelWidth = PANEL_WIDTHS[columns - 1];
        double room = width() - 2.0 * MARGIN;
        this.title = Lettering.wrapped(Lettering.HEADING, figure.title(), room);
        this.source = Lettering.wrapped(Lettering.LABELS, figure.source(), room);
        figure.panels()
                .forEach(panel -> panels.add(new PanelPicture(panel, panelWidth, (int) PANEL_HEIGHTS[columns - 1])));
    }

    @Override
    public int width() {
        return 2 * MARGIN + columns * panelWidth;
    }

    private int heading() {
        return MARGIN + LINE * title.size() + 17 * source.size();
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
        int height = heading() + MARGIN / 2;
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
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, width(), height());
        g.setColor(Palette.INK);
        g.setFont(Lettering.HEADING);
        int y = MARGIN;
        for (String line : title) {
            y += LINE;
            g.drawString(line, MARGIN, y - 5);
        }
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
    }
}
