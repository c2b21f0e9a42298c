package org.spectralsweep.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.spectralsweep.linalg.LowRankOperator;
import org.spectralsweep.linalg.SymmetricOperator;

class SobolevMapTest {
    private static final int[] NO_GRID = {};

    private static double[] uniform(int n, double offset) {
        double[] angles = new double[n];
        Arrays.setAll(angles, i -> -Math.PI + 2 * Math.PI * (i + offset) / n);
        return angles;
    }

    private static double[] ones(int n) {
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        return ones;
    }

    private static double[] applied(SymmetricOperator map, double[] v) {
        double[] into = new double[v.length];
        map.apply(v, into);
        return into;
    }

    private static void assertSame(SymmetricOperator fast, SymmetricOperator plain, int n) {
        double[] v = new Random(n).doubles(n, -1, 1).toArray();
        double[] expected = applied(plain, v);
        double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
        assertThat(applied(fast, v)).containsExactly(expected, within(1e-12 * (1 + largest)));
    }

    @ParameterizedTest
    @CsvSource({"2, 1", "3, 1", "7, 3", "8, 4", "8, 2", "17, 8", "64, 32", "100, 50", "100, 49", "101, 50"})
    void theTransformAgreesWithTheSumOverModes(int n, int upTo) {
        double[] angles = uniform(n, 0.25);
        for (double order : new double[] {-0.5, 0, 1.5}) {
            SymmetricOperator fast = SobolevMap.of(angles, ones(n), NO_GRID, order, upTo);
            assertThat(fast).isInstanceOf(GridConvolution.class);
            assertSame(fast, SobolevMap.plain(angles, ones(n), order, upTo), n);
        }
    }

    @ParameterizedTest
    @CsvSource({"2, 3, 1", "2, 5, 1", "2, 5, 2", "2, 8, 3", "3, 3, 1", "3, 4, 1"})
    void theTensorGridAgreesWithTheSumOverModes(int dimension, int side, int upTo) {
        int n = (int) Math.pow(side, dimension);
        double[] angles = new double[n * dimension];
        for (int i = 0; i < n; i++) {
            int rest = i;
            for (int c = dimension - 1; c >= 0; c--, rest /= side) {
                angles[i * dimension + c] = -Math.PI + 2 * Math.PI * (rest % side + 0.3) / side;
            }
        }
        int[] shape = new int[dimension];
        Arrays.fill(shape, side);
        for (double order : new double[] {-0.5, 0, 1}) {
            SymmetricOperator fast = SobolevMap.of(angles, ones(n), shape, order, upTo);
            assertThat(fast).isInstanceOf(TensorGridMap.class);
            assertSame(fast, SobolevMap.plain(angles, ones(n), order, upTo), n);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8, 15, 16, 17})
    void orderZeroIsTheIdentityOnAUniformGrid(int n) {
        double[] v = new Random(1).doubles(n, -1, 1).toArray();
        SymmetricOperator circle = SobolevMap.of(uniform(n, 0.5), ones(n), NO_GRID, 0, n / 2);
        assertThat(applied(circle, v)).containsExactly(v, within(1e-13));
        if (n % 2 == 0) {
            double[] angles = new double[2 * n * n];
            double[] square = new Random(2).doubles((long) n * n, -1, 1).toArray();
            SymmetricOperator torus = SobolevMap.of(angles, ones(n * n), new int[] {n, n}, 0, n / 2);
            assertThat(applied(torus, square)).containsExactly(square, within(1e-13));
        }
    }

    @Test
    void multipliesEachModeByItsFactor() {
        int n = 60;
        double[] angles = uniform(n, 0);
        for (int k : new int[] {0, 1, 2, 7, 29}) {
            double[] mode =
                    Arrays.stream(angles).map(t -> Math.cos(k * t + 0.3)).toArray();
            double factor = Math.pow(1 + k * k, -0.75);
            double[] expected = Arrays.stream(mode).map(value -> factor * value).toArray();
            assertThat(applied(SobolevMap.of(angles, ones(n), NO_GRID, -0.75, 30), mode))
                    .containsExactly(expected, within(1e-13));
        }
    }

    /** (1/n) r' P r is the integral's norm, sum of (1 + k^2)^s times squared coefficients, whatever the density is. */
    @Test
    void weightsEvenOutTheDensity() {
        int n = 400;
        double[] angles = new double[n];
        double[] weights = new double[n];
        for (int i = 0; i < n; i++) {
            // t = u + 0.6 sin u has the density 1 / (1 + 0.6 cos u).
            double u = -Math.PI + 2 * Math.PI * i / n;
            angles[i] = u + 0.6 * Math.sin(u);
            weights[i] = 1 + 0.6 * Math.cos(u);
        }
        double[] r = Arrays.stream(angles)
                .map(t -> 2 * Math.cos(3 * t) - Math.sin(5 * t))
                .toArray();
        SymmetricOperator map = SobolevMap.of(angles, weights, NO_GRID, 0.5, 20);
        assertThat(map).isInstanceOf(LowRankOperator.class);
        double[] mapped = applied(map, r);
        double norm = 0;
        for (int i = 0; i < n; i++) {
            norm += r[i] * mapped[i] / n;
        }
        assertThat(norm).isCloseTo(2 * Math.sqrt(10) + 0.5 * Math.sqrt(26), within(1e-9));
        // A factor of all weights changes nothing.
        double[] doubled = Arrays.stream(weights).map(weight -> 2 * weight).toArray();
        assertThat(applied(SobolevMap.of(angles, doubled, NO_GRID, 0.5, 20), r)).containsExactly(mapped, within(1e-12));
    }

    @Test
    void refusesMoreModesThanFitIntoMemory() {
        double[] angles = new Random(3).doubles(4000, -3, 3).toArray();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SobolevMap.of(angles, ones(4000), NO_GRID, 1, 1500))
                .withMessage(
                        "a Sobolev loss on 4000 samples that are no uniform grid must have at most 2250 modes but had"
                                + " 3001");
    }
}
