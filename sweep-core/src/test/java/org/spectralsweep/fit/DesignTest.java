package org.spectralsweep.fit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DesignTest {
    /** The order as it is defined: the texts of all observations are compared. */
    private static List<Observation> byTexts(List<Observation> observations) {
        return observations.stream()
                .sorted(Comparator.comparing(Observation::cell)
                        .thenComparing(row -> row.covariates().toString() + row.levels())
                        .thenComparing(Observation::lower)
                        .thenComparing(Observation::upper)
                        .thenComparing(Observation::weight))
                .toList();
    }

    @Test
    void placesAreRankedLikeTheirTexts() {
        Random random = new Random(5);
        List<Observation> rows = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            double lower = 1 + random.nextInt(4);
            rows.add(new Observation(
                    Map.of("frequency", (double) random.nextInt(12), "density", 0.5 * random.nextInt(3)),
                    // Two maps with one text: of these the order is that of the numbers.
                    random.nextBoolean() ? Map.of("z", "1, y=2") : Map.of("z", "1", "y", "2"),
                    lower,
                    random.nextInt(5) == 0 ? Double.POSITIVE_INFINITY : lower + random.nextInt(2),
                    "cell " + random.nextInt(11),
                    1 + random.nextInt(2)));
        }
        List<Observation> same = new ArrayList<>();
        Map<String, String> one = Map.of("a", "1, b=2");
        Map<String, String> other = Map.of("a", "1", "b", "2");
        for (int i = 0; i < 40; i++) {
            same.add(new Observation(Map.of(), i % 2 == 0 ? one : other, 40 - i, 40 - i, "cell", 1));
        }
        assertThat(Design.sorted(rows)).isEqualTo(byTexts(rows));
        assertThat(Design.sorted(same)).isEqualTo(byTexts(same));
    }

    @Test
    void noObservationsAreSorted() {
        assertThat(Design.sorted(List.of())).isEmpty();
    }
}
