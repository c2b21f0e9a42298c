package org.spectralsweep.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.hipparchus.random.Well19937c;
import org.junit.jupiter.api.Test;
import org.spectralsweep.Deadline;
import org.spectralsweep.TimeOver;
import org.spectralsweep.nn.Samples;
import org.spectralsweep.region.SamplePairs;

class WindowsTest {
    private static Samples grid(int... shape) {
        int count = 1;
        for (int points : shape) {
            count *= points;
        }
        return new Samples(count, 1, 1, new double[count], new double[count], new int[count], 1, shape);
    }

    @Test
    void haveAllThirtySixPairsOfThreeByThreePixels() {
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
                .isThrownBy(() -> windows.check(new Samples(3, 1, 1, new double[3], new double[3], new int[3], 1)))
                .withMessage("pairing must be neighbours where the samples are not a grid but was windows");
    }

    @Test
    void takeEveryPointOfTheFirstAndOfTheLastPart() {
        SamplePairs pairs = new Windows(1, 2, 1, 500, 0.4, 0.6).global(grid(10), new Well19937c(1));
        assertThat(Arrays.stream(pairs.left()).boxed()).containsOnly(0, 1, 2, 3).contains(0, 1, 2, 3);
        assertThat(Arrays.stream(pairs.right()).boxed())
                .containsOnly(6, 7, 8, 9)
                .contains(6, 7, 8, 9);
        // A part has a point even if it is very short.
        SamplePairs ends = new Windows(1, 2, 1, 20, 0.01, 0.99).global(grid(10), new Well19937c(1));
        assertThat(Arrays.stream(ends.left()).boxed()).containsOnly(0);
        assertThat(Arrays.stream(ends.right()).boxed()).containsOnly(9);
    }

    private static void assertRefused(int windows, int side, int pairs, int global, double first, double last) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Windows(windows, side, pairs, global, first, last));
    }

    @Test
    void refuseNumbersOutOfRange() {
        assertThat(new Windows(0, 2, 5, 0, 0.5, 0.5)
                        .local(grid(9), new Well19937c(1))
                        .count())
                .isZero();
        new Windows(100_000, 2, 100, 10_000_000, 0.4, 0.6).check(grid(2));
        assertRefused(-1, 2, 1, 1, 0.4, 0.6);
        assertRefused(1, 2, -1, 1, 0.4, 0.6);
        assertRefused(1, 2, 1, -1, 0.4, 0.6);
        assertRefused(1, 1, 1, 1, 0.4, 0.6);
        assertRefused(1, 2, 1, 1, 0, 0.6);
        assertRefused(1, 2, 1, 1, 0.4, 1);
        assertRefused(1, 2, 1, 1, 0.6, 0.5);
        assertRefused(1, 2, 1, 1, Double.NaN, 0.5);
        assertRefused(1, 2, 1, 10_000_001, 0.4, 0.6);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Windows(100_000, 2, 101, 7, 0.4, 0.6))
                .withMessage("windows times pairs, and global, must be at most 10000000 but were 10100000 and 7");
    }

    /** 100 windows of 447 points have 9,968,100 pairs, those of 448 have 10,012,800. */
    @Test
    void refuseAllPairsOfLargeWindows() {
        new Windows(100, 447, 0, 1, 0.4, 0.6).check(grid(500));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Windows(100, 448, 0, 1, 0.4, 0.6).check(grid(500)))
                .withMessage("pairs must be given for windows of 448 points but was 0, which means all");
        new Windows(100, 448, 1, 1, 0.4, 0.6).check(grid(448));
    }

    @Test
    void haveUpToTenMillionPairsWhereAllAreTaken() {
        new Windows(10_000_000, 2, 0, 1, 0.4, 0.6).check(grid(2));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Windows(10_000_001, 2, 0, 1, 0.4, 0.6).check(grid(2)))
                .withMessage("pairs must be given for windows of 2 points but was 0, which means all");
    }

    @Test
    void takeEveryRowOfTheFirstAndOfTheLastPart() {
        SamplePairs pairs = new Windows(1, 2, 1, 500, 0.4, 0.6).global(grid(10, 3), new Well19937c(1));
        assertThat(Arrays.stream(pairs.left()).map(sample -> sample / 3).boxed())
                .containsOnly(0, 1, 2, 3)
                .contains(0, 1, 2, 3);
        assertThat(Arrays.stream(pairs.right()).map(sample -> sample / 3).boxed())
                .containsOnly(6, 7, 8, 9)
                .contains(6, 7, 8, 9);
    }

    /** A trial's numbers depend on its spec alone, so these are the same in every version. */
    @Test
    void ofAStreamAreAlwaysTheSame() {
        SamplePairs pairs = new Windows(1, 2, 1, 8, 0.4, 0.6).global(grid(10, 10), new Well19937c(1));
        assertThat(pairs.left()).containsExactly(19, 22, 21, 27, 20, 32, 30, 33);
        assertThat(pairs.right()).containsExactly(81, 77, 67, 80, 88, 79, 78, 96);
    }

    @Test
    void endWhenTheirTrialMust() {
        Deadline over = Deadline.after(1, () -> 2);
        assertThatExceptionOfType(TimeOver.class)
                .isThrownBy(() -> new Windows(1, 2, 1, 1, 0.4, 0.6).of(grid(9), () -> new Well19937c(1), over));
    }
}
