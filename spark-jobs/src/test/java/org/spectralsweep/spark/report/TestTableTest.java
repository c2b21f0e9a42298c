package org.spectralsweep.spark.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.spectralsweep.fit.Hypothesis;
import org.spectralsweep.fit.HypothesisTest;

class TestTableTest {
    private static TestTable.Row row(TestTable.Source source, Hypothesis hypothesis, @Nullable Double p, boolean few) {
        return new TestTable.Row(
                "law",
                source,
                new HypothesisTest(hypothesis, null, p, p, new HypothesisTest.Draws(999, false, few), ""));
    }

    @Test
    void namesTheSourceOfAValueAndOnlyThat() {
        String text = new TestTable(List.of(
                        row(TestTable.Source.THEORY, Hypothesis.value("a", 2), 0.2, false),
                        row(
                                TestTable.Source.LEVELS,
                                Hypothesis.equal("a equal for every encoding", List.of("a[x]", "a[y]")),
                                0.0,
                                false),
                        row(TestTable.Source.KERNEL, Hypothesis.value("b", 1), null, false)))
                .text();

        assertThat(text.lines().skip(1))
                .containsExactly(
                        "law  a = 2 (theory)              p = 0.200",
                        "law  a equal for every encoding  p = <0.001  no");
    }

    @Test
    void saysOnceThatFewCellsConfirmNothing() {
        String text = new TestTable(List.of(
                        row(TestTable.Source.THEORY, Hypothesis.value("a", 2), 1.0, true),
                        row(TestTable.Source.THEORY, Hypothesis.value("b", 1), 0.9, true),
                        row(TestTable.Source.THEORY, Hypothesis.value("b", 7), 0.01, true)))
                .text();

        assertThat(text.lines().skip(1))
                .containsExactly(
                        "law  a = 2 (theory)  p = 1.000  few cells",
                        "law  b = 1 (theory)  p = 0.900  few cells",
                        "law  b = 7 (theory)  p = 0.010  no",
                        "few cells: so few that p would hardly be small whatever is true; it confirms nothing");
    }

    @Test
    void saysOnceWhyAnIntervalAndItsTestDisagree() {
        HypothesisTest.Sides sides = new HypothesisTest.Sides(2, 2.07, 2.02, 2.11);
        HypothesisTest.Draws draws = new HypothesisTest.Draws(999, false, false);
        HypothesisTest apart = new HypothesisTest(Hypothesis.value("a", 2), sides, 0.1, 0.2, draws, "");
        HypothesisTest together = new HypothesisTest(Hypothesis.value("a", 2), sides, 0.01, 0.02, draws, "");
        assertThat(new TestTable(List.of(
                                new TestTable.Row("law", TestTable.Source.THEORY, apart),
                                new TestTable.Row("law", TestTable.Source.KERNEL, apart)))
                        .text())
                .containsOnlyOnce("p and an interval may disagree");
        assertThat(new TestTable(List.of(new TestTable.Row("law", TestTable.Source.THEORY, together))).text())
                .doesNotContain("may disagree");
    }
}
