package org.spectralsweep.spark.report;

import java.util.Base64;
import java.util.List;

/**
 * Images side by side in a report, each with what it is under it. They wrap on narrow pages.
 *
 * @param title its heading
 * @param caption what one sees
 * @param tiles the images
 * @param data what is said of them, as a table
 */
record ReportImages(String title, String caption, List<ImageTile> tiles, HtmlTable data) implements ReportPart {
    ReportImages {
        tiles = List.copyOf(tiles);
    }

    @Override
    public String html(PageIds ids) {
        StringBuilder html = new StringBuilder("<section class=\"part\">\n")
                .append(Html.element("h3", title))
                .append("\n<div class=\"tiles\">\n");
        for (ImageTile tile : tiles) {
            html.append("<figure><img alt=\"")
                    .append(Html.escaped(tile.label()))
                    .append("\" width=\"")
                    .append(tile.image().getWidth())
                    .append("\" height=\"")
                    .append(tile.image().getHeight())
                    .append("\" src=\"data:image/png;base64,")
                    .append(Base64.getEncoder().encodeToString(Bitmaps.png(tile.image())))
                    .append("\">")
                    .append(Html.element("figcaption", tile.label()))
                    .append("</figure>\n");
        }
        html.append("</div>\n").append(Html.element("p", caption)).append('\n');
        return html.append(ReportTable.details(data, title))
                .append("</section>\n")
                .toString();
    }
}
