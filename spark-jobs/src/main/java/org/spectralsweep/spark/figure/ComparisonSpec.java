package org.spectralsweep.spark.figure;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.spectralsweep.spec.Default;
import org.spectralsweep.spec.Refusal;

/**
 * A row of a figure's table, paper | theory | measured, or several rows that come from one query.
 *
 * @param quantity names the row
 * @param rows instead of a quantity, a query with the columns {@code quantity}, {@code paper}, {@code theory} and
 *     {@code measured}; all but the first column may be missing
 * @param paper the paper's number, or a short text
 * @param theory what theory or the kernel gives: a number, or a query that gives one
 * @param measured a number, or a query that gives one
 * @param tolerance how far the value may lie from the reference, as a fraction of the reference
 * @param within how far the value may lie from the reference, in its own unit
 * @param against which number is the reference
 * @param note printed below the row
 */
public record ComparisonSpec(
        @Default("") String quantity,
        @Default("") String rows,
        @Default("") Quantity paper,
        @Default("") Quantity theory,
        @Default("") Quantity measured,
        @Default("none") Margin tolerance,
        @Default("none") Margin within,
        @Default("auto") Reference against,
        @Default("") String note) {
    /** Checks that there is a row, and that it can be judged if it is to be judged. */
    public ComparisonSpec {
        if (quantity.isBlank() == rows.isBlank()) {
            throw new Refusal(
                    "quantity",
                    "or rows must be given, one of the two, but " + (quantity.isBlank() ? "neither was" : "both were"));
        }
        if (tolerance.value() != null && within.value() != null) {
            throw new Refusal("tolerance", "or within must be given, not both, but both were");
        }
        if (!rows.isBlank()) {
            refuseWithRows("paper", paper);
            refuseWithRows("theory", theory);
            refuseWithRows("measured", measured);
        } else {
            checkReference(paper, theory, measured, tolerance.value() != null || within.value() != null, against);
        }
    }

    private static void refuseWithRows(String name, Quantity quantity) {
        if (!quantity.isNone()) {
            throw new Refusal(name, "must be a column of rows, not a key beside it, but was given");
        }
    }

    private static void checkReference(
            Quantity paper, Quantity theory, Quantity measured, boolean judged, Reference against) {
        if (paper.isNone() && theory.isNone() && measured.isNone()) {
            throw new IllegalArgumentException("measured, theory or paper must be given but none was");
        }
        if (against == Reference.PAPER && paper.number() == null) {
            throw new Refusal("against", "must be theory where paper is not a number but was paper");
        }
        if (against == Reference.THEORY && (theory.isNone() || measured.isNone())) {
            throw new Refusal("against", "must be paper where theory or measured is not given but was theory");
        }
        boolean reference = paper.number() != null || (!theory.isNone() && !measured.isNone());
        if (judged && !(reference && (!measured.isNone() || !theory.isNone()))) {
            throw new Refusal(
                    "tolerance",
                    "must have two numbers to compare (measured with paper or theory, theory with paper)"
                            + " but there are none");
        }
    }

    /** The queries by their keys in the spec. */
    public Map<String, FigureQuery> queries() {
        Map<String, FigureQuery> queries = new LinkedHashMap<>();
        Stream.of(
                        Map.entry("rows", FigureQuery.rows(rows)),
                        Map.entry("theory", FigureQuery.number(theory.text())),
                        Map.entry("measured", FigureQuery.number(measured.text())))
                .filter(entry -> !entry.getValue().sql().isBlank())
                .forEach(entry -> queries.put(entry.getKey(), entry.getValue()));
        return queries;
    }
}
