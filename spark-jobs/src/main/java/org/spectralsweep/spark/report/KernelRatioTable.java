package org.spectralsweep.spark.report;

import java.util.Arrays;
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
        private String median(double frequency) {
            List<ChartPoint> here = points.stream()
                    .filter(point -> point.x() == frequency && isPredicted(point))
                    .toList();
            double[] ratios = here.stream().mapToDouble(Row::ratio).sorted().toArray();
            if (ratios.length == 0) {
                return "–";
            }
            long censored = here.stream().filter(ChartPoint::isCensored).count();
            if (2 * censored >= here.size()) {
                double bound = here.stream()
                        .filter(ChartPoint::isCensored)
                        .mapToDouble(Row::ratio)
                        .min()
                        .orElseThrow();
                return ">" + number(bound);
            }
            return number((ratios[(ratios.length - 1) / 2] + ratios[ratios.length / 2]) / 2);
        }

        private static boolean isPredicted(ChartPoint point) {
            Double predicted = point.predicted();
            return point.isMeasured() && predicted != null && predicted > 0;
        }

        private static double ratio(ChartPoint point) {
            Double predicted = point.predicted();
            return predicted == null ? Double.NaN : point.shown() / predicted;
        }

        private static String number(double value) {
            return String.format(Locale.ROOT, value < 100 ? "%.2f" : "%.0f", value);
        }
    }

    /** The table, with lines that end with a line feed. It is empty if nothing was predicted. */
    public String text() {
        double[] frequencies = rows.stream()
                .flatMap(row -> row.points().stream())
                .filter(Row::isPredicted)
                .mapToDouble(ChartPoint::x)
                .toArray();
        if (frequencies.length == 0) {
            return "";
        }
        int label = Math.max(
                HEADING.length(),
                rows.stream().mapToInt(row -> row.label().length()).max().orElse(0));
        List<Double> columns =
                Arrays.stream(frequencies).distinct().sorted().boxed().toList();
        int most = Math.max(1, (WIDTH - label) / COLUMN);
        StringBuilder text = new StringBuilder();
        for (int from = 0; from < columns.size(); from += most) {
            text.append(text(columns.subList(from, Math.min(columns.size(), from + most)), label));
        }
        return text.toString();
    }

    private String text(List<Double> columns, int label) {
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "%-" + label + "s", HEADING));
        for (double frequency : columns) {
            text.append(
                    String.format(Locale.ROOT, "%" + COLUMN + "s", String.format(Locale.ROOT, "κ=%.0f", frequency)));
        }
        text.append('\n');
        for (Row row : rows) {
            StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-" + label + "s", row.label()));
            for (double frequency : columns) {
                line.append(String.format(Locale.ROOT, "%" + COLUMN + "s", row.median(frequency)));
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }
}
