package org.spectralsweep.spark.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.spark.figure.Comparison;

/**
 * The rows paper | theory | measured of a figure, as text for a console, at most 110 columns wide, and as CSV. A dash
 * stands for a number that does not exist.
 *
 * @param rows the rows in the order to print
 */
public record ComparisonTable(List<Comparison> rows) {
    private static final int WIDTH = 110;
    private static final int MOST_PAPER = 24;
    private static final String NONE = "–";
    private static final MathContext DIGITS = new MathContext(4);
    private static final double LARGE_DEVIATION = 10;
    private static final List<String> HEADER = List.of("quantity", "paper", "theory", "measured", "off by", "from", "");

    /** Copies the list. */
    public ComparisonTable {
        rows = List.copyOf(rows);
    }

    /** The table, with lines that end with a line feed. It is empty without rows. */
    public String text() {
        if (rows.isEmpty()) {
            return "";
        }
        List<List<String>> cells = new ArrayList<>(List.of(HEADER));
        rows.forEach(row -> cells.add(cells(row)));
        int[] widths = new int[HEADER.size()];
        for (List<String> line : cells) {
            for (int i = 1; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], TextColumns.width(line.get(i)));
            }
        }
        widths[1] = Math.min(widths[1], MOST_PAPER);
        int others = 0;
        for (int i = 1; i < widths.length; i++) {
            others += 2 + widths[i];
        }
        int longest = cells.stream()
                .mapToInt(line -> TextColumns.width(line.get(0)))
                .max()
                .orElse(1);
        widths[0] = Math.min(longest, WIDTH - others);
        StringBuilder text = new StringBuilder();
        line(HEADER, widths, text);
        for (int i = 0; i < rows.size(); i++) {
            line(cells.get(i + 1), widths, text);
            String note = rows.get(i).note().strip();
            // Rows of one query share their note, which stands below the last of them.
            boolean goesOn =
                    i + 1 < rows.size() && rows.get(i + 1).note().strip().equals(note);
            if (!note.isEmpty() && !goesOn) {
                TextColumns.wrapped(note, WIDTH - 4)
                        .forEach(part -> text.append("    ").append(part).append('\n'));
            }
        }
        return text.toString();
    }

    private static List<String> cells(Comparison row) {
        Comparison.Numbers numbers = row.numbers();
        Comparison.Verdict verdict = row.verdict();
        return List.of(
                row.quantity(),
                numbers.paper() == null && !numbers.paperText().isBlank()
                        ? numbers.paperText()
                        : number(numbers.paper()),
                number(numbers.theory()),
                number(numbers.measured()),
                percent(verdict.deviation()),
                verdict.reference(),
                words(verdict));
    }

    /**
     * Prints one row. Names and the paper's words stand on the left, and continue below if they are too long. Numbers
     * stand on the right.
     */
    private static void line(List<String> cells, int[] widths, StringBuilder text) {
        List<List<String>> columns = new ArrayList<>();
        for (int i = 0; i < widths.length; i++) {
            columns.add(i <= 1 ? TextColumns.wrapped(cells.get(i), widths[i]) : List.of(cells.get(i)));
        }
        int height = Math.max(columns.get(0).size(), columns.get(1).size());
        for (int k = 0; k < height; k++) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                List<String> column = columns.get(i);
                String cell = k < column.size() ? column.get(k) : "";
                String gap = " ".repeat(Math.max(0, widths[i] - TextColumns.width(cell)));
                boolean left = i == 0 || i >= 5;
                line.append(i == 0 ? "" : "  ").append(left ? cell + gap : gap + cell);
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
    }

    private static String words(Comparison.Verdict verdict) {
        Boolean ok = verdict.ok();
        if (ok == null) {
            return "";
        }
        String margin = verdict.tolerance() != null
                ? number(100 * verdict.tolerance()) + " %"
                : verdict.within() != null ? number(verdict.within()) : NONE;
        return ok ? "ok" : "not within " + margin;
    }

    /** A number with four significant digits, in plain notation from 0.0001 to 999999. */
    static String number(@Nullable Double value) {
        if (value == null || value.isNaN()) {
            return NONE;
        }
        if (value.isInfinite()) {
            return value > 0 ? "∞" : "-∞";
        }
        double size = Math.abs(value);
        if (size != 0 && (size < 1e-4 || size >= 1e6)) {
            return String.format(Locale.ROOT, "%.2e", value);
        }
        BigDecimal exact = BigDecimal.valueOf(value);
        BigDecimal rounded = size >= 1000 ? exact.setScale(0, java.math.RoundingMode.HALF_EVEN) : exact.round(DIGITS);
        String plain = rounded.stripTrailingZeros().toPlainString();
        return size == 0 ? "0" : plain;
    }

    private static String percent(@Nullable Double deviation) {
        if (deviation == null) {
            return NONE;
        }
        double size = Math.abs(deviation);
        if (size >= LARGE_DEVIATION) {
            return "×" + number(1 + deviation);
        }
        return String.format(Locale.ROOT, size < 0.1 ? "%+.1f %%" : "%+.0f %%", 100 * deviation);
    }

    /** The table as CSV by RFC 4180, with a header. A missing value is an empty field. */
    public String csv() {
        StringBuilder text = new StringBuilder(
                "quantity,paper,paper_text,theory,measured,reference,deviation,tolerance,within,ok,note\n");
        for (Comparison row : rows) {
            Comparison.Numbers numbers = row.numbers();
            Comparison.Verdict verdict = row.verdict();
            text.append(Stream.of(
                                    CsvField.text(row.quantity()),
                                    field(numbers.paper()),
                                    CsvField.text(numbers.paperText()),
                                    field(numbers.theory()),
                                    field(numbers.measured()),
                                    CsvField.text(verdict.reference()),
                                    field(verdict.deviation()),
                                    field(verdict.tolerance()),
                                    field(verdict.within()),
                                    field(verdict.ok()),
                                    CsvField.text(row.note()))
                            .collect(Collectors.joining(",")))
                    .append('\n');
        }
        return text.toString();
    }

    private static String field(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }
}
