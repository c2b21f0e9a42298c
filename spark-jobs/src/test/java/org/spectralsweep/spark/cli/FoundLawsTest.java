package org.spectralsweep.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.spectralsweep.spark.table.FitRow;

class FoundLawsTest {
    private static FitRow row(String estimator, String group, @Nullable Double low, @Nullable Double theory) {
        return new FitRow(
                "sweep",
                "headline",
                "T = c * frequency^a",
                estimator,
                group,
                "a",
                new FitRow.Value(2.07, 0.02, low, low == null ? null : (Double) (low + 0.09), theory),
                396,
                12,
                "ok",
                null,
                Map.of());
    }

    @Test
    void aLawStandsBesideTheoryAndKernel() {
        assertThat(new FoundLaws(List.of(
                                row("maximum-likelihood", "", 2.02, 2.0),
                                row("least-squares", "", 2.02, 2.0),
                                row("kernel", "", 2.02, 2.0)))
                        .lines())
                .containsExactly(
                        "headline: T = c * frequency^a",
                        "  a = 2.07 [2.02, 2.11]  (theory 2.00, kernel 2.07)",
                        "  from 396 points, 12 censored");
        assertThat(new FoundLaws(List.of(row("maximum-likelihood", "", null, null))).lines())
                .contains("  a = 2.07");
        assertThat(new FoundLaws(List.of()).lines()).isEmpty();
    }

    @Test
    void ofManyGroupsTheFirstStandThere() {
        List<FitRow> rows = new ArrayList<>();
        for (int width = 1; width <= 8; width++) {
            rows.add(row("maximum-likelihood", "width=" + width, 2.02, null));
        }
        List<String> lines = new FoundLaws(rows).lines();
        assertThat(lines).contains("  width=6", "    a = 2.07 [2.02, 2.11]").doesNotContain("  width=7");
        assertThat(lines).last().isEqualTo("  and 2 more groups in the table fits");
    }
}
