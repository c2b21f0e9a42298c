package org.spectralsweep.spark.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.spectralsweep.Counted;
import org.spectralsweep.spark.table.TableDistance;

/** How far two sweeps are apart, as a table for a console. */
final class DistanceText {
    private static final String GAP = "  ";

    private DistanceText() {}

    /** The columns that differ, the rows without a pair, and whether all is within a share. */
    static String of(TableDistance distance, double within) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(List.of("table", "column", "pairs", "differ", "largest", "there"));
        for (TableDistance.Column column : distance.columns()) {
            if (column.differing() > 0) {
                lines.add(List.of(
                        column.table(),
                        column.name(),
                        Integer.toString(column.rows()),
                        Integer.toString(column.differing()),
                        share(column.largest()) + (column.largest() > within ? " !" : "  "),
                        column.values() + " (" + column.place() + ")"));
            }
        }
        StringBuilder text = new StringBuilder();
        if (lines.size() > 1) {
            append(text, lines);
            text.append('\n');
        }
        distance.lonely().forEach(sentence -> text.append(sentence).append('\n'));
        if (distance.skipped() > 0) {
            text.append(Counted.of(distance.skipped(), "measurement"))
                    .append(" at steps that only one of two trials has: not compared\n");
        }
        List<String> reasons = new ArrayList<>();
        int beyond = distance.beyond(within).size();
        if (beyond > 0) {
            reasons.add(Counted.of(beyond, "column") + " beyond " + share(within));
        }
        if (!distance.lonely().isEmpty()) {
            reasons.add("rows without a pair");
        }
        if (reasons.isEmpty()) {
            text.append("within ").append(share(within)).append(": ").append(pairs(distance));
        } else {
            text.append("different: ").append(String.join(", ", reasons));
        }
        return text.append('\n').toString();
    }

    private static String pairs(TableDistance distance) {
        List<String> parts = new ArrayList<>();
        String last = "";
        for (TableDistance.Column column : distance.columns()) {
            if (!column.table().equals(last)) {
                last = column.table();
                parts.add(column.rows() + " pairs of " + last);
            }
        }
        return String.join(", ", parts);
    }

    private static String share(double value) {
        return Double.isInfinite(value) ? "other" : String.format(Locale.ROOT, "%.2g", value);
    }

    private static void append(StringBuilder text, List<List<String>> lines) {
        int columns = lines.get(0).size();
        int[] widths = new int[columns];
        for (List<String> line : lines) {
            for (int k = 0; k < columns; k++) {
                widths[k] = Math.max(widths[k], line.get(k).length());
            }
        }
        for (List<String> line : lines) {
            StringBuilder row = new StringBuilder();
            for (int k = 0; k < columns; k++) {
                String padding = " ".repeat(widths[k] - line.get(k).length());
                boolean number = k >= 2 && k <= 4;
                row.append(k == 0 ? "" : GAP).append(number ? padding + line.get(k) : line.get(k) + padding);
            }
            text.append(row.toString().stripTrailing()).append('\n');
        }
    }
}
