package org.spectralsweep.fit;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.law.Law;

/**
 * What {@link LawCompetition} found.
 *
 * @param cells number of cells, the n of AICc
 * @param contenders those that compete in order of AICc, then the others
 * @param verdict which law wins, if one does
 */
public record Competition(int cells, List<Contender> contenders, Verdict verdict) {
    /** Copies the list. */
    public Competition {
        contenders = List.copyOf(contenders);
    }

    /** The verdict in plain English, with laws by their formulas. */
    public String sentence() {
        return sentence(Contender::name);
    }

    /** The verdict in plain English, with laws by the names that are given them. */
    public String sentence(Function<Contender, String> names) {
        return verdict.sentence(names);
    }

    /**
     * One law.
     *
     * @param law the law
     * @param errors how observations scatter about it
     * @param parameters K: coordinates and the scale of the errors; 0 where nothing was estimated
     * @param aicc null where the law does not compete; -infinity for a law through every row
     * @param delta AICc less the least of all; infinite behind a law through every row
     * @param weight Akaike's weight e^(-delta/2), divided by the sum of all
     * @param extrapolation root mean squared error of log T beyond the cut; null where it cannot be estimated below
     * @param leaveOneOut root mean squared error of log T of cells left out; null where none can be predicted
     * @param problem why the law does not compete, otherwise empty
     */
    public record Contender(
            Law law,
            ErrorDistribution errors,
            int parameters,
            @Nullable Double aicc,
            @Nullable Double delta,
            @Nullable Double weight,
            @Nullable Double extrapolation,
            @Nullable Double leaveOneOut,
            String problem) {
        /** Whether the law has an AICc. */
        public boolean competes() {
            return problem.isEmpty();
        }

        /** The law as text, with its errors where they are not log-normal. */
        public String name() {
            return errors == ErrorDistribution.LOG_NORMAL ? law.text() : law.text() + " with " + errors + " errors";
        }
    }

    /**
     * Which law wins.
     *
     * @param winner the law that wins; null where the data cannot tell
     * @param standing the laws within two units of AICc of the best, and a law that the best predicts worse than
     * @param reason why none wins, or what the winner rests on
     * @param next what would tell the best two apart; null where one wins, or where nothing in reach would
     */
    public record Verdict(
            @Nullable Contender winner,
            List<Contender> standing,
            Reason reason,
            @Nullable NextCell next) {
        /** Copies the list. */
        public Verdict {
            standing = List.copyOf(standing);
        }

        /** The verdict in plain English, with laws by the names that are given them. */
        String sentence(Function<Contender, String> names) {
            if (winner != null) {
                return capital(names.apply(winner)) + " wins: " + reason.sentence(names);
            }
            String remain = standing.isEmpty()
                    ? ""
                    : " There remain: " + standing.stream().map(names).collect(Collectors.joining("; ")) + ".";
            return "The data cannot tell. " + reason.sentence(names) + remain
                    + (next == null ? "" : " " + next.sentence(names));
        }
    }

    /**
     * One or more sentences about laws.
     *
     * @param text with {@code %s} for each law
     * @param laws in order
     */
    public record Reason(String text, List<Contender> laws) {
        /** Copies the list. */
        public Reason {
            laws = List.copyOf(laws);
        }

        /** A sentence about no law. */
        static Reason of(String text) {
            return new Reason(text, List.of());
        }

        String sentence(Function<Contender, String> names) {
            return laws.isEmpty()
                    ? text
                    : String.format(Locale.ROOT, text, laws.stream().map(names).toArray());
        }
    }

    private static String capital(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    /**
     * The cell that would separate two laws most.
     *
     * @param one one law
     * @param other the other
     * @param covariate what would be given another value
     * @param value that value
     * @param others the other covariates of the cell
     * @param levels the levels of the cell
     * @param separation |difference of the predicted log T| over their joint scatter
     * @param count how many such cells would bring the lead to two units in expectation
     */
    public record NextCell(
            Contender one,
            Contender other,
            String covariate,
            double value,
            Map<String, Double> others,
            Map<String, String> levels,
            double separation,
            int count) {
        /** Copies the maps. */
        public NextCell {
            others = Map.copyOf(others);
            levels = Map.copyOf(levels);
        }

        private static final int DIGITS = 4;

        /** The other columns of the cell in brackets; nothing where there are none. */
        private String beside() {
            List<String> parts = new ArrayList<>();
            new TreeMap<>(levels).forEach((column, level) -> parts.add(column + " = " + level));
            new TreeMap<>(others).forEach((column, number) -> {
                if (!levels.containsKey(column)) {
                    parts.add(column + " = "
                            + new BigDecimal(number)
                                    .round(new MathContext(DIGITS))
                                    .stripTrailingZeros()
                                    .toPlainString());
                }
            });
            return parts.isEmpty() ? "" : " (" + String.join(", ", parts) + ")";
        }

        /** What to run, in plain English. */
        String sentence(Function<Contender, String> names) {
            return String.format(
                    Locale.ROOT,
                    "%s and %s differ most at %s = %s%s, by %.2g of their joint scatter:"
                            + " about %d such cell%s would tell.",
                    capital(names.apply(one)),
                    names.apply(other),
                    covariate,
                    new BigDecimal(value)
                            .round(new MathContext(DIGITS))
                            .stripTrailingZeros()
                            .toPlainString(),
                    beside(),
                    separation,
                    count,
                    count == 1 ? "" : "s");
        }
    }
}
