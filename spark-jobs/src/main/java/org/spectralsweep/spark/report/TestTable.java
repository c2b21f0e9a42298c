package org.spectralsweep.spark.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.spectralsweep.fit.HypothesisTest;

/**
 * Tests of fitted laws as text for a console.
 *
 * @param rows tests in the order to print
 */
public record TestTable(List<Row> rows) {
    private static final String FEW = "few cells";

    /** Copies. */
    public TestTable {
        rows = List.copyOf(rows);
    }

    /** What a test asks of parameters. */
    public enum Source {
        /** Whether they have the values of the theory. */
        THEORY,
        /** Whether they have those of the kernel. */
        KERNEL,
        /** Whether they are equal at all levels. */
        LEVELS,
        /** Whether they are equal in all groups. */
        GROUPS;

        /** As the table of tests has it. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * One test.
     *
     * @param label what was fitted
     * @param source what is asked
     * @param test the test
     */
    public record Row(String label, Source source, HypothesisTest test) {
        /** The hypothesis; a value is followed by its source. */
        String hypothesis() {
            String text = test.hypothesis().text();
            return source == Source.THEORY || source == Source.KERNEL ? text + " (" + source.label() + ")" : text;
        }

        /** What p says beside its value. */
        String remark() {
            Double adjusted = test.adjusted();
            if (adjusted != null && adjusted < 0.05) {
                return "  no";
            }
            return saysLittle() ? "  " + FEW : "";
        }

        /** Whether the 95 % interval leaves out a value that p does not speak against, or holds one that it does. */
        boolean disagrees() {
            HypothesisTest.Sides sides = test.sides();
            Double adjusted = test.adjusted();
            if (sides == null || adjusted == null || sides.ciLow() == null || sides.ciHigh() == null) {
                return false;
            }
            boolean inside = sides.ciLow() <= sides.value() && sides.value() <= sides.ciHigh();
            return inside == adjusted < 0.05;
        }

        /** Whether p is not small, and could hardly be. */
        boolean saysLittle() {
            Double adjusted = test.adjusted();
            return test.draws().fewCells() && !(adjusted != null && adjusted < 0.05);
        }
    }

    /** The table, with lines that end with a line feed; empty without a test that has a p. */
    public String text() {
        List<Row> with =
                rows.stream().filter(row -> row.test().adjusted() != null).toList();
        if (with.isEmpty()) {
            return "";
        }
        int label = width(with.stream().map(Row::label).toList());
        int hypothesis = width(with.stream().map(Row::hypothesis).toList());
        List<String> lines = new ArrayList<>();
        lines.add(
                "could it be? p of each hypothesis, adjusted for all of its group (Holm); below 0.05 the data are against it");
        for (Row row : with) {
            lines.add(String.format(
                    Locale.ROOT,
                    "%-" + label + "s  %-" + hypothesis + "s  p = %s%s",
                    row.label(),
                    row.hypothesis(),
                    p(row.test()),
                    row.remark()));
        }
        if (with.stream().anyMatch(Row::saysLittle)) {
            lines.add(FEW + ": so few that p would hardly be small whatever is true; it confirms nothing");
        }
        if (with.stream().anyMatch(Row::disagrees)) {
            lines.add("p and an interval may disagree: p is adjusted, and lets some cells scatter more than others");
        }
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(line.stripTrailing()).append('\n'));
        return text.toString();
    }

    private static String p(HypothesisTest test) {
        Double adjusted = test.adjusted();
        return adjusted == null ? "–" : adjusted < 0.001 ? "<0.001" : String.format(Locale.ROOT, "%.3f", adjusted);
    }

    private static int width(List<String> texts) {
        return texts.stream().mapToInt(String::length).max().orElse(1);
    }
}
