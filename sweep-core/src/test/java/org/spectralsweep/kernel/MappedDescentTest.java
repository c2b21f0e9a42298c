package org.spectralsweep.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.spectralsweep.Deadline;
import org.spectralsweep.linalg.SymmetricOperator;
import org.spectralsweep.nn.Condition;
import org.spectralsweep.nn.Threshold;
import org.spectralsweep.nn.ThresholdConvention;
import org.spectralsweep.nn.ThresholdScope;

/** Kernel descent by H P, on the circle's kernel of one hidden layer with biases, the first layer trained. */
class MappedDescentTest {
    private static final List<Threshold> THRESHOLDS = List.of(
            new Threshold("relative", ThresholdConvention.RELATIVE_MSE, 0.05, ThresholdScope.BOTH),
            new Threshold("near", ThresholdConvention.RELATIVE_MSE, 0.3, ThresholdScope.BOTH));

    private static double[] circle(double[] angles) {
        int n = angles.length;
        double[] gram = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double z = Math.max(-1, Math.min(1, Math.cos(angles[i] - angles[j])));
                // Half of the usual kernel: the sheet's numbers are those of the convention lambda_1 = 0.17566.
                gram[i * n + j] = (z + 1) * (Math.PI - Math.acos(z)) / (4 * Math.PI);
            }
        }
        return gram;
    }

    private static double[] uniform(int n) {
        double[] angles = new double[n];
        Arrays.setAll(angles, i -> -Math.PI + 2 * Math.PI * i / n);
        return angles;
    }

    private static double[] ones(int n) {
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        return ones;
    }

    /** A third of the circle with 1, 2 and 4 times as many points. */
    private static double[] thirds(int least) {
        double[] angles = new double[7 * least];
        int at = 0;
        for (int third = 0; third < 3; third++) {
            int count = least << third;
            for (int i = 0; i < count; i++) {
                angles[at++] = -Math.PI + 2 * Math.PI / 3 * (third + (i + 0.5) / count);
            }
        }
        return angles;
    }

    private static double[] weights(int least) {
        double[] weights = new double[7 * least];
        Arrays.setAll(weights, i -> i < least ? 4 : i < 3 * least ? 2 : 1);
        return weights;
    }

    private static int[] regions(int least) {
        int[] region = new int[7 * least];
        Arrays.setAll(region, i -> i < least ? 0 : i < 3 * least ? 1 : 2);
        return region;
    }

    private static double[] wave(double[] angles, double kappa) {
        return Arrays.stream(angles).map(t -> Math.cos(kappa * t + 0.4)).toArray();
    }

    /** Update by update, in plain loops: the oracle. */
    private static List<OptionalLong> stepped(
            double[] gram, SymmetricOperator map, double[] start, int[] region, int regions, double rate, long most) {
        int n = start.length;
        double[] r = start.clone();
        double[] mapped = new double[n];
        int count = 2 * (regions + 1);
        Long[] found = new Long[count];
        for (long t = 0; t <= most; t++) {
            for (int c = 0; c < count; c++) {
                double delta = c <= regions ? 0.05 : 0.3;
                int where = c % (regions + 1) - 1;
                double energy = 0;
                double first = 0;
                for (int i = 0; i < n; i++) {
                    if (where < 0 || region[i] == where) {
                        energy += r[i] * r[i];
                        first += start[i] * start[i];
                    }
                }
                if (found[c] == null && energy < delta * first) {
                    found[c] = t;
                }
            }
            map.apply(r, mapped);
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    r[i] -= rate * gram[i * n + j] * mapped[j];
                }
            }
        }
        return Arrays.stream(found)
                .map(step -> step == null ? OptionalLong.empty() : OptionalLong.of(step))
                .toList();
    }

    private static List<OptionalLong> ordered(Map<Condition, OptionalLong> crossings, int regions) {
        return THRESHOLDS.stream()
                .flatMap(threshold -> IntStream.range(-1, regions).mapToObj(where -> crossings.entrySet().stream()
                        .filter(entry -> entry.getKey().threshold().equals(threshold.name())
                                && (where < 0
                                        ? entry.getKey().isWhole()
                                        : !entry.getKey().isWhole()
                                                && entry.getKey().region() == where))
                        .findFirst()
                        .orElseThrow()
                        .getValue()))
                .toList();
    }

    private static List<OptionalLong> crossings(
            DescentMatrix matrix, double[] y, int[] region, int regions, double rate, long most) {
        return ordered(
                KernelDescent.firstCrossings(
                                matrix,
                                List.of(y),
                                List.of(y),
                                region,
                                regions,
                                rate,
                                DescentRule.PLAIN,
                                THRESHOLDS,
                                most,
                                Deadline.NONE)
                        .get(0),
                regions);
    }

    /** The frequencies up to 12 are all modes that there are, so the rest of the residual never moves. */
    @ParameterizedTest
    @CsvSource({"-0.5, 12, 4", "0.5, 12, 4", "0.5, 12, 7", "1, 12, 2", "1.6, 9, 3", "0, 30, 9"})
    void agreesWithSingleUpdatesOnAnUnevenSample(double order, int upTo, int kappa) {
        int least = 12;
        double[] angles = thirds(least);
        double[] gram = circle(angles);
        int n = angles.length;
        SymmetricOperator map = SobolevMap.of(angles, weights(least), new int[0], order, upTo);
        MappedMatrix matrix = new MappedMatrix(new GramMatrix(gram, n), map);
        double rate = 0.05 / matrix.largest(Deadline.NONE);
        double[] y = wave(angles, kappa);
        List<OptionalLong> expected = stepped(gram, map, y, regions(least), 3, rate, 30_000);
        assertThat(expected.stream().filter(OptionalLong::isPresent).mapToLong(OptionalLong::getAsLong))
                .as("some need the eigenbasis")
                .anyMatch(step -> step > n / 2);
        assertThat(crossings(matrix, y, regions(least), 3, rate, 30_000)).isEqualTo(expected);
    }

    /** The largest eigenvalue bounds the rate: just below 2 the descent falls, just above it grows. */
    @Test
    void theLargestEigenvalueIsThatOfTheDescent() {
        int least = 10;
        double[] angles = thirds(least);
        double[] gram = circle(angles);
        SymmetricOperator map = SobolevMap.of(angles, weights(least), new int[0], 1.5, 10);
        MappedMatrix matrix = new MappedMatrix(new GramMatrix(gram, 70), map);
        double[] product = matrix.elements(Deadline.NONE);
        double[] v = new Random(1).doubles(70).toArray();
        double norm = 0;
        for (int t = 0; t < 3000; t++) {
            double[] next = new double[70];
            norm = 0;
            for (int i = 0; i < 70; i++) {
                for (int j = 0; j < 70; j++) {
                    next[i] += product[i * 70 + j] * v[j];
                }
                norm += next[i] * next[i];
            }
            norm = Math.sqrt(norm);
            for (int i = 0; i < 70; i++) {
                v[i] = next[i] / norm;
            }
        }
        assertThat(matrix.largest(Deadline.NONE)).isCloseTo(norm, within(1e-9 * norm));
    }

    @Test
    void theModesRebuildTheMatrix() {
        int least = 6;
        double[] angles = thirds(least);
        int n = 7 * least;
        SymmetricOperator map = SobolevMap.of(angles, weights(least), new int[0], -1, 5);
        MappedMatrix matrix = new MappedMatrix(new GramMatrix(circle(angles), n), map);
        DescentModes modes = matrix.modes(Deadline.NONE);
        assertThat(modes.values()).hasSize(11);
        double[] product = matrix.elements(Deadline.NONE);
        double[] rebuilt = new double[n * n];
        for (int k = 0; k < modes.values().length; k++) {
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    rebuilt[i * n + j] += modes.values()[k] * modes.vectors()[k * n + i] * modes.duals()[k * n + j];
                }
            }
        }
        assertThat(rebuilt).containsExactly(product, within(1e-12));
    }

    @Test
    void refusesAMapThatLeavesNothing() {
        SymmetricOperator nothing = SobolevMap.of(uniform(4), ones(4), new int[0], 0, 0);
        MappedMatrix matrix = new MappedMatrix(new GramMatrix(new double[16], 4), nothing);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> matrix.modes(Deadline.NONE))
                .withMessage("a map of residuals must leave something to learn but H P was zero");
    }

    /**
     * The kernel's own exponents on the uniform circle, at eta = .01 / lambda_max and to a tenth of the energy. They
     * were computed elsewhere from the closed forms of the eigenvalues.
     */
    @ParameterizedTest
    @CsvSource({"-0.5, 3.11, 3.24", "0, 2.13, 2.29", "0.5, 1.16, 1.34"})
    void sobolevExponentsOnTheUniformCircle(double order, double inside, double whole) {
        int n = 720;
        double[] angles = uniform(n);
        GramMatrix gram = new GramMatrix(circle(angles), n);
        MappedMatrix matrix = new MappedMatrix(gram, SobolevMap.of(angles, ones(n), new int[0], order, n / 2));
        double[] steps = steps(matrix, angles);
        assertThat(slope(steps, 4, 10)).isCloseTo(inside, within(0.006));
        assertThat(slope(steps, 2, 12)).isCloseTo(whole, within(0.006));
    }

    private static double[] steps(DescentMatrix matrix, double[] angles) {
        Threshold tenth = new Threshold("tenth", ThresholdConvention.RELATIVE_MSE, 0.1, ThresholdScope.GLOBAL);
        double rate = 0.01 / matrix.largest(Deadline.NONE);
        double[] steps = new double[13];
        for (int kappa = 2; kappa <= 12; kappa++) {
            List<double[]> y = List.of(wave(angles, kappa));
            steps[kappa] = KernelDescent.firstCrossings(
                            matrix,
                            y,
                            y,
                            new int[angles.length],
                            1,
                            rate,
                            DescentRule.PLAIN,
                            List.of(tenth),
                            100_000_000,
                            Deadline.NONE)
                    .get(0)
                    .values()
                    .iterator()
                    .next()
                    .getAsLong();
        }
        return steps;
    }

    private static double slope(double[] steps, int from, int to) {
        double x = 0;
        double y = 0;
        int count = to - from + 1;
        for (int kappa = from; kappa <= to; kappa++) {
            x += Math.log(kappa) / count;
            y += Math.log(steps[kappa]) / count;
        }
        double product = 0;
        double square = 0;
        for (int kappa = from; kappa <= to; kappa++) {
            product += (Math.log(kappa) - x) * (Math.log(steps[kappa]) - y);
            square += (Math.log(kappa) - x) * (Math.log(kappa) - x);
        }
        return product / square;
    }

    /** Frequency kappa has the ranks 2 kappa and 2 kappa + 1, so its eigenvalue becomes lambda_1 (2 kappa)^-e. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.5, 1, 3})
    void preconditioningGivesTheExponentAskedFor(double exponent) {
        int n = 300;
        double[] angles = uniform(n);
        Preconditioner preconditioner =
                new Preconditioner(new GramMatrix(circle(angles), n), exponent, 25, Deadline.NONE);
        assertThat(slope(steps(preconditioner, angles), 2, 12)).isCloseTo(exponent, within(0.005));
    }

    @Test
    void thePreconditionerRescalesWholeEigenspaces() {
        int n = 64;
        double[] angles = uniform(n);
        GramMatrix gram = new GramMatrix(circle(angles), n);
        double[] before = gram.eigen(Deadline.NONE).values();
        // The sixth eigenvalue is the first of the pair of kappa = 3, whose second is taken along.
        Preconditioner preconditioner = new Preconditioner(gram, 1, 6, Deadline.NONE);
        double[] after = preconditioner.modes(Deadline.NONE).values();
        double first = before[0];
        double[] expected = before.clone();
        for (int kappa = 1; kappa <= 3; kappa++) {
            expected[2 * kappa - 1] = first / (2 * kappa);
            expected[2 * kappa] = first / (2 * kappa);
        }
        assertThat(after).containsExactly(expected, within(1e-10 * first));
        assertThat(preconditioner.largest(Deadline.NONE)).isCloseTo(first, within(1e-12 * first));
        // P commutes with rotations, so it is a circulant matrix, whatever basis LAPACK chose.
        SymmetricOperator map = preconditioner.map();
        double[] row = new double[n];
        double[] turned = new double[n];
        double[] unit = new double[n];
        unit[0] = 1;
        map.apply(unit, row);
        unit[0] = 0;
        unit[5] = 1;
        map.apply(unit, turned);
        for (int i = 0; i < n; i++) {
            assertThat(turned[(i + 5) % n]).isCloseTo(row[i], within(1e-9));
        }
    }

    /** H P by its own eigenvectors and by the general way are one matrix with the same crossings. */
    @Test
    void thePreconditionedKernelIsTheMappedOne() {
        int least = 12;
        double[] angles = thirds(least);
        int n = angles.length;
        GramMatrix gram = new GramMatrix(circle(angles), n);
        Preconditioner own = new Preconditioner(gram, 0.5, 30, Deadline.NONE);
        MappedMatrix general = new MappedMatrix(gram, own.map());
        assertThat(own.largest(Deadline.NONE)).isCloseTo(general.largest(Deadline.NONE), within(1e-9));
        double rate = 0.05 / own.largest(Deadline.NONE);
        for (int kappa : new int[] {3, 8, 14}) {
            double[] y = wave(angles, kappa);
            List<OptionalLong> expected = stepped(circle(angles), own.map(), y, regions(least), 3, rate, 3000);
            assertThat(crossings(own, y, regions(least), 3, rate, 3000)).isEqualTo(expected);
            assertThat(crossings(general, y, regions(least), 3, rate, 3000)).isEqualTo(expected);
        }
    }

    /**
     * Without biases odd frequencies above 1 have no eigenvalue: they are left alone rather than divided by rounding.
     */
    @Test
    void thePreconditionerLeavesWhatIsRounding() {
        int n = 40;
        double[] gram = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                gram[i * n + j] = 1 + Math.cos(2 * Math.PI * (i - j) / n);
            }
        }
        Preconditioner preconditioner = new Preconditioner(new GramMatrix(gram, n), 0, 10, Deadline.NONE);
        double[] v = new Random(2).doubles(n).toArray();
        double[] into = new double[n];
        preconditioner.map().apply(v, into);
        assertThat(Arrays.stream(into).map(Math::abs).max().orElseThrow()).isLessThan(10);
        assertThat(preconditioner.modes(Deadline.NONE).values()[1]).isCloseTo(40, within(1e-9));
    }
}
