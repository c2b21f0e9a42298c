package org.spectralsweep.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.hipparchus.random.RandomGenerator;
import org.hipparchus.random.Well19937c;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.spectralsweep.law.Exponent;
import org.spectralsweep.law.Law;
import org.spectralsweep.law.ReadyLaw;

@Timeout(60)
class GroupTestsTest {
    private static final ScoreWildBootstrap QUICK = new ScoreWildBootstrap(399, 1);
    private static final Exponent A = new Exponent("a", "frequency", 1);
    private static final Law POWER = Law.power(A);

    private static GroupTests.Group group(Law law, List<Observation> rows) {
        return new GroupTests.Group(new LawFit(law, ErrorDistribution.LOG_NORMAL, new CellJackknife(0)).to(rows), rows);
    }

    /** Rows of one group; the cells of two groups have different names. */
    private static List<Observation> rows(RandomGenerator random, String name, double exponent, int cells, double by) {
        List<Observation> rows = new ArrayList<>();
        for (int x = 2; x < 2 + cells; x++) {
            double time = 100 * Math.pow(x, exponent) * Math.exp(by * random.nextGaussian());
            rows.add(Observation.exact(Map.of("frequency", (double) x), time, x + name));
        }
        return rows;
    }

    private static HypothesisTest test(long seed, int cells, double... exponents) {
        RandomGenerator random = new Well19937c(seed);
        List<GroupTests.Group> groups = new ArrayList<>();
        for (int g = 0; g < exponents.length; g++) {
            groups.add(group(POWER, rows(random, " of " + g, exponents[g], cells, 0.1)));
        }
        return GroupTests.of(groups, QUICK).get(0);
    }

    private static double p(HypothesisTest test) {
        return Objects.requireNonNull(test.p(), test.problem());
    }

    /** Of 200 true hypotheses 10 are expected, and at most 19 in 99.5 % of such samples. */
    @Test
    void rejectsEqualExponentsInFewSamplesAndFindsOneThatDiffers() {
        int rejected = 0;
        int found = 0;
        for (int seed = 0; seed < 200; seed++) {
            rejected += p(test(seed, 8, 2, 2, 2)) <= 0.05 ? 1 : 0;
            found += p(test(seed, 8, 2, 2, 3)) <= 0.05 ? 1 : 0;
        }

        assertThat(rejected).isLessThanOrEqualTo(19);
        assertThat(found).isGreaterThan(120);
    }

    @Test
    void aDifferenceOfTwoGroupsIsThatOfTheirOwnFits() {
        RandomGenerator random = new Well19937c(3);
        GroupTests.Group one = group(POWER, rows(random, "", 2, 8, 0.1));
        GroupTests.Group other = group(POWER, rows(random, "'", 2.2, 8, 0.1));
        HypothesisTest test = GroupTests.of(List.of(one, other), QUICK).get(0);

        assertThat(test.hypothesis().text()).isEqualTo("a equal in all groups");
        double difference =
                one.law().result().estimate("a") - other.law().result().estimate("a");
        assertThat(Objects.requireNonNull(test.sides()).estimate()).isCloseTo(difference, within(1e-9));
        assertThat(test.adjusted()).isEqualTo(test.p());
    }

    /** What the cells share does not look like a difference of two groups that both see it. */
    @Test
    void aCellWithRowsInTwoGroupsIsOneCell() {
        int apart = 0;
        int shared = 0;
        for (int seed = 0; seed < 100; seed++) {
            RandomGenerator random = new Well19937c(seed);
            List<Observation> rows = rows(random, "", 2, 9, 0.3);
            List<Observation> steeper = rows.stream()
                    .map(row -> {
                        double time = row.lower()
                                * Math.pow(
                                        Objects.requireNonNull(row.covariates().get("frequency")), 0.05)
                                * Math.exp(0.01 * random.nextGaussian());
                        return row.within(time, time, 1);
                    })
                    .toList();
            List<Observation> renamed = steeper.stream()
                    .map(row -> Observation.exact(row.covariates(), row.lower(), row.cell() + "'"))
                    .toList();
            shared += p(GroupTests.of(List.of(group(POWER, rows), group(POWER, steeper)), QUICK)
                                    .get(0))
                            <= 0.05
                    ? 1
                    : 0;
            apart += p(GroupTests.of(List.of(group(POWER, rows), group(POWER, renamed)), QUICK)
                                    .get(0))
                            <= 0.05
                    ? 1
                    : 0;
        }

        assertThat(shared).isGreaterThan(80);
        assertThat(apart).isLessThan(10);
    }

    @Test
    void aLawThatIsNotLinearStartsFromTheGroupsOwnFits() {
        RandomGenerator random = new Well19937c(5);
        Law floor = ReadyLaw.FLOOR.of(List.of(A), "", List.of());
        List<GroupTests.Group> groups = new ArrayList<>();
        for (int g = 0; g < 4; g++) {
            List<Observation> rows = new ArrayList<>();
            for (int x = 1; x <= 12; x++) {
                double time = (g + 1) * (Math.pow(x, 2 + 0.4 * g) + 3) * Math.exp(0.02 * random.nextGaussian());
                rows.add(Observation.exact(Map.of("frequency", (double) x), time, x + " of " + g));
            }
            groups.add(group(floor, rows));
        }
        List<HypothesisTest> tests = GroupTests.of(groups, QUICK);

        assertThat(tests)
                .extracting(test -> test.hypothesis().text())
                .containsExactly("a equal in all groups", "t0 equal in all groups");
    }

    @Test
    void leavesOutAGroupWithoutAnEstimate() {
        RandomGenerator random = new Well19937c(3);
        List<GroupTests.Group> groups = List.of(
                group(POWER, rows(random, "", 2, 8, 0.1)),
                group(POWER, rows(random, "'", 2, 8, 0.1)),
                group(POWER, rows(random, "''", 2, 1, 0.1)));

        assertThat(GroupTests.of(groups, QUICK))
                .singleElement()
                .satisfies(test -> assertThat(test.hypothesis().text()).isEqualTo("a equal in 2 of 3 groups"));
        assertThat(GroupTests.of(groups.subList(1, 3), QUICK)).isEmpty();
    }
}
