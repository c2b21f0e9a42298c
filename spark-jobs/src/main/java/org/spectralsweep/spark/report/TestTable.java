package org.spectralsweep.spark.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.spectralsweep.fit.HypothesisTest;

/**
 * Tests of theory as text for a console.
 *
 * @param rows tests in the order to print
 */
public record TestTable(List<Row> rows) {
    /** Copies. */
    public TestTable {
        rows = List.copyOf(rows);
    }

    /**
     * One test.
     *
     * @param label what was fitted
     * @param source where the hypothesised value is from, such as theory
     * @param test the test
     */
    public record Row(String label, String source, HypothesisTest test) {}

    /** The table, with lines that end with a line feed; empty without a test that has a p. */
    public String text() {
        List<Row> with =
                rows.stream().filter(row -> row.test().adjusted() != null).toList();
        if (with.isEmpty()) {
            return "";
        }
        int label = width(with.stream().map(Row::label).toList());
        int hypothesis = width(with.stream().map(TestTable::hypothesis).toList());
        List<String> lines = new ArrayList<>();
        lines.add(
                "could it be? p of each hypothesis, adjusted for all of its group (Holm); below 0.05 the data are against it");
        for (Row row : with) {
            lines.add(String.format(
                    Locale.ROOT,
                    "%-" + label + "s  %-" + hypothesis + "s  p = %s%s",
                    row.label(),
                    hypothesis(row),
                    p(row.test()),
                    isRejected(row.test()) ? "  no" : ""));
        }
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(line.stripTrailing()).append('\n'));
        return text.toString();
    }

    private static boolean isRejected(HypothesisTest test) {
        Double adjusted = test.adjusted();
        return adjusted != null && adjusted < 0.05;
    }

    private static String hypothesis(Row row) {
        return row.test().hypothesis().text() + " (" + row.source() + ")";
    }

    private static String p(HypothesisTest test) {
        Double adjusted = test.adjusted();
        return adjusted == null ? "–" : adjusted < 0.001 ? "<0.001" : String.format(Locale.ROOT, "%.3f", adjusted);
    }

    private static int width(List<String> texts) {
        return texts.stream().mapToInt(String::length).max().orElse(1);
    }
}
