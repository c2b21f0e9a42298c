package org.spectralsweep.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.hipparchus.random.Well19937c;
import org.junit.jupiter.api.Test;
import org.spectralsweep.Deadline;
import org.spectralsweep.TimeOver;
import org.spectralsweep.nn.Samples;
import org.spectralsweep.region.SamplePairs;

class NeighboursTest {
    private static final int CLASSES = 3;

    /** Samples of random classes. */
    private static Samples classes(double[] x, int count) {
        SplittableRandom random = new SplittableRandom(5);
        double[] y = new double[count * CLASSES];
        for (int i = 0; i < count; i++) {
            y[i * CLASSES + random.nextInt(CLASSES)] = 1;
        }
        return new Samples(count, x.length / count, CLASSES, x, y, new int[count], 1);
    }

    private static double[] random(int length, double from, double to) {
        return new SplittableRandom(3).doubles(length, from, to).toArray();
    }

    private static double distance(Samples data, int a, int b) {
        int dimension = data.x().length / data.count();
        double sum = 0;
        for (int k = 0; k < dimension; k++) {
            double difference = data.x()[a * dimension + k] - data.x()[b * dimension + k];
            sum += difference * difference;
        }
        return sum;
    }

    private static int label(Samples data, int row) {
        return IntStream.range(0, data.outputs())
                .filter(c -> data.y()[row * data.outputs() + c] == 1)
                .findFirst()
                .orElseThrow();
    }

    /** All other samples, sorted by distance, ties by index. */
    private static int[] sorted(Samples data, int anchor, int sign) {
        return IntStream.range(0, data.count())
                .filter(i -> i != anchor)
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(i -> sign * distance(data, anchor, i))
                        .thenComparing(i -> i))
                .mapToInt(i -> i)
                .toArray();
    }

    private static int[] others(SamplePairs pairs, int anchor) {
        return IntStream.range(0, pairs.count())
                .filter(pair -> pairs.left()[pair] == anchor)
                .map(pair -> pairs.right()[pair])
                .toArray();
    }

    private static SamplePairs global(Pairs pairs) {
        return Objects.requireNonNull(pairs.global());
    }

    private static void assertAsSorted(Samples data, Neighbours neighbours) {
        Pairs pairs = neighbours.of(data, () -> new Well19937c(1), Deadline.NONE);
        Set<Integer> anchors = new HashSet<>();
        for (int anchor : pairs.local().left()) {
            anchors.add(anchor);
        }
        assertThat(anchors).hasSize(neighbours.anchors());
        for (int anchor : anchors) {
            assertThat(others(pairs.local(), anchor))
                    .isEqualTo(Arrays.copyOf(sorted(data, anchor, 1), neighbours.nearest()));
            assertThat(others(global(pairs), anchor))
                    .isEqualTo(Arrays.copyOf(sorted(data, anchor, -1), neighbours.furthest()));
        }
    }

    @Test
    void areTheNearestAndFurthestSamples() {
        assertAsSorted(classes(random(137 * 5, -1, 1), 137), new Neighbours(50, 7, 9, false, 100));
        assertAsSorted(classes(random(60, 0, 1), 60), new Neighbours(60, 59, 59, false, 100));
        assertAsSorted(classes(random(2 * 300, 0, 1), 2), new Neighbours(2, 1, 1, false, 1));
    }

    @Test
    void goByIndexWhereDistancesTie() {
        double[] x = random(200 * 2, 0, 6);
        Arrays.setAll(x, i -> Math.floor(x[i]));
        assertAsSorted(classes(x, 200), new Neighbours(100, 20, 30, false, 100));
        assertAsSorted(classes(new double[30 * 4], 30), new Neighbours(30, 3, 4, false, 100));
    }

    @Test
    void areExactWhereTheProductOfTheMatrixIsNot() {
        // Squared distances are 1e-6 and squares 1e10, so |a|^2 + |b|^2 - 2 a.b keeps no digit of the distances.
        assertAsSorted(classes(random(300 * 3, 1e5, 1e5 + 1e-3), 300), new Neighbours(100, 10, 10, false, 100));
    }

    @Test
    void doNotDependOnTheBlocks() {
        int count = 100;
        Samples data = classes(random(count * 4, -1, 1), count);
        int[] anchors = IntStream.range(0, 17).map(i -> 5 * i).toArray();
        for (int blockDoubles : new int[] {1, 250, 1000, 1 << 20}) {
            List<Integer> places = new ArrayList<>();
            new NeighbourSearch(data.x(), count, blockDoubles).visit(anchors, (place, distances) -> {
                places.add(place);
                assertThat(distances.nearest(6)).isEqualTo(Arrays.copyOf(sorted(data, anchors[place], 1), 6));
            });
            assertThat(places)
                    .containsExactlyElementsOf(IntStream.range(0, 17).boxed().toList());
        }
    }

    @Test
    void areTheFirstOfAnotherClassInThePool() {
        Samples data = classes(random(150 * 3, -1, 1), 150);
        int pool = 8;
        Pairs pairs = new Neighbours(150, 5, 5, true, pool).of(data, () -> new Well19937c(1), Deadline.NONE);

        assertThat(pairs.global()).isNull();
        Set<Integer> counts = new HashSet<>();
        for (int anchor = 0; anchor < 150; anchor++) {
            int own = label(data, anchor);
            int[] expected = Arrays.stream(Arrays.copyOf(sorted(data, anchor, 1), pool))
                    .filter(other -> label(data, other) != own)
                    .limit(5)
                    .toArray();
            assertThat(others(pairs.local(), anchor)).isEqualTo(expected);
            counts.add(expected.length);
        }
        // Some pools hold fewer than five of other classes.
        assertThat(counts).contains(5).hasSizeGreaterThan(1);
    }

    @Test
    void haveTheSameAnchorsInEveryPairing() {
        Samples data = classes(random(150 * 3, -1, 1), 150);
        int[] few = new Neighbours(20, 3, 1, false, 149)
                .of(data, () -> new Well19937c(1), Deadline.NONE)
                .local()
                .left();
        int[] more = new Neighbours(20, 3, 40, true, 5000)
                .of(data, () -> new Well19937c(1), Deadline.NONE)
                .local()
                .left();
        int[] other = new Neighbours(20, 3, 1, false, 149)
                .of(data, () -> new Well19937c(2), Deadline.NONE)
                .local()
                .left();
        assertThat(more).isEqualTo(few);
        assertThat(other).isNotEqualTo(few);
    }

    @Test
    void refuseTooFewSamplesAndMissingClasses() {
        Samples data = classes(new double[30], 30);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Neighbours(31, 2, 2, false, 5).check(data))
                .withMessage("anchors must be at most the 30 samples but was 31");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Neighbours(3, 2, 30, false, 5).check(data))
                .withMessage("nearest and furthest must be below the 30 samples but were 2 and 30");
        Samples numbers = new Samples(30, 1, 1, new double[30], random(30, 0, 1), new int[30], 1);
        new Neighbours(30, 2, 2, false, 5).check(numbers);
        new Neighbours(30, 2, 2, true, 5).check(data);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Neighbours(30, 2, 2, true, 5).check(numbers))
                .withMessage(
                        "different-class must be false where the targets are not classes (1 at the label, 0 elsewhere)"
                                + " but was true");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Neighbours(30, 6, 2, true, 5))
                .withMessage("pool must be at least nearest, which is 6, but was 5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Neighbours(30, 6, 0, true, 50))
                .withMessage("anchors, nearest and furthest must be at least 1 but were 30, 6 and 0");
    }

    /**
     * Whole numbers around 1e8: every sum of squared differences is exact and many are equal, but |a|^2 is off by up to
     * 4.
     */
    @Test
    void areTakenByIndexWhereOnlyRoundingBreaksTies() {
        double[] x = random(300 * 3, 0, 40);
        Arrays.setAll(x, i -> 1e8 + Math.floor(x[i]));
        assertAsSorted(classes(x, 300), new Neighbours(50, 150, 150, false, 150));
    }

    /** On a line, of the first class before 20 and of the second from there on. */
    private static Samples halves() {
        double[] x = IntStream.range(0, 30).mapToDouble(i -> i).toArray();
        double[] y = new double[60];
        for (int i = 0; i < 30; i++) {
            y[2 * i + (i < 20 ? 0 : 1)] = 1;
        }
        return new Samples(30, 1, 2, x, y, new int[30], 1);
    }

    @Test
    void ofADifferentClassAreFoundBeyondManyOfTheOwn() {
        Pairs one = new Neighbours(30, 1, 1, true, 29).of(halves(), () -> new Well19937c(1), Deadline.NONE);
        Pairs nine = new Neighbours(30, 9, 1, true, 29).of(halves(), () -> new Well19937c(1), Deadline.NONE);
        for (int anchor = 0; anchor < 30; anchor++) {
            assertThat(others(one.local(), anchor)).containsExactly(anchor < 20 ? 20 : 19);
        }
        assertThat(others(nine.local(), 0)).containsExactly(20, 21, 22, 23, 24, 25, 26, 27, 28);
        assertThat(others(nine.local(), 29)).containsExactly(19, 18, 17, 16, 15, 14, 13, 12, 11);
    }

    @Test
    void aPoolMayBeLargerThanThereAreSamples() {
        Samples data = new Samples(
                5, 1, 2, new double[] {0, 1, 2, 3, 4}, new double[] {1, 0, 0, 1, 0, 1, 0, 1, 0, 1}, new int[5], 1);
        SamplePairs pairs = new Neighbours(5, 2, 1, true, 5000)
                .of(data, () -> new Well19937c(1), Deadline.NONE)
                .local();
        assertThat(others(pairs, 0)).containsExactly(1, 2);
        for (int anchor = 1; anchor < 5; anchor++) {
            assertThat(others(pairs, anchor)).containsExactly(0);
        }
    }

    @Test
    void haveUpToTenMillionPairs() {
        assertThat(new Neighbours(1, 1, 1, false, 1).near()).isEqualTo("local");
        new Neighbours(400_000, 25, 1, false, 25);
        new Neighbours(400_000, 1, 25, false, 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Neighbours(400_001, 25, 3, false, 25))
                .withMessage("anchors times nearest, and times furthest, must be at most 10000000"
                        + " but were 10000025 and 1200003");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Neighbours(0, 1, 1, false, 1))
                .withMessage("anchors, nearest and furthest must be at least 1 but were 0, 1 and 1");
    }

    @Test
    void endWhenTheirTrialMust() {
        Deadline over = Deadline.after(1, () -> 2);
        assertThatExceptionOfType(TimeOver.class)
                .isThrownBy(() -> new Neighbours(1, 1, 1, false, 1).of(halves(), () -> new Well19937c(1), over));
    }
}
