package org.spectralsweep.spark.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ThinnedMarksTest {
    /** Marks whose regions take turns, as those of trials do. */
    private static List<Mark> marks(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Mark.of(i, 1, "region " + i % 3))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {9_000, 18_000, 27_000, 270_000, 300_000})
    void everyRegionKeepsItsShare(int count) {
        List<Mark> thinned = ConvergencePanel.thinned(marks(count));
        assertThat(thinned).hasSizeBetween(2_990, 3_010);
        assertThat(thinned.stream().collect(Collectors.groupingBy(Mark::series, Collectors.counting())))
                .hasSize(3)
                .allSatisfy((region, kept) -> assertThat(kept).isBetween(900L, 1100L));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3_000})
    void fewMarksAreAllKept(int count) {
        assertThat(ConvergencePanel.thinned(marks(count))).isEqualTo(marks(count));
    }
}
