package org.spectralsweep.spark.report;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.util.List;

/** Images of one size in rows, with a label under each, below a title. */
final class ImageStrip implements PictureFiles.Picture {
    private static final int MARGIN = 16;
    private static final int GAP = 12;
    private static final int LABEL = 16;

    /** A smaller image is enlarged by a whole number, so that its pixels stay squares. A label has so much room. */
    private static final int LEAST = 170;

    /** If its longer side has so many pixels, a point of the screen stands for two pixels, as in the bitmap. */
    private static final int FINE = 320;

    private static final int WIDEST = 1240;

    private final Heading title;
    private final List<ImageTile> tiles;
    private final int tileWidth;
    private final int tileHeight;
    private final int cellWidth;
    private final int columns;

    ImageStrip(String title, List<ImageTile> tiles) {
        this.tiles = List.copyOf(tiles);
        int width = tiles.get(0).image().getWidth();
        int height = tiles.get(0).image().getHeight();
        int longer = Math.max(width, height);
        int times = Math.max(1, (LEAST + longer - 1) / longer);
        boolean fine = longer >= FINE;
        this.tileWidth = Math.max(1, fine ? width / 2 : width * times);
        this.tileHeight = Math.max(1, fine ? height / 2 : height * times);
        this.cellWidth = Math.max(tileWidth, LEAST);
        this.columns = Math.max(1, Math.min(tiles.size(), (WIDEST - 2 * MARGIN + GAP) / (cellWidth + GAP)));
        this.title = Heading.of(title, width() - 2.0 * MARGIN, MARGIN, 6);
    }

    @Override
    public int width() {
        return 2 * MARGIN + columns * (cellWidth + GAP) - GAP;
    }

    @Override
    public int height() {
        int rows = (tiles.size() + columns - 1) / columns;
        return title.bottom() + MARGIN + rows * (tileHeight + LABEL * lines() + GAP) - GAP;
    }

    private int lines() {
        return tiles.stream()
                .mapToInt(tile -> Lettering.wrapped(Lettering.LABELS, tile.label(), cellWidth)
                        .size())
                .max()
                .orElse(1);
    }

    @Override
    public void paint(Graphics2D g) {
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
        title.paint(g, width(), height());
        int top = title.bottom();
        int lines = lines();
        for (int i = 0; i < tiles.size(); i++) {
            ImageTile tile = tiles.get(i);
            int x = MARGIN + i % columns * (cellWidth + GAP);
            int y = top + i / columns * (tileHeight + LABEL * lines + GAP);
            g.drawImage(tile.image(), x, y, tileWidth, tileHeight, null);
            int baseline = y + tileHeight;
            g.setFont(Lettering.LABELS);
            g.setColor(Palette.INK);
            for (String line : Lettering.wrapped(Lettering.LABELS, tile.label(), cellWidth)) {
                baseline += LABEL;
                g.drawString(line, x, baseline - 3);
            }
        }
    }
}
