package org.spectralsweep.spark.report;

/**
 * Measured times over the kernel's, with a colour behind each number.
 *
 * @param title its heading
 * @param caption what it shows
 * @param table the numbers
 */
public record KernelRatios(String title, String caption, KernelRatioTable table) implements ReportPart {
    @Override
    public String html(PageIds ids) {
        return "<section class=\"part\">\n" + Html.element("h3", title) + "\n" + Html.element("p", caption) + "\n"
                + table.html(title) + "</section>\n";
    }
}
