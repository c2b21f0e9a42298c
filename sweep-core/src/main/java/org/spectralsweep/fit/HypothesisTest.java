package org.spectralsweep.fit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A test of a hypothesis.
 *
 * @param hypothesis what is tested
 * @param sides the numbers on both sides of one equality; null for several equalities
 * @param p null where there is no test
 * @param adjusted p by {@link #holm} among those that were tested together; null where there is no test
 * @param draws what p was counted from
 * @param problem why there is no test, otherwise empty
 */
public record HypothesisTest(
        Hypothesis hypothesis,
        @Nullable Sides sides,
        @Nullable Double p,
        @Nullable Double adjusted,
        Draws draws,
        String problem) {
    /**
     * Both sides of an equality.
     *
     * @param value the hypothesised value
     * @param estimate of the left side; null where there is none
     * @param ciLow lower end of its 95 % interval; null without
     * @param ciHigh upper end
     */
    public record Sides(
            double value,
            @Nullable Double estimate,
            @Nullable Double ciLow,
            @Nullable Double ciHigh) {}

    /**
     * The draws of a bootstrap.
     *
     * @param count how many there were
     * @param exact whether these were all draws there are
     * @param fewCells whether a tested coordinate is seen by fewer cells than four more than the coordinates that
     *     these see. Then the law nearly fits under any hypothesis, and p is rarely small.
     */
    public record Draws(int count, boolean exact, boolean fewCells) {
        static final Draws NONE = new Draws(0, false, false);
    }

    /**
     * The p of m tests adjusted by Holm (1979, Scand. J. Statist. 6, 65), in the order given. In increasing order p_(i)
     * becomes the largest of min(1, (m - j + 1) p_(j)) over j up to i. The probability of any false rejection stays
     * below the level, whatever hangs together.
     */
    public static List<Double> holm(List<Double> p) {
        int m = p.size();
        List<Integer> order = IntStream.range(0, m)
                .boxed()
                .sorted(Comparator.comparing(p::get))
                .toList();
        double[] adjusted = new double[m];
        double largest = 0;
        for (int i = 0; i < m; i++) {
            largest = Math.max(largest, Math.min(1, (m - i) * p.get(order.get(i))));
            adjusted[order.get(i)] = largest;
        }
        return IntStream.range(0, m).mapToObj(i -> adjusted[i]).toList();
    }

    /** The tests with p adjusted for all of them that have one. */
    static List<HypothesisTest> adjusted(List<HypothesisTest> tests) {
        List<Double> known = new ArrayList<>();
        for (HypothesisTest test : tests) {
            Double p = test.p();
            if (p != null) {
                known.add(p);
            }
        }
        List<Double> holm = holm(known);
        List<HypothesisTest> all = new ArrayList<>();
        int next = 0;
        for (HypothesisTest t : tests) {
            Double adjusted = t.p() == null ? null : holm.get(next++);
            all.add(new HypothesisTest(t.hypothesis(), t.sides(), t.p(), adjusted, t.draws(), t.problem()));
        }
        return all;
    }
}
