package org.spectralsweep.spark.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a report says of one results folder.
 *
 * @param name of the sweep
 * @param place of the folder
 * @param description the sweep's own sentence; may be empty
 * @param asked what was asked: a word, and what it was
 * @param found what was found, in sentences
 * @param remarks what one should know
 * @param chapters parts under headings of the second level
 */
public record ReportSection(
        String name,
        String place,
        String description,
        Map<String, String> asked,
        List<String> found,
        List<String> remarks,
        List<Chapter> chapters) {
    /** Copies; what was asked keeps its order. */
    public ReportSection {
        asked = Collections.unmodifiableMap(new LinkedHashMap<>(asked));
        found = List.copyOf(found);
        remarks = List.copyOf(remarks);
        chapters = List.copyOf(chapters);
    }

    /**
     * Parts of one kind.
     *
     * @param title the heading
     * @param parts in order
     */
    public record Chapter(String title, List<ReportPart> parts) {
        /** Copies. */
        public Chapter {
            parts = List.copyOf(parts);
        }
    }

    /** The section as HTML. */
    String html(PageIds ids) {
        StringBuilder html = new StringBuilder("<article>\n<header>\n")
                .append(Html.element("h2", name))
                .append('\n');
        if (!description.isEmpty()) {
            html.append("<p class=\"lead\">").append(Html.escaped(description)).append("</p>\n");
        }
        html.append("<p class=\"place\">").append(Html.escaped(place)).append("</p>\n</header>\n");
        html.append("<div class=\"first\">\n<section class=\"card found\">\n<h3>What was found</h3>\n");
        found.forEach(sentence -> html.append(Html.element("p", sentence)).append('\n'));
        if (!remarks.isEmpty()) {
            html.append("<h4>What one should know</h4>\n<ul>\n");
            remarks.forEach(remark -> html.append(Html.element("li", remark)).append('\n'));
            html.append("</ul>\n");
        }
        html.append("</section>\n<section class=\"card asked\">\n<h3>What was asked</h3>\n<dl>\n");
        asked.forEach((word, what) -> html.append("<div>")
                .append(Html.element("dt", word))
                .append(Html.element("dd", what))
                .append("</div>\n"));
        html.append("</dl>\n</section>\n</div>\n");
        for (Chapter chapter : chapters) {
            if (!chapter.parts().isEmpty()) {
                html.append("<section class=\"chapter\">\n")
                        .append(Html.element("h2", chapter.title()))
                        .append('\n');
                chapter.parts().forEach(part -> html.append(part.html(ids)));
                html.append("</section>\n");
            }
        }
        return html.append("</article>\n").toString();
    }
}
