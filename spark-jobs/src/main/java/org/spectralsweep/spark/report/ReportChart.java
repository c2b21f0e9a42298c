package org.spectralsweep.spark.report;

/**
 * A chart of a report.
 *
 * @param title its heading
 * @param caption what one sees, in a sentence or two
 * @param figure its marks
 * @param data the same as a table
 */
public record ReportChart(String title, String caption, Figure figure, HtmlTable data) implements ReportPart {
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
