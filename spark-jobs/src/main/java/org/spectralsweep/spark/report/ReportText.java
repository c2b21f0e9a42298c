package org.spectralsweep.spark.report;

/**
 * A text in a report that readers copy, such as commands or a spec.
 *
 * @param title its heading
 * @param caption what it is for
 * @param text to be copied
 * @param folded whether it shows only when a reader asks
 */
public record ReportText(String title, String caption, String text, boolean folded) implements ReportPart {
    @Override
    public String html(PageIds ids) {
        String block = "<pre class=\"copy\" tabindex=\"0\">" + Html.element("code", text) + "</pre>\n";
        return "<section class=\"part\">\n" + Html.element("h3", title) + "\n" + Html.element("p", caption) + "\n"
                + (folded
                        ? "<details>\n<summary>Show " + text.lines().count() + " lines</summary>\n" + block
                                + "</details>\n"
                        : block)
                + "</section>\n";
    }
}
