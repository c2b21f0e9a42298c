package org.spectralsweep.spark.report;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A chart, which a report shows and which can be a picture of its own.
 *
 * @param name of the picture's files, without their endings
 * @param title its heading
 * @param caption what one sees, in a sentence or two
 * @param figure its marks
 * @param data the same as a table
 * @param key headings and rows of a small table under the picture; may be empty
 */
public record ReportChart(
        String name, String title, String caption, Figure figure, HtmlTable data, List<List<String>> key)
        implements ReportPart {
    /** Copies. */
    public ReportChart {
        key = key.stream().map(List::copyOf).toList();
    }

    /** A chart without a table under its picture. */
    public ReportChart(String name, String title, String caption, Figure figure, HtmlTable data) {
        this(name, title, caption, figure, data, List.of());
    }

    /**
     * Writes the chart as a picture, and replaces files that are there.
     *
     * @return why there is no picture, or empty
     */
    public Optional<String> write(Path folder, PictureStyle style) {
        return PictureFiles.write(folder, name, style, width -> new FigurePicture(figure, caption, key, width));
    }

    @Override
    public String html(PageIds ids) {
        String id = ids.next();
        StringBuilder html = new StringBuilder("<section class=\"part\">\n")
                .append(Html.element("h3", title))
                .append("\n<figure>\n");
        InlineSvg.of(figure, id, title + ". " + caption).ifPresent(svg -> html.append("<div class=\"drawn scroll")
                .append("\" tabindex=\"0\" role=\"region\" aria-label=\"")
                .append(Html.escaped(title))
                .append("\">")
                .append(svg)
                .append("</div>\n"));
        html.append("<div class=\"live\" id=\"")
                .append(id)
                .append("\" data-label=\"")
                .append(Html.escaped(title + ". " + caption))
                .append("\" hidden></div>\n<script type=\"application/json\" id=\"")
                .append(id)
                .append("-data\">")
                .append(ChartJson.script(figure))
                .append("</script>\n<figcaption>")
                .append(Html.escaped(caption))
                .append("</figcaption>\n</figure>\n");
        return html.append(ReportTable.details(data, title))
                .append("</section>\n")
                .toString();
    }
}
