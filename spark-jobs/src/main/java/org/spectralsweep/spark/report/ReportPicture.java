package org.spectralsweep.spark.report;

import java.util.Base64;

/**
 * A picture file in a report. As an image it cannot run scripts or load anything.
 *
 * @param title its heading
 * @param caption what one sees
 * @param type of the file, such as {@code image/svg+xml}
 * @param content of the file
 */
public record ReportPicture(String title, String caption, String type, byte[] content) implements ReportPart {
    @Override
    public String html(PageIds ids) {
        return "<section class=\"part\">\n" + Html.element("h3", title)
                + "\n<figure>\n<div class=\"scroll\" tabindex=\"0\""
                + " role=\"region\" aria-label=\"" + Html.escaped(title) + "\"><img class=\"wide\" alt=\""
                + Html.escaped(title) + "\" src=\"data:" + Html.escaped(type) + ";base64,"
                + Base64.getEncoder().encodeToString(content) + "\"></div>\n"
                + Html.element("figcaption", caption) + "\n</figure>\n</section>\n";
    }
}
