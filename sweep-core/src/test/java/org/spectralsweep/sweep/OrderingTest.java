package org.spectralsweep.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OrderingTest {
    private record Job(String id, double seconds) {}

    private static final Ordering<Job> ORDERING = new Ordering<>(Job::seconds, Job::id, job -> false);

    private static List<Job> jobs(double... seconds) {
        return IntStream.range(0, seconds.length)
                .mapToObj(i -> new Job(Integer.toString(10 + i), seconds[i]))
                .toList();
    }

    private static List<List<String>> ids(List<List<Job>> units) {
        return units.stream().map(unit -> unit.stream().map(Job::id).toList()).toList();
    }

    @Test
    void longTrialsComeFirstAndAlone() {
        List<List<Job>> units = ORDERING.units(jobs(0.5, 7, 0.5, 1, 30, 0.5), 2);
        assertThat(ids(units))
                .containsExactly(
                        List.of("14"), List.of("11"), List.of("13"), List.of("10"), List.of("12"), List.of("15"));
    }

    @Test
    void shortTrialsArePackedToAtMostThreeSeconds() {
        double[] short1000 = new double[1000];
        Arrays.fill(short1000, 0.3);
        List<List<Job>> units = ORDERING.units(jobs(short1000), 2);
        assertThat(units.subList(0, 80)).allMatch(unit -> unit.size() == 10);
        assertThat(units).hasSizeBetween(100, 130);
    }

    @Test
    void packsBecomeSmallerTowardsTheEnd() {
        double[] short1000 = new double[1000];
        Arrays.fill(short1000, 0.02);
        List<List<Job>> units = ORDERING.units(jobs(short1000), 2);
        int left = 1000;
        for (List<Job> unit : units) {
            // A third of what each core has left to do, or a tenth of a second.
            assertThat(unit.size() * 0.02).isLessThanOrEqualTo(Math.max(0.1, left * 0.02 / 2 / 3) + 1e-9);
            left -= unit.size();
        }
        assertThat(left).isZero();
        assertThat(units.get(0)).hasSizeBetween(149, 150);
        assertThat(units.get(units.size() - 2)).hasSizeBetween(4, 5);
    }

    @Test
    void packsGrowWithTheSweepToHalfAMinute() {
        double[] hours = new double[40_000];
        Arrays.fill(hours, 1.25);
        // 25,000 seconds for each core: packs of 12.5 seconds, until the end.
        List<List<Job>> units = ORDERING.units(jobs(hours), 2);
        assertThat(units.subList(0, 3900)).allMatch(unit -> unit.size() == 10);
        assertThat(units).hasSizeBetween(4000, 4050);
        // On many cores a crash may cost no more than before.
        assertThat(ORDERING.units(jobs(hours), 200)).hasSizeBetween(20_000, 21_000);
        Arrays.fill(hours, 20);
        assertThat(ORDERING.units(jobs(hours), 2)).hasSize(40_000);
    }

    @Test
    void aPackOfTinyTrialsTakesThreeSecondsAtMost() {
        double[] tiny = new double[100_000];
        Arrays.fill(tiny, 0.00026);
        List<List<Job>> units = ORDERING.units(jobs(tiny), 2);
        // Even if all of them take as long as the first ones in a virtual machine.
        assertThat(units).allMatch(unit -> unit.size() * 0.006 <= 3 + 1e-9).hasSizeBetween(200, 220);
        assertThat(units.get(0)).hasSizeBetween(499, 500);
    }

    @Test
    void everyCoreGetsSomethingToDo() {
        double[] short12 = new double[12];
        Arrays.fill(short12, 0.0625);
        assertThat(ORDERING.units(jobs(short12), 2)).hasSizeBetween(6, 12).allMatch(unit -> unit.size() <= 2);
        assertThat(ORDERING.units(jobs(short12), 1)).hasSizeBetween(3, 12);
    }

    @Test
    void trialsThatMustBeAloneAreAlone() {
        Ordering<Job> ordering =
                new Ordering<>(Job::seconds, Job::id, job -> job.id().equals("11"));
        assertThat(ids(ordering.units(jobs(0.03, 0.03, 0.03, 4), 1)))
                .containsExactly(List.of("13"), List.of("10", "12"), List.of("11"));
    }

    @Test
    void everyTrialIsInOneUnitInAnyInputOrder() {
        List<Job> jobs = jobs(0.1, 0.2, 3, 0.1, 0.4, 0.1, 0.1, 2, 0.6, 0.1);
        List<List<Job>> units = ORDERING.units(jobs, 2);
        assertThat(units.stream().flatMap(List::stream)).containsExactlyInAnyOrderElementsOf(jobs);
        List<Job> shuffled = new ArrayList<>(jobs);
        Collections.shuffle(shuffled, new Random(1));
        assertThat(ORDERING.units(shuffled, 2)).isEqualTo(units);
        assertThat(ORDERING.units(List.of(), 2)).isEmpty();
    }
}
