package org.spectralsweep.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashSet;
import java.util.Set;
import org.hipparchus.random.Well19937c;
import org.junit.jupiter.api.Test;
import org.spectralsweep.region.SamplePairs;

class WindowsTest {
    private static Samples grid(int... shape) {
        int count = 1;
        for (int points : shape) {
            count *= points;
        }
        return new Samples(count, 1, new double[count], new double[count], new int[count], 1, shape);
    }

    @Test
    void ofThreeByThreePixelsHaveThirtySixPairs() {
        SamplePairs pairs = new Windows(10, 3, 0, 5, 0.4, 0.5).local(grid(8, 9), new Well19937c(1));

        assertThat(pairs.count()).isEqualTo(360);
        Set<Long> first = new HashSet<>();
        for (int pair = 0; pair < 36; pair++) {
            first.add((long) pairs.left()[pair] * 72 + pairs.right()[pair]);
        }
        assertThat(first).hasSize(36);
    }

    @Test
    void pairDifferentPointsOfOneWindow() {
        int side = 5;
        SamplePairs pairs = new Windows(200, side, 30, 5, 0.4, 0.5).local(grid(17, 11), new Well19937c(1));

        Set<Integer> rows = new HashSet<>();
        for (int pair = 0; pair < pairs.count(); pair++) {
            int left = pairs.left()[pair];
            int right = pairs.right()[pair];
            assertThat(left).isNotEqualTo(right);
            assertThat(Math.abs(left / 11 - right / 11)).isLessThan(side);
            assertThat(Math.abs(left % 11 - right % 11)).isLessThan(side);
            rows.add(left / 11);
        }
        // Every row is in some window.
        assertThat(rows).hasSize(17);
    }

    @Test
    void pairDistantPointsAcrossEveryAxis() {
        SamplePairs pairs = new Windows(1, 2, 1, 4000, 0.4, 0.6).global(grid(10, 20), new Well19937c(1));

        boolean falling = false;
        boolean rising = false;
        for (int pair = 0; pair < pairs.count(); pair++) {
            int left = pairs.left()[pair];
            int right = pairs.right()[pair];
            assertThat(left / 20).isLessThan(4);
            assertThat(right / 20).isGreaterThanOrEqualTo(6);
            assertThat(Math.abs(left % 20 - right % 20)).isGreaterThan(4);
            falling |= left % 20 < 8 && right % 20 >= 12;
            rising |= left % 20 >= 12 && right % 20 < 8;
        }
        assertThat(falling && rising).isTrue();
    }

    @Test
    void needAGridThatIsLargeEnough() {
        Windows windows = new Windows(1, 5, 1, 1, 0.4, 0.6);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> windows.check(grid(4, 9)))
                .withMessage("side must be at most the 4 points of the shortest axis of the samples but was 5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> windows.check(new Samples(3, new double[3], new double[3], new int[3], 1)))
                .withMessage("pairing must be neighbours where the samples are no grid but was windows");
    }
}
