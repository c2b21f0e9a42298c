package org.spectralsweep.spark.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a query as an HTML table for a notebook. Numbers are right-aligned and rounded to four digits, except
 * that whole numbers are not rounded. A dash stands for a number that does not exist, and ∞ for one that is infinite.
 *
 * @param columns names
 * @param rows the rows, each with as many values as there are columns; values may be null
 */
public record HtmlTable(List<String> columns, List<List<Object>> rows) {
    private static final MathContext DIGITS = new MathContext(4);
    private static final String NONE = "–";

    /** A longer text must not be squeezed into a narrow column. */
    private static final int LONG = 40;

    /** Copies the lists, and checks the lengths of the rows. */
    public HtmlTable {
        columns = List.copyOf(columns);
        List<List<Object>> copies = new ArrayList<>();
        for (List<Object> row : rows) {
            if (row.size() != columns.size()) {
                throw new IllegalArgumentException(
                        "rows must have " + columns.size() + " values each but one had " + row.size());
            }
            copies.add(Collections.unmodifiableList(new ArrayList<>(row)));
        }
        rows = Collections.unmodifiableList(copies);
    }

    /** The table as one element {@code table}, with its style in it. */
    public String html() {
        StringBuilder html =
                new StringBuilder("<table style=\"margin-left: 0; font-variant-numeric: tabular-nums\">\n<tr>");
        for (int i = 0; i < columns.size(); i++) {
            html.append(cell("th", columns.get(i), isNumeric(i)));
        }
        html.append("</tr>\n");
        for (List<Object> row : rows) {
            html.append("<tr>");
            for (int i = 0; i < columns.size(); i++) {
                html.append(cell("td", text(row.get(i)), isNumeric(i)));
            }
            html.append("</tr>\n");
        }
        return html.append("</table>").toString();
    }

    /**
     * The table for a page that has a style sheet: with a caption and a heading for each column.
     *
     * @param caption what the table shows; read out by screen readers
     */
    String page(String caption) {
        StringBuilder html = new StringBuilder("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"")
                .append(Html.escaped(caption))
                .append("\"><table>\n<caption>")
                .append(Html.escaped(caption))
                .append("</caption>\n<thead><tr>");
        for (int i = 0; i < columns.size(); i++) {
            html.append("<th scope=\"col\"").append(numeric(i)).append('>').append(Html.escaped(columns.get(i)));
            html.append("</th>");
        }
        html.append("</tr></thead>\n<tbody>\n");
        for (List<Object> row : rows) {
            html.append("<tr>");
            for (int i = 0; i < columns.size(); i++) {
                String text = text(row.get(i));
                html.append("<td")
                        .append(text.length() > LONG ? " class=\"long\"" : numeric(i))
                        .append('>')
                        .append(Html.escaped(text))
                        .append("</td>");
            }
            html.append("</tr>\n");
        }
        return html.append("</tbody></table></div>\n").toString();
    }

    private String numeric(int column) {
        return isNumeric(column) ? " class=\"number\"" : "";
    }

    private boolean isNumeric(int column) {
        return rows.stream().map(row -> row.get(column)).allMatch(value -> value == null || value instanceof Number);
    }

    private static String cell(String element, String text, boolean numeric) {
        return "<" + element + " style=\"text-align: " + (numeric ? "right" : "left") + "\">" + Html.escaped(text)
                + "</" + element + ">";
    }

    private static String text(@Nullable Object value) {
        if (value == null) {
            return NONE;
        }
        if (value instanceof Double || value instanceof Float) {
            return number(((Number) value).doubleValue());
        }
        return value.toString();
    }

    private static String number(double value) {
        if (Double.isNaN(value)) {
            return NONE;
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "∞" : "-∞";
        }
        BigDecimal exact = BigDecimal.valueOf(value);
        BigDecimal shown = value == Math.rint(value) ? exact : exact.round(DIGITS);
        double size = Math.abs(value);
        return size == 0 || (size >= 1e-4 && size < 1e7)
                ? shown.stripTrailingZeros().toPlainString()
                : exact.round(DIGITS).stripTrailingZeros().toString();
    }
}
