package org.spectralsweep.spark.figure;

import org.jspecify.annotations.Nullable;

/**
 * A row of a figure's table with its numbers. What is judged is the measured number or, in a row without one, the theory's against the
 * paper's.
 *
 * @param quantity names the row
 * @param paper the paper's number, if it gives one
 * @param paperText what the paper says where that is no number; else empty
 * @param theory the theory's number, if there is one
 * @param measured the measured number, if there is one
 * @param reference {@code paper}, {@code theory}, or empty where there are not two numbers to compare
 * @param deviation value / reference - 1, if there is a reference other than 0
 * @param tolerance the largest |deviation| that is accepted, if it is judged so
 * @param within the largest |value - reference| that is accepted, if it is judged so
 * @param ok whether it is accepted, if it is judged
 * @param note what the spec says about it
 */
public record Comparison(
        String quantity,
        @Nullable Double paper,
        String paperText,
        @Nullable Double theory,
        @Nullable Double measured,
        String reference,
        @Nullable Double deviation,
        @Nullable Double tolerance,
        @Nullable Double within,
        @Nullable Boolean ok,
        String note) {
    /** The row of these numbers, judged as its spec says; NaN is no number. */
    public static Comparison of(
            ComparisonSpec spec,
            String quantity,
            @Nullable Double paper,
            String paperText,
            @Nullable Double theory,
            @Nullable Double measured) {
        Double says = real(paper);
        Double predicts = real(theory);
        Double seen = real(measured);
        boolean byPaper = spec.against() == Reference.PAPER
                || (spec.against() == Reference.AUTO && says != null)
                || (seen == null && spec.measured().isNone() && spec.rows().isBlank());
        Double reference = byPaper ? says : predicts;
        Double value = seen == null && byPaper && spec.measured().isNone() ? predicts : seen;
        Double deviation = null;
        Boolean ok = null;
        Double tolerance = spec.tolerance().value();
        Double within = spec.within().value();
        if (value != null && reference != null) {
            deviation = reference == 0 ? null : value / reference - 1;
            if (tolerance != null) {
                ok = Math.abs(value - reference) <= tolerance * Math.abs(reference);
            } else if (within != null) {
                ok = Math.abs(value - reference) <= within;
            }
        }
        String against = value == null || reference == null ? "" : byPaper ? "paper" : "theory";
        return new Comparison(
                quantity, says, paperText, predicts, seen, against, deviation, tolerance, within, ok, spec.note());
    }

    /** The same row by another name. */
    public Comparison named(String name) {
        return new Comparison(
                name, paper, paperText, theory, measured, reference, deviation, tolerance, within, ok, note);
    }

    private static @Nullable Double real(@Nullable Double value) {
        return value == null || value.isNaN() ? null : value;
    }
}
