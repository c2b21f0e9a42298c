package org.spectralsweep.spark.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.Counted;
import org.spectralsweep.fit.Competition;
import org.spectralsweep.fit.Competition.Contender;

/**
 * Which of several laws the data prefer, as text for a console. The best law is first. A row has how far its AICc is
 * behind, and by what factor its times are off, typically, beyond the frequencies it was fitted to and at cells left
 * out.
 *
 * @param label what was fitted
 * @param competition what was found
 */
public record CompetitionTable(String label, Competition competition) {
    private static final int WIDTH = 100;
    private static final int INDENT = 14;
    private static final String NONE = "–";
    private static final String FORMAT = "%-12s  %6s  %12s  %9s  %s";

    /** The table, with lines that end with a line feed. */
    public String text() {
        List<String> lines = new ArrayList<>();
        lines.add("which law? " + label + ", " + Counted.of(competition.cells(), "cell"));
        lines.add(String.format(Locale.ROOT, FORMAT, "", "AICc", "error beyond", "error at", ""));
        lines.add(String.format(Locale.ROOT, FORMAT, "", "behind", "the fit", "new cells", ""));
        List<Contender> laws = competition.contenders();
        for (int i = 0; i < laws.size(); i++) {
            Contender law = laws.get(i);
            boolean wins = law.equals(competition.verdict().winner());
            lines.add(String.format(
                    Locale.ROOT,
                    FORMAT,
                    number(i) + (wins ? ", wins" : ""),
                    behind(law.delta()),
                    percent(law.extrapolation()),
                    percent(law.leaveOneOut()),
                    law.name()));
            if (!law.competes()) {
                lines.addAll(indented(TextColumns.wrapped("does not compete: " + law.problem(), WIDTH - INDENT)));
            }
        }
        lines.addAll(TextColumns.wrapped(verdict(), WIDTH));
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(line.stripTrailing()).append('\n'));
        return text.toString();
    }

    private static String number(int index) {
        return "law " + (index + 1);
    }

    /** The verdict with the laws' numbers in the place of their formulas, which the table shows. */
    private String verdict() {
        List<Contender> laws = competition.contenders();
        return competition.sentence(law -> number(laws.indexOf(law)));
    }

    private static List<String> indented(List<String> lines) {
        return lines.stream().map(line -> " ".repeat(INDENT) + line).toList();
    }

    private static String behind(@Nullable Double value) {
        return value == null || value.isNaN()
                ? NONE
                : value.isInfinite() ? "∞" : String.format(Locale.ROOT, "%.1f", value);
    }

    /** A root mean squared error of log T as the factor that it is, less 1. */
    private static String percent(@Nullable Double error) {
        if (error == null || error.isNaN()) {
            return NONE;
        }
        double percent = 100 * Math.expm1(error);
        return percent > 9999 ? ">9999 %" : String.format(Locale.ROOT, percent < 10 ? "%.1f %%" : "%.0f %%", percent);
    }
}
