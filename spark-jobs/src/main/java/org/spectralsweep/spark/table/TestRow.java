package org.spectralsweep.spark.table;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A test of a fitted law.
 *
 * @param sweep name of the sweep
 * @param fit name of the fit in the spec
 * @param groupKeys {@code column=value} pairs that select the group, as text; empty for all rows, and for a test of all
 *     groups
 * @param hypothesis what is tested, such as {@code a = 2} or {@code a equal in all groups}
 * @param source where the hypothesis is from: {@code theory}, {@code kernel}, {@code levels} or {@code groups}
 * @param sides both sides of one equality
 * @param chance how likely data as far off are, if the hypothesis is true
 * @param problem why there is no test, otherwise empty
 * @param groups the group's values by column, which a query can select on; null in tables of before this was a column
 */
public record TestRow(
        String sweep,
        String fit,
        String groupKeys,
        String hypothesis,
        String source,
        Sides sides,
        Chance chance,
        String problem,
        Map<String, String> groups) {
    /**
     * Both sides of an equality; null where a hypothesis has several.
     *
     * @param value the hypothesis's value of its left side; null where there are several
     * @param estimate estimate of the hypothesis's left side
     * @param ciLow lower end of the estimate's 95 % interval
     * @param ciHigh upper end of the estimate's 95 % interval
     */
    public record Sides(
            @Nullable Double value,
            @Nullable Double estimate,
            @Nullable Double ciLow,
            @Nullable Double ciHigh) {}

    /**
     * The result.
     *
     * @param p how likely data as far off are, if the hypothesis is true; null where there is no test
     * @param adjustedP p adjusted for all tests of the group, or of the fit's groups (Holm)
     * @param draws number of draws that p was counted from
     * @param fewCells whether cells are so few that p is hardly ever small
     */
    public record Chance(@Nullable Double p, @Nullable Double adjustedP, int draws, boolean fewCells) {}
}
