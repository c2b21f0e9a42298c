package org.spectralsweep.spark.figure;

import org.jspecify.annotations.Nullable;

/**
 * A row of a figure's table with its numbers. The measured number is judged. In a row without one, the column {@code
 * theory} is judged against the paper's.
 *
 * @param quantity names the row
 * @param numbers what is compared
 * @param verdict how they agree
 * @param note the spec's note on the row
 */
public record Comparison(String quantity, Numbers numbers, Verdict verdict, String note) {
    /** Makes the row of these numbers and judges it as its spec says. */
    public static Comparison of(ComparisonSpec spec, String quantity, Numbers numbers) {
        return new Comparison(quantity, numbers, Verdict.of(spec, numbers), spec.note());
    }

    /** The same row under another name. */
    public Comparison named(String name) {
        return new Comparison(name, numbers, verdict, note);
    }

    /**
     * The numbers of a row.
     *
     * @param paper the paper's number, if it gives one
     * @param paperText the paper's words if it gives no number; else empty
     * @param theory what theory or the kernel gives, if the spec says so
     * @param measured the measured number, if there is one
     */
    public record Numbers(
            @Nullable Double paper,
            String paperText,
            @Nullable Double theory,
            @Nullable Double measured) {
        /** Takes NaN for a missing number. */
        public Numbers {
            paper = real(paper);
            theory = real(theory);
            measured = real(measured);
        }

        private static @Nullable Double real(@Nullable Double value) {
            return value == null || value.isNaN() ? null : value;
        }
    }

    /**
     * How the value of a row agrees with its reference. The value is the measured number, or the theory's in a row that
     * has nothing measured.
     *
     * @param reference {@code paper}, {@code theory}, or empty if there are not two numbers to compare
     * @param deviation value / reference - 1, if there is a reference that is not 0
     * @param tolerance the largest accepted |deviation|, if the row is judged in this way
     * @param within the largest accepted |value - reference|, if the row is judged in this way
     * @param ok whether the row is accepted, if it is judged
     */
    public record Verdict(
            String reference,
            @Nullable Double deviation,
            @Nullable Double tolerance,
            @Nullable Double within,
            @Nullable Boolean ok) {
        private static Verdict of(ComparisonSpec spec, Numbers numbers) {
            Double measured = numbers.measured();
            boolean byPaper = spec.against() == Reference.PAPER
                    || (spec.against() == Reference.AUTO && numbers.paper() != null)
                    || (measured == null
                            && spec.measured().isNone()
                            && spec.rows().isBlank());
            Double reference = byPaper ? numbers.paper() : numbers.theory();
            Double value = measured == null && byPaper && spec.measured().isNone() ? numbers.theory() : measured;
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
            return new Verdict(against, deviation, tolerance, within, ok);
        }
    }
}
