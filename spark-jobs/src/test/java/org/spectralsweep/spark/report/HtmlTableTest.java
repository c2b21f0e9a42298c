package org.spectralsweep.spark.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HtmlTableTest {
    private static String html(@Nullable Object... values) {
        List<List<Object>> rows = Arrays.stream(values).map(Arrays::asList).toList();
        return new HtmlTable(List.of("x"), rows).html();
    }

    @Test
    void numbersAreRightAlignedAndWordsAreNot() {
        List<List<Object>> rows = List.of(List.of("CONVERGED", 31L), List.of("FAILED", 2L));
        String html = new HtmlTable(List.of("status", "trials"), rows).html();
        assertThat(html)
                .contains("<th style=\"text-align: left\">status</th><th style=\"text-align: right\">trials</th>")
                .contains("<td style=\"text-align: left\">FAILED</td><td style=\"text-align: right\">2</td>");
    }

    @Test
    void aColumnWithOneWordIsNotNumeric() {
        assertThat(html(1, "two")).doesNotContain("right");
    }

    @Test
    void roundsToFourDigitsButKeepsWholeNumbers() {
        assertThat(html(1.95999999)).contains(">1.96<");
        assertThat(html(0.000123456)).contains(">0.0001235<");
        assertThat(html(123456.0)).contains(">123456<");
        assertThat(html(123456.7)).contains(">123500<");
        assertThat(html(20000.0)).contains(">20000<");
        assertThat(html(1.5e-7)).contains(">1.5E-7<");
        assertThat(html(0.0)).contains(">0<");
        assertThat(html(1234567L)).contains(">1234567<");
        assertThat(html(new BigDecimal("3.89"))).contains(">3.89<");
    }

    @Test
    void showsWhatIsMissingAndWhatIsInfinite() {
        assertThat(html((Object) null)).contains(">–<");
        assertThat(html(Double.NaN)).contains(">–<");
        assertThat(html(Double.POSITIVE_INFINITY)).contains(">∞<");
    }

    @Test
    void escapesTextThatLooksLikeMarkup() {
        assertThat(html("a < b & c")).contains("a &lt; b &amp; c").doesNotContain("< b");
    }

    @Test
    void refusesARowOfAnotherLength() {
        assertThatThrownBy(() -> new HtmlTable(List.of("x", "y"), List.of(List.of(1))))
                .hasMessage("rows must have 2 values each but one had 1");
    }
}
