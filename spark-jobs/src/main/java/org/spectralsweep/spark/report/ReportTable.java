package org.spectralsweep.spark.report;

/**
 * A table of a report.
 *
 * @param title its heading
 * @param caption what it shows
 * @param table its rows
 * @param folded whether it shows only when a reader asks
 */
public record ReportTable(String title, String caption, HtmlTable table, boolean folded) implements ReportPart {
    private static final int MOST = 2000;

    /** A longer table would push everything after it out of sight, so that only its first rows show at once. */
    private static final int MOST_UNFOLDED = 60;

    private static final int FIRST = 30;

    @Override
    public String html(PageIds ids) {
        return "<section class=\"part\">\n" + Html.element("h3", title) + "\n"
                + (caption.isEmpty() ? "" : Html.element("p", caption) + "\n")
                + (folded ? details(table, title) : unfolded()) + "</section>\n";
    }

    private String unfolded() {
        int rows = table.rows().size();
        return rows <= MOST_UNFOLDED
                ? table.page(title)
                : new HtmlTable(table.columns(), table.rows().subList(0, FIRST)).page(title)
                        + Html.element("p", "These are the first " + FIRST + " of " + rows + " rows.") + "\n"
                        + details(table, title + ", all of it");
    }

    /** A table that shows when a reader asks. Of very many rows, the first show. */
    static String details(HtmlTable table, String title) {
        int rows = table.rows().size();
        HtmlTable shown =
                rows > MOST ? new HtmlTable(table.columns(), table.rows().subList(0, MOST)) : table;
        String count =
                rows > MOST ? "the first " + MOST + " of " + rows + " rows" : rows + (rows == 1 ? " row" : " rows");
        return "<details>\n<summary>As a table: " + count + "</summary>\n" + shown.page(title) + "</details>\n";
    }
}
