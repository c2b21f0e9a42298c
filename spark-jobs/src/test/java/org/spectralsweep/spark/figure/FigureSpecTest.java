package org.spectralsweep.spark.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FigureSpecTest {
    private static final Quantity QUERY = Quantity.of("SELECT 1");

    private static ComparisonSpec row(
            Quantity paper,
            Quantity theory,
            Quantity measured,
            @Nullable Double tolerance,
            @Nullable Double within,
            Reference against) {
        return new ComparisonSpec(
                "ratio", "", paper, theory, measured, new Margin(tolerance), new Margin(within), against, "");
    }

    private static Comparison judged(
            @Nullable Double paper, @Nullable Double theory, @Nullable Double measured, ComparisonSpec spec) {
        return Comparison.of(spec, "ratio", new Comparison.Numbers(paper, "", theory, measured));
    }

    @Test
    void judgesByThePaperAndElseByTheTheory() {
        ComparisonSpec byPaper = row(Quantity.of(2), QUERY, QUERY, 0.05, null, Reference.AUTO);
        Comparison near = judged(2.0, 3.0, 2.1, byPaper);
        assertThat(near.verdict().reference()).isEqualTo("paper");
        assertThat(near.verdict().deviation()).isCloseTo(0.05, within(1e-12));
        assertThat(judged(2.0, 3.0, 2.099, byPaper).verdict().ok()).isTrue();
        assertThat(judged(2.0, 3.0, 1.89, byPaper).verdict().ok()).isFalse();

        ComparisonSpec byTheory = row(Quantity.of("about 2"), QUERY, QUERY, 0.05, null, Reference.AUTO);
        assertThat(judged(null, 3.0, 3.1, byTheory).verdict().reference()).isEqualTo("theory");
        assertThat(judged(null, 3.0, 3.1, byTheory).verdict().ok()).isTrue();
        ComparisonSpec chosen = row(Quantity.of(2), QUERY, QUERY, 0.05, null, Reference.THEORY);
        assertThat(judged(2.0, 3.0, 3.1, chosen).verdict().ok()).isTrue();
    }

    @Test
    void judgesADifferenceWhereAMarginIsAbsolute() {
        ComparisonSpec spec = row(Quantity.of(0), Quantity.NONE, QUERY, null, 0.01, Reference.AUTO);
        Comparison zero = judged(0.0, null, 0.005, spec);
        assertThat(zero.verdict().ok()).isTrue();
        assertThat(zero.verdict().deviation()).isNull();
        assertThat(judged(0.0, null, -0.02, spec).verdict().ok()).isFalse();
        ComparisonSpec negative = row(Quantity.of(-2), Quantity.NONE, QUERY, 0.1, null, Reference.AUTO);
        assertThat(judged(-2.0, null, -2.1, negative).verdict().deviation()).isCloseTo(0.05, within(1e-12));
        assertThat(judged(-2.0, null, 2.0, negative).verdict().ok()).isFalse();
    }

    @Test
    void judgesTheTheoryOfARowThatHasNothingMeasured() {
        ComparisonSpec spec = row(Quantity.of(2), QUERY, Quantity.NONE, 0.05, null, Reference.AUTO);
        Comparison theory = judged(2.0, 2.2, null, spec);
        assertThat(theory.verdict().reference()).isEqualTo("paper");
        assertThat(theory.verdict().deviation()).isCloseTo(0.1, within(1e-12));
        assertThat(theory.verdict().ok()).isFalse();
    }

    @Test
    void judgesNothingWhereANumberIsMissing() {
        ComparisonSpec spec = row(Quantity.of(2), QUERY, QUERY, 0.05, null, Reference.AUTO);
        for (Double measured : new @Nullable Double[] {null, Double.NaN}) {
            Comparison unknown = judged(2.0, 2.0, measured, spec);
            assertThat(unknown.numbers().measured()).isNull();
            assertThat(unknown.verdict().reference()).isEmpty();
            assertThat(unknown.verdict().ok()).isNull();
        }
        ComparisonSpec plain = row(Quantity.of(2), Quantity.NONE, QUERY, null, null, Reference.AUTO);
        assertThat(judged(2.0, null, 3.0, plain).verdict().ok()).isNull();
        assertThat(judged(2.0, null, 3.0, plain).verdict().deviation()).isEqualTo(0.5);
    }

    @Test
    void refusesRowsThatCannotBeJudged() {
        assertThatThrownBy(() -> row(Quantity.NONE, Quantity.NONE, Quantity.NONE, null, null, Reference.AUTO))
                .hasMessage("measured, theory or paper must be given but none was");
        assertThatThrownBy(() -> row(Quantity.of("two"), Quantity.NONE, QUERY, 0.1, null, Reference.AUTO))
                .hasMessageStartingWith("tolerance must have two numbers to compare");
        assertThatThrownBy(() -> row(Quantity.of(2), QUERY, QUERY, 0.1, 0.1, Reference.AUTO))
                .hasMessage("tolerance or within must be given, not both, but both were");
        assertThatThrownBy(() -> row(Quantity.of("two"), QUERY, QUERY, null, null, Reference.PAPER))
                .hasMessage("against must be theory where paper is not a number but was paper");
        assertThatThrownBy(() -> row(Quantity.of(2), Quantity.NONE, QUERY, null, null, Reference.THEORY))
                .hasMessage("against must be paper where theory or measured is not given but was theory");
        assertThatThrownBy(() -> new Margin(Double.NaN)).hasMessage("must be positive but was NaN");
    }

    @Test
    void namesTheQueriesByTheirPaths() {
        PanelSpec panel = new PanelSpec(
                "",
                new AxisSpec("", AxisScale.LOG, AxisEnd.AUTO, AxisEnd.AUTO),
                new AxisSpec("", AxisScale.LINEAR, AxisEnd.AUTO, AxisEnd.AUTO),
                new AxisSpec("", AxisScale.LINEAR, AxisEnd.AUTO, AxisEnd.AUTO),
                List.of(new LayerSpec("SELECT 2 AS x", LayerStyle.TICKS, "", LayerColor.AUTO)));
        FigureSpec figure = new FigureSpec(
                "",
                "",
                List.of(row(Quantity.of("words"), Quantity.of(3), QUERY, null, null, Reference.AUTO)),
                1,
                List.of(panel));
        assertThat(figure.queries())
                .containsOnlyKeys("table.0.measured", "panels.0.layers.0.sql")
                .containsEntry("table.0.measured", FigureQuery.number("SELECT 1"))
                .containsEntry(
                        "panels.0.layers.0.sql",
                        FigureQuery.marks(panel.layers().get(0)));
        assertThatThrownBy(() -> new FigureSpec("", "", List.of(), 1, List.of()))
                .hasMessage("table or panels must have an entry but both were empty");
        assertThatThrownBy(() -> new FigureSpec("", "", List.of(), 0, List.of(panel)))
                .hasMessage("columns must be from 1 to 6 but was 0");
    }

    @Test
    void refusesAxesThatHaveNoRange() {
        assertThatThrownBy(() -> new AxisSpec("", AxisScale.LOG, new AxisEnd(0.0), AxisEnd.AUTO))
                .hasMessage("min must be positive on a logarithmic axis but was 0.0");
        assertThatThrownBy(() -> new AxisSpec("", AxisScale.LINEAR, new AxisEnd(2.0), new AxisEnd(2.0)))
                .hasMessage("max must be greater than min = 2.0 but was 2.0");
    }
}
