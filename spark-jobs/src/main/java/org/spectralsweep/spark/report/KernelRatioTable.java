package org.spectralsweep.spark.report;

import java.awt.Color;
import java.util.List;
import java.util.Locale;

/**
 * Measured times over the kernel's own times on the same samples, as the median over seeds. There is one line for each
 * group and one column for each frequency. Lines are at most 100 columns wide: further frequencies follow in further
 * blocks. Infinite width gives 1. If half of the seeds or
 * more did not reach the threshold, the median is unknown. Its lower bound is then printed with {@code >}. A dash
 * stands for a frequency without a prediction.
 *
 * @param rows the rows in the order to print
 */
public record KernelRatioTable(List<Row> rows) {
    private static final int WIDTH = 100;
    private static final int COLUMN = 7;
    private static final String HEADING = "measured / kernel";
    private static final double FACTOR = 8;

    /** A page shows no more of them. */
    private static final int MOST_ROWS = 60;

    /** Beyond this part of the colours, letters are white. */
    private static final double DARK = 0.62;

    /** Copies. */
    public KernelRatioTable {
        rows = List.copyOf(rows);
    }

    /**
     * One group.
     *
     * @param label what the group is, for example {@code width=4096}
     * @param points its times, all in the same unit
     */
    public record Row(String label, List<ChartPoint> points) {
        /** Copies. */
        public Row {
            points = List.copyOf(points);
        }

        /** The median over the points of one frequency, as printed. */
        private Ratio median(double frequency) {
            List<ChartPoint> here = points.stream()
                    .filter(point -> point.x() == frequency && isPredicted(point))
                    .toList();
            double[] ratios = here.stream().mapToDouble(Row::ratio).sorted().toArray();
            if (ratios.length == 0) {
                return Ratio.NONE;
            }
            long censored = here.stream().filter(ChartPoint::isCensored).count();
            if (2 * censored >= here.size()) {
                double bound = here.stream()
                        .filter(ChartPoint::isCensored)
                        .mapToDouble(Row::ratio)
                        .min()
                        .orElseThrow();
                return new Ratio(bound, true);
            }
            return new Ratio((ratios[(ratios.length - 1) / 2] + ratios[ratios.length / 2]) / 2, false);
        }

        private static boolean isPredicted(ChartPoint point) {
            Double predicted = point.predicted();
            return point.isMeasured() && predicted != null && predicted > 0;
        }

        private static double ratio(ChartPoint point) {
            Double predicted = point.predicted();
            return predicted == null ? Double.NaN : point.shown() / predicted;
        }
    }

    /** A median of ratios, or its lower bound; NaN where there is none. */
    private record Ratio(double value, boolean bound) {
        private static final Ratio NONE = new Ratio(Double.NaN, false);

        String text() {
            return Double.isNaN(value)
                    ? "–"
                    : String.format(Locale.ROOT, (bound ? ">" : "") + (value < 100 ? "%.2f" : "%.0f"), value);
        }

        /** The style of its cell: white at 1, full colour at a factor of {@value #FACTOR}. */
        String style() {
            if (!(value > 0)) {
                return "";
            }
            double part = Math.max(-1, Math.min(1, Math.log(value) / Math.log(FACTOR)));
            Color color = Palette.diverging((1 + part) / 2);
            return String.format(
                    Locale.ROOT,
                    " style=\"background:#%06x;color:%s\"",
                    color.getRGB() & 0xffffff,
                    Math.abs(part) > DARK ? "#fff" : "#222");
        }
    }

    /** The table, with lines that end with a line feed. It is empty if nothing was predicted. */
    public String text() {
        List<Double> columns = columns();
        if (columns.isEmpty()) {
            return "";
        }
        int label = Math.max(
                HEADING.length(),
                rows.stream().mapToInt(row -> row.label().length()).max().orElse(0));
        int most = Math.max(1, (WIDTH - label) / COLUMN);
        StringBuilder text = new StringBuilder();
        for (int from = 0; from < columns.size(); from += most) {
            text.append(text(columns.subList(from, Math.min(columns.size(), from + most)), label));
        }
        return text.toString();
    }

    private List<Double> columns() {
        return rows.stream()
                .flatMap(row -> row.points().stream())
                .filter(Row::isPredicted)
                .map(ChartPoint::x)
                .distinct()
                .sorted()
                .toList();
    }

    /** The table with a colour behind each number: blue where networks are faster, orange where they are slower. */
    String html(String caption) {
        if (rows.size() > MOST_ROWS) {
            return new KernelRatioTable(rows.subList(0, MOST_ROWS)).html(caption)
                    + Html.element("p", "These are the first " + MOST_ROWS + " of " + rows.size() + " rows.") + "\n";
        }
        List<Double> columns = columns();
        StringBuilder html = new StringBuilder("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"")
                .append(Html.escaped(caption))
                .append("\"><table class=\"heat\">\n<caption>")
                .append(Html.escaped(caption))
                .append("</caption>\n<thead><tr><th scope=\"col\">")
                .append(HEADING)
                .append("</th>");
        columns.forEach(frequency -> html.append("<th scope=\"col\" class=\"number\">")
                .append(frequency(frequency))
                .append("</th>"));
        html.append("</tr></thead>\n<tbody>\n");
        for (Row row : rows) {
            html.append("<tr><th scope=\"row\">")
                    .append(Html.escaped(row.label()))
                    .append("</th>");
            for (double frequency : columns) {
                Ratio ratio = row.median(frequency);
                html.append("<td class=\"number\"").append(ratio.style()).append('>');
                html.append(Html.escaped(ratio.text())).append("</td>");
            }
            html.append("</tr>\n");
        }
        return html.append("</tbody></table></div>\n").toString();
    }

    private static String frequency(double frequency) {
        return String.format(Locale.ROOT, "κ=%.0f", frequency);
    }

    private String text(List<Double> columns, int label) {
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "%-" + label + "s", HEADING));
        for (double frequency : columns) {
            text.append(String.format(Locale.ROOT, "%" + COLUMN + "s", frequency(frequency)));
        }
        text.append('\n');
        for (Row row : rows) {
            StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-" + label + "s", row.label()));
            for (double frequency : columns) {
                line.append(String.format(
                        Locale.ROOT, "%" + COLUMN + "s", row.median(frequency).text()));
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }
}
