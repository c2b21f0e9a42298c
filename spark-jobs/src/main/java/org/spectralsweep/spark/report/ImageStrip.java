package org.spectralsweep.spark.report;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.util.List;

/** Images of one size in rows, with a label under each, below a title. */
final class ImageStrip implements PictureFiles.Picture {
    private static final int MARGIN = 16;
    private static final int GAP = 12;
    private static final int LINE = 20;
    private static final int LABEL = 16;

    /** A smaller image is enlarged by a whole number, so that its pixels stay squares. */
    private static final int LEAST = 170;

    /** From this width on, a point of the screen stands for two pixels, as in the bitmap. */
    private static final int FINE = 320;

    private static final int WIDEST = 1240;

    private final List<String> title;
    private final List<ImageTile> tiles;
    private final int tileWidth;
    private final int tileHeight;
    private final int columns;

    ImageStrip(String title, List<ImageTile> tiles) {
        this.tiles = List.copyOf(tiles);
        int width = tiles.get(0).image().getWidth();
        int height = tiles.get(0).image().getHeight();
        int times = Math.max(1, (LEAST + width - 1) / width);
        boolean fine = width >= FINE;
        this.tileWidth = fine ? width / 2 : width * times;
        this.tileHeight = fine ? height / 2 : height * times;
        this.columns = Math.max(1, Math.min(tiles.size(), (WIDEST - 2 * MARGIN + GAP) / (tileWidth + GAP)));
        this.title = Lettering.wrapped(Lettering.HEADING, title, width() - 2.0 * MARGIN);
    }

    @Override
    public int width() {
        return 2 * MARGIN + columns * (tileWidth + GAP) - GAP;
    }

    @Override
    public int height() {
        int rows = (tiles.size() + columns - 1) / columns;
        return 2 * MARGIN + LINE * title.size() + rows * (tileHeight + LABEL * lines() + GAP) - GAP;
    }

    private int lines() {
        return tiles.stream()
                .mapToInt(tile -> Lettering.wrapped(Lettering.LABELS, tile.label(), tileWidth)
                        .size())
                .max()
                .orElse(1);
    }

    @Override
    public void paint(Graphics2D g) {
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, width(), height());
        g.setColor(Palette.INK);
        g.setFont(Lettering.HEADING);
        int top = MARGIN;
        for (String line : title) {
            top += LINE;
            g.drawString(line, MARGIN, top - 6);
        }
        int lines = lines();
        for (int i = 0; i < tiles.size(); i++) {
            ImageTile tile = tiles.get(i);
            int x = MARGIN + i % columns * (tileWidth + GAP);
            int y = top + i / columns * (tileHeight + LABEL * lines + GAP);
            g.drawImage(tile.image(), x, y, tileWidth, tileHeight, null);
            int baseline = y + tileHeight;
            g.setFont(Lettering.LABELS);
            g.setColor(Palette.INK);
            for (String line : Lettering.wrapped(Lettering.LABELS, tile.label(), tileWidth)) {
                baseline += LABEL;
                g.drawString(line, x, baseline - 3);
            }
        }
    }
}
